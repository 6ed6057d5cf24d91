"""Every component of public pages on one page, drawn from the real templates with made-up values that never change."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.template import engines
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from citations.figures import Figure, Missing, ReleaseReference, figure
from citations.ledger import Ledger
from citations.measures import Measure
from citations.printing import print_figure
from gradient.drawing import _dumbbell
from singulariki.charts.amounts import Amount, Moment, Part, PayRow, levels, pay_range, pay_strip
from singulariki.charts.bars import HistogramBin, change_bar, histogram
from singulariki.charts.dots import ScatterPoint, ScatterWords, scatter
from singulariki.charts.gradient import GradientPoint, gradient_dots, score_dot
from singulariki.charts.ruler import Mark, mini_ruler, ruler
from singulariki.charts.scales import ChartText, Tick
from singulariki.delivery.rows import HtmlRows
from singulariki.delivery.templating import draw_component
from tests.charts.samples import BANDS, sample_quadrant

WAGE = Measure(
    "sample-pay", "Median pay", "U.S. dollars a year", 0, ("sample",), "What it is.", "What it is not.", format="dollars"
)
RELEASES = {"sample": ReleaseReference("sample", "Sample of releases", "1.0", "Publisher")}
BAND_ITEMS = [{"key": band.key, "label": band.label} for band in BANDS]
ENTRIES = [
    {"title": "U.S. occupations", "text": "Overlap, pay and employment of each.", "url": "#a"},
    {"title": "The gradient", "text": "All unit groups of the ILO in six bands.", "url": "#b"},
]
LINKS = [{"title": title, "url": f"#{title}"} for title in ("Arts, design and media", "Production", "Protective service")]
STRIP = pay_strip((0.0, 120_000.0), [30_000, 45_000, 66_000, 80_000, 100_000])
OPEN_STRIP = pay_strip((0.0, 120_000.0), [40_000, 60_000, 90_000, 110_000, 120_000], is_open=True)
HEADS = "".join(f'<th scope="col" class="is-number">{words}</th>' for words in ("AI task overlap", "Median pay", "Change"))
# What a page has in its head, and what lists every stylesheet: nothing to be seen of them.
UNSEEN = {"share_meta", "stylesheets"}
# Drawn within others: the head and foot of the page, and what they hold.
WITHIN = {"site_header", "site_footer", "logotype", "ramp", "search_form", "copy_button", "caveat", "section", "empty"}


class _Task:
    """As much of a task as a dumbbell draws."""

    def __init__(self, now: float, before: float | None) -> None:
        self.score, self.score_previous = _figure(now), _figure(before)


def _figure(value: float | None) -> Figure:
    return Figure(WAGE, value, text="" if value is None else f"{value:g}", releases=tuple(RELEASES.values()))


def _text(key: str) -> ChartText:
    return ChartText(key, "A title that says the finding", "A description")


def _charts() -> dict[str, dict[str, Any]]:
    studies = [Mark(59.2, "Felten", "59th"), Mark(62.1, "Eloundou", "62nd"), Mark(19.0, "Microsoft", "19th")]
    amounts = [Amount(value, f"${value:,}") for value in (29_140, 44_980, 66_430, 83_220, 110_550)]
    names = ("10th percentile", "25th", "Median", "75th", "90th percentile")
    points = [
        GradientPoint(str(1111 + n), f"Unit group {n}", 0.08 + n * 0.018, "0.5", BANDS[n // 6].key, f"#g{n}") for n in range(36)
    ]
    people = [
        ScatterPoint(f"Occupation {n}", n * 37 % 101, n * 61 % 101, (n * 31 % 17) * 20_000.0, "told", f"#s{n}", n % 4 > 0, n == 6)
        for n in range(1, 24)
    ]
    return {
        "ruler": {
            "ruler": ruler(
                description="A rank", pin=Mark(46.4, "", "46th"), studies=studies, others=[Mark(65, "ILO 3521", "65th")]
            ),
            "wording": {"least": "least overlap", "most": "most overlap"},
        },
        "pay_range": {
            "chart": pay_range(
                text=_text("pay"),
                domain=(0.0, 120_000.0),
                pay=list(zip(names, amounts, strict=True)),
                is_open=True,
                reference=Amount(49_500, "Dashed: the median of all occupations, $49,500"),
                rows=[
                    PayRow("Broadcast Technicians", "#r", "$53,920", STRIP),
                    PayRow("Audio Directors", "#r", "$90,000", OPEN_STRIP),
                ],
            ),
            "profile": {"prefix": ""},
        },
        "levels": {
            "chart": levels(
                Moment("2024", 16_900, "16,900"),
                Moment("2034 (projected)", 17_100, "17,100"),
                text=_text("levels"),
                whole="1,200 openings a year",
                parts=[Part(1_180, "most replace those who leave"), Part(20, "the rest are new jobs")],
            )
        },
        "histogram": {
            "chart": histogram(
                [HistogramBin(n / 2, n / 2 + 0.5, (n * 7 % 11) + 1, "told") for n in range(2, 10)],
                domain=(1.0, 5.0),
                text=_text("histogram"),
                mark=3.1,
                mark_label="Median 3.1",
            )
        },
        "gradient": {"chart": gradient_dots(points, BANDS, text=_text("gradient"), axis_label="Mean score")},
        "scatter": {
            "chart": scatter(
                people,
                text=_text("scatter"),
                words=ScatterWords(
                    "Overlap", "Pay", "median", ("Less · more", "More · more", "More · less", "Less · less"), "People"
                ),
            )
        },
        "quadrant": {"chart": sample_quadrant()},
        "score_axis": {
            "ticks": [Tick("0", "0", "middle"), Tick("50", "0.5", "middle"), Tick("100", "1", "middle")],
            "mean_x": "44",
            "mean_label": "Mean 0.44",
            "mean_anchor": "middle",
        },
    }


def _tables(ledger: Ledger) -> str:
    """A list that becomes cards on a phone, and tasks with dumbbells."""
    write = HtmlRows(ledger, "")
    bars = (change_bar(4.0, 20.0), change_bar(-12.0, 20.0))
    rows = write.table(
        (
            write.head(write.link(title, "#t"), aside=code),
            write.number(_figure(rank), "AI task overlap", before=mini_ruler(rank, "", rank - 15, min(rank + 20, 100))),
            write.number(figure(WAGE, 66_430), "Median pay", before=strip),
            write.number(_figure(change), "Change", before=bar),
        )
        for title, code, rank, strip, change, bar in (
            ("Sound Engineering Technicians", "27-4014.00", 46.4, STRIP, 4.0, bars[0]),
            ("Special Effects Artists and Animators", "27-1014.00", 88.0, OPEN_STRIP, -12.0, bars[1]),
        )
    )
    missing = figure(WAGE, None, missing=Missing.SUPPRESSED)
    tasks = write.table(
        (
            write.head(words),
            _dumbbell(_Task(now, before), "44"),
            write.number(_figure(now), "2025"),
            write.number(missing, "2023"),
        )
        for words, now, before in (
            ("Mix and edit voices, music, and taped sound effects.", 0.62, 0.4),
            ("Test equipment.", 0.2, None),
        )
    )
    scores = write.table(
        (
            write.head(write.link(title, "#u")),
            write.number(_figure(mean), "Mean 2025", before=score_dot(mean, band.key)),
            write.cell(f'<span class="band-chip band-chip--mark band--{band.key}">{band.label}</span>', "Band"),
            write.number(_figure(-0.119), "Change"),
        )
        for title, mean, band in (("Data Entry Clerks", 0.7, BANDS[5]), ("Bakers", 0.18, BANDS[0]))
    )
    return (
        '<table class="table table--gradient table--fold table--scores"><thead><tr><th scope="col">Unit group</th>'
        '<th scope="col" class="is-number">Mean 2025</th><th scope="col">Band</th><th scope="col" class="is-number">Change</th>'
        f"</tr></thead><tbody>{scores}</tbody></table>"
        '<table class="table table--gradient table--fold table--list"><thead><tr>'
        f'<th scope="col">Occupation</th>{HEADS}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
        '<table class="table table--fold band--gradient-2"><thead><tr><th scope="col">Task</th>'
        '<th scope="col" class="dumbbell">'
        f"{render_to_string('charts/score_axis.svg.html', _charts()['score_axis'])}</th>"
        '<th scope="col" class="is-number">2025</th>'
        f'<th scope="col" class="is-number">2023</th></tr></thead><tbody>{tasks}</tbody></table>'
    )


def _components(ledger: Ledger) -> Mapping[str, dict[str, Any]]:
    """What each component is given."""
    return {
        "band_scale": {"bands": BAND_ITEMS, "current": "gradient-2"},
        "banner": {"text": "This is a sample of a few occupations.", "command": "make run DATA=../shared/data"},
        "breadcrumb": {"trail": [{"title": "Roles", "url": "#r"}, {"title": "Media", "url": "#m"}]},
        "cite": {
            "formats": [
                {"key": "plain", "label": "Plain", "text": "Singulariki, “Sound Engineering Technicians”.", "code": False},
                {"key": "bibtex", "label": "BibTeX", "text": "@misc{singulariki,\n  title = {Sound}\n}", "code": True},
            ]
        },
        "dataset_links": {"slugs": ["onet", "bls-oews"]},
        "edition_notice": {"profile": {"path": "#p", "edition": "2024-01-01"}},
        "entries": {"entries": ENTRIES},
        "group_list": {"groups": LINKS},
        "head_sections": {
            "sections": [
                {
                    "has_own_heading": True,
                    "anchor": "own",
                    "heading_html": "A heading of the layout",
                    "body_html": SafeString("<p>Words.</p>"),
                }
            ]
        },
        "list_download": {"listing": {"csv_url": "#csv", "csv_name": "list.csv", "found": range(1016)}},
        "measure_reference": {"themes": [("Pay", [WAGE])], "methodology": _NoRecipe()},
        "message": {"level": "warning", "title": "Something went wrong", "text": "What to do next.", "command": "make run"},
        "notes": {
            "notes": [
                {
                    "id": "pay",
                    "title": "Median pay",
                    "value": "$66,430",
                    "facts": SafeString("<dt>Measures</dt><dd>What half earn.</dd><dt>Release</dt><dd>May 2024</dd>"),
                }
            ]
        },
        "page_head": {
            "title": "Broadcasting and audio-visual technicians",
            "code": "ISCO-08 3521",
            "kicker": "Technicians",
            "kicker_url": "#k",
            "lede": "They control what others hear.",
            "bands": BAND_ITEMS,
            "band": "gradient-3",
        },
        "pagination": {
            "pages": [
                {"number": 1, "url": "#1", "current": False},
                {"number": 2, "url": "#2", "current": True},
                {"number": 3, "url": "", "current": False},
                {"number": 9, "url": "#9", "current": False},
            ],
            "previous_url": "#1",
            "next_url": "#3",
        },
        "recipe_reference": {"recipes": [(_Recipe(), [WAGE])]},
        "report_kit": {
            "headline": "Sound engineers rank in the middle by AI task overlap",
            "factoids": [{"id": "kit-1", "text": "Half of them earn less than $66,430 a year.", "source": "BLS, May 2024"}],
            "whole": "Half of them earn less than $66,430 a year.",
            "links": [{"title": "As Markdown", "url": "#md"}],
            "note": "Overlap is no forecast.",
        },
        "rest": {"whole": False, "anchor": "s-tables", "label": "Show all tasks"},
        "section_list": {
            "chapters": [{"anchor": key, "heading_text": words} for key, words in (("ai", "AI and this work"), ("pay", "Pay"))]
        },
        "statement": {"text": "Mix and edit voices, music, and taped sound effects.", "band": "gradient-3", "meta": "Score 0.62"},
    }


class _NoRecipe:
    def recipe(self, measure: Measure) -> None:
        return None


class _Recipe:
    key, title, version = "sample", "A sample recipe", 1
    paragraphs = ("What is done, in a sentence.",)
    formula, unit, range, does_not_mean = "a / b", "share", "0 to 1", "A forecast."
    datasets = ("onet",)


def specimens() -> dict[str, str]:
    """Name → HTML: of components and charts their files' names."""
    ledger = Ledger(RELEASES)
    drawn = {name: draw_component(name, **given) for name, given in _components(ledger).items()}
    drawn |= {name: render_to_string(f"charts/{name}.svg.html", given) for name, given in _charts().items()}
    drawn["dataset_links"] = f"<p>{drawn['dataset_links']}</p>"
    drawn["tables"] = _tables(ledger)
    drawn["empty"] = draw_component("empty", title="Nothing goes by that name", text="Try fewer or more general words.")
    drawn["info"] = draw_component("message", level="info", title="Kept as it was", text="A newer edition is there.")
    drawn["figures"] = (
        f"<p>They earn {print_figure(figure(WAGE, 66_430), ledger)} a year; the "
        '<a class="term" href="#t">median</a> is what half earn less than. '
        f"{print_figure(figure(WAGE, None, missing=Missing.SUPPRESSED), ledger)}.</p>"
        '<details class="fold"><summary>Folded</summary><p>Hidden.</p></details>'
        '<details class="fold" open><summary>Unfolded</summary><p>What was folded away.</p></details>'
        f"<p>{mini_ruler(12.0, '')} {mini_ruler(98.0, '')} {STRIP}</p>"
    )
    return drawn


SECTIONS = """
{% extends "base.html" %}
{% block main %}
<div class="page wrap"><div class="page__body">{{ drawn.section_list }}<div class="page__sections">
{% for name, html in sections %}{% call component.section(anchor="s-" ~ name, heading=name,
    caveats=caveats if name in ("figures", "tables") else ()) %}{{ html }}{% endcall %}{% endfor %}
</div></div></div>{% endblock %}
"""


def page_of_components() -> str:
    """All of them as one page, under their names."""
    drawn = {name: SafeString(html) for name, html in specimens().items()}
    caveats = [
        {"title": "Overlap is no forecast", "text": "It says what AI can attempt.", "severity": "note"},
        {"title": "", "text": "The two releases count differently.", "severity": "warning"},
    ]
    context = {
        "drawn": drawn,
        "sections": [(name, html) for name, html in drawn.items() if name not in ("section_list", "score_axis")],
        "caveats": caveats,
        "nav": [{"title": "Roles", "url": "#r", "current": True}, {"title": "Gradient", "url": "#g", "current": False}],
        "edition": {"name": "2024-01-01", "url": "#e", "published_on": date(2024, 1, 1), "is_candidate": False},
        "search_query": "sound",
    }
    return engines["public"].from_string(SECTIONS).render(context)
