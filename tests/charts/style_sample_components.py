"""Sample context for every component template."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tests.charts.style_sample_charts import BANDS

STATEMENT = "Sample statement: checking the levels of several recordings and balancing them against one another"
MEANINGS = ["none of the task", "its edges", "a small part", "a real part", "most of it", "nearly all of it"]


def sample_figure(note: str, value: str, text: str, label: str) -> SafeString:
    """The markup of a figure, as the figure function prints it."""
    return format_html(
        '<span class="figure"><data value="{}">{}</data><button class="figure__ask" type="button" popovertarget="note-{}"'
        ' aria-label="About this figure: {}"></button><a class="figure__link" href="#note-{}" aria-label="About this figure: {}">'
        "</a></span>",
        value,
        text,
        note,
        label,
        note,
        label,
    )


def whole(samples: Sequence[Any], *names: str) -> list[dict]:
    """The samples with these names in each: None where it has no value of its own, as components expect."""
    return [{**dict.fromkeys(names), **sample} for sample in samples]


def sample_components() -> dict:
    """Context of the style page, one key per component."""
    mean = sample_figure("sample-mean", "0.3518", "0.35", "sample mean score, 0.35")
    rank = sample_figure("sample-rank", "64.87", "65%", "sample rank, 65%")
    return {
        "bands": BANDS,
        "trail": [{"title": "Gradient", "url": "#sample-gradient"}, {"title": "Sample major group", "url": "#sample-group"}],
        "lede": format_html("A sample sentence in which a score of {} stands above {} of the others.", mean, rank),
        "sections": [{"anchor": key, "heading_text": heading, "is_absent": False} for key, heading in SECTIONS],
        "figures": whole(_headline_figures(), "value", "missing"),
        "caveats": [{"title": "Sample caveat", "text": "A margin note that stands beside the figure it qualifies."}],
        "band_rows": _band_rows(),
        "columns": whole(COLUMNS, "numeric", "sort_url", "sort", "note"),
        "rows": _rows(),
        "facts": [
            {"name": "Code", "value": "S-0001"},
            {"name": "Employment", "value": mark_safe('<span class="missing">The sample does not publish this figure</span>')},
            {"name": "Also called", "value": "Sample title, another sample title, a third one"},
        ],
        "statement": {"text": STATEMENT, "meta": format_html("Scores {} in the sample.", mean)},
        "tasks": _tasks(),
        "kit": _kit(),
        "formats": whole(_formats(), "code"),
        "sources": [
            {
                "title": "Sample dataset",
                "release": "1.0",
                "publisher": "Sample publisher",
                "url": "#sample-source",
                "licence": "CC BY 4.0",
            },
            {
                "title": "Another sample dataset",
                "release": "2025",
                "publisher": "Another sample publisher",
                "url": "#sample-source-2",
                "licence": "",
            },
        ],
        "previous": {"title": "Previous sample unit group", "url": "#sample-previous"},
        "next": {"title": "Next sample unit group with a longer title", "url": "#sample-next"},
        "pages": whole(
            [
                {"number": 1, "url": "#p1"},
                {"number": 2, "current": True},
                {"number": 3, "url": "#p3"},
                {"number": "…"},
                {"number": 18, "url": "#p18"},
            ],
            "url",
            "current",
        ),
        "filter_fields": [
            {
                "name": "major",
                "label": "Major group",
                "options": whole([{"value": "", "label": "All"}, {"value": "3", "label": "Sample group"}], "selected"),
            },
            {
                "name": "band",
                "label": "Band",
                "options": whole(
                    [{"value": "", "label": "All"}, *({"value": b.key, "label": b.label} for b in BANDS)], "selected"
                ),
            },
        ],
        "levels": ["info", "success", "warning", "error"],
        "notes": _notes(),
    }


SECTIONS = [
    ("foundations", "Ramp, type and paper"),
    ("figures", "Figures and notes"),
    ("bands", "Bands"),
    ("charts", "Charts"),
    ("tables", "Tables and facts"),
    ("statements", "Statements and tasks"),
    ("kit", "Report kit"),
    ("citation", "Sources and citation"),
    ("controls", "Controls and paging"),
    ("states", "States"),
]
COLUMNS = [
    {"label": "Unit group", "sort_url": "#sort-title"},
    {"label": "Mean score", "numeric": True, "sort_url": "#sort-score", "sort": "descending", "note": "sample-mean"},
    {"label": "Change", "numeric": True, "sort_url": "#sort-change"},
    {"label": "Band"},
]


def _headline_figures() -> list[dict]:
    return [
        {
            "label": "Mean score",
            "value": sample_figure("sample-mean", "0.3518", "0.35", "sample mean score, 0.35"),
            "meaning": "On a scale from 0 to 1, over all tasks of the sample.",
        },
        {
            "label": "Rank",
            "value": sample_figure("sample-rank", "64.87", "65th", "sample rank, 65th percentile"),
            "meaning": "More than about two in three of the sample.",
        },
        {
            "label": "Exposed share",
            "value": sample_figure("sample-share", "0", "0%", "sample share, 0%"),
            "meaning": "No sample task lies in a gradient band.",
        },
        {
            "label": "Employment",
            "missing": "The sample does not publish this figure",
            "meaning": "Missing is said, not drawn as zero.",
        },
    ]


def _band_rows() -> list[dict]:
    counts = [2, 7, 0, 3, 1, 0]
    return [
        {
            "band": band,
            "count": count,
            "count_text": str(count),
            "share": count / 13,
            "share_text": f"{count / 13:.0%}",
            "share_percent": f"{count / 13 * 100:.1f}",
            "meaning": f"Sample meaning: {meaning}",
        }
        for band, count, meaning in zip(BANDS, counts, MEANINGS, strict=True)
    ]


def _rows() -> list[dict]:
    rows = []
    for number, band in enumerate(BANDS):
        chip = format_html('<span class="band-chip band-chip--mark band--{}">{}</span>', band.key, band.label)
        score = 0.7 - number * 0.1
        change = {"missing": "no earlier sample", "label": "Change", "numeric": True}
        if number % 3:
            change = {"text": f"+0.0{number}", "value": number / 100, "label": "Change", "numeric": True}
        cells = [
            {"text": f"Sample unit group {number + 1}", "url": f"#group-{number}"},
            {"text": f"{score:.2f}", "value": f"{score:.4f}", "label": "Mean score", "numeric": True},
            change,
            {"html": chip, "label": "Band"},
        ]
        names = ("text", "value", "url", "numeric", "html", "missing", "label")
        rows.append({"cells": whole(cells, *names), "current": number == 2})
    return rows


def _tasks() -> list[dict]:
    before = [{"label": "2023", "value": "0.44", "text": "0.44"}, {"label": "2023", "missing": "not scored"}]
    return [
        {
            "text": f"{STATEMENT}, number {number}",
            "figures": whole([earlier, {"label": "2025", "value": "0.52", "text": "0.52"}], "missing"),
        }
        for number, earlier in enumerate(before, 1)
    ]


def _kit() -> dict:
    return {
        "headline": "Sample headline: a unit group sits at the 65th percentile of a made-up gradient",
        "factoids": [
            {
                "id": "kit-1",
                "text": "A sample line with one figure, 0.35, that may be quoted as it is.",
                "source": "Sample publisher (2025)",
            },
            {
                "id": "kit-2",
                "text": "A second sample line, longer than the first, so that it wraps beside its copy button.",
                "source": "Sample publisher (2025), 2023 to 2025",
            },
        ],
        "whole": "Sample headline\n\n- A sample line (Sample publisher, 2025)\n- A second sample line (Sample publisher, 2025)",
        "links": [{"title": "Methodology", "url": "#sample-methodology"}, {"title": "Newsroom", "url": "#sample-newsroom"}],
        "note": "A sample note on what the lines are built from.",
    }


def _formats() -> list[dict]:
    return [
        {
            "key": "plain",
            "label": "Plain",
            "text": "Singulariki, “Sample unit group”, sample edition. https://example.org/sample",
        },
        {"key": "apa", "label": "APA", "text": "Singulariki. (2025). Sample unit group (sample). https://example.org/sample"},
        {
            "key": "bibtex",
            "label": "BibTeX",
            "code": True,
            "text": "@misc{sample,\n  title = {Sample unit group},\n  year = {2025}\n}",
        },
    ]


def _notes() -> list[dict]:
    about = {
        "Measures": "A sample score, from 0 (none) to 1 (all).",
        "Does not mean": "Anything at all: this figure is made up.",
        "Source": "Sample dataset, release 1.0",
        "Derived": "Unweighted mean of seven sample tasks",
        "Rank": "Above 65% of the sample",
        "In the API": mark_safe('<a href="#sample-api">/api/v1/sample/</a>'),
    }
    facts = format_html_join("", "<dt>{}</dt><dd>{}</dd>", about.items())
    return [
        {"id": "sample-mean", "title": "Sample mean score", "value": "0.3518", "facts": facts},
        {"id": "sample-rank", "title": "Sample rank", "value": "64.87", "facts": facts},
        {"id": "sample-share", "title": "Sample exposed share", "value": "0", "facts": facts},
    ]
