"""The methodology page of an edition: prose, a worked example, what choices change, and the reference of measures and recipes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from citations.coverage import DatasetCoverage, coverage_of
from citations.figures import Figure
from citations.measures import Measure
from citations.models import Edition
from citations.preview.names import name_pages
from citations.reading import EditionReader, reader_of
from occupations.measures import datasets as of
from occupations.measures.themes import THEMES
from occupations.studies import OVERLAP_STUDIES
from occupations.subjects.methodology import words
from occupations.subjects.methodology.document import KEY, PATH, MethodDocument, read_method
from occupations.subjects.methodology.example import Example
from occupations.subjects.occupation.document import read_occupation
from occupations.subjects.pages import page_kind
from singulariki.editorial.registry import FigureToken, Section
from singulariki.editorial.scoped import with_meanings
from singulariki.editorial.subjects import OfEdition, attribute, subjects_of_kind

EXAMPLE_OCCUPATION = "27-4014.00"
EXAMPLE_SECTION = "worked-example"
_FOLDER = "occupations/methodology"
# Choices of method, by the field that holds their effect.
CHOICES = {
    "overlap_votes": "Overlap by SOC codes",
    "overlap_base": "Overlap among occupations that every study scores",
    "pay_votes": "Pay by SOC codes",
    "pay_top_coded": "Pay with top-coded medians",
}


@dataclass(frozen=True)
class MethodPage(OfEdition):
    """The method of an edition.

    document  its numbers; None for editions of before these were kept
    coverage  how much of releases it uses, where that is not all of them
    example   the occupation that it is worked through for; None where the edition has none
    typed     what the reader typed into the form
    unknown   True where no occupation goes by that
    """

    reader: EditionReader
    document: MethodDocument | None
    example: Example | None
    prefix: str = ""
    typed: str = ""
    unknown: bool = False
    coverage: Sequence[DatasetCoverage] = ()

    title = "Methodology"
    path = PATH

    @cached_property
    def themes(self) -> list[tuple[str, list[Measure]]]:
        """The edition's measures by theme: the themes of this room in their order, then others by alphabet. Of the live edition
        with what editors say that they do not mean."""
        own = self.reader.methodology
        themes = (own if self.prefix else with_meanings(own)).themes()
        known = [theme for theme in THEMES if theme in themes]
        return [(theme, themes[theme]) for theme in (*known, *(theme for theme in themes if theme not in THEMES))]


def method_page(edition: Edition, code: str = EXAMPLE_OCCUPATION) -> MethodPage:
    """The page with the occupation of this code as its example; with the edition's first where it has none of the code. Five
    queries at most."""
    reader = reader_of(edition)
    document = read_method(reader)
    subject = read_occupation(edition, code)
    if subject is None:
        first = subjects_of_kind("occupation", edition, 1)
        subject = read_occupation(edition, first[0][0]) if first else None
    return MethodPage(reader, document, Example(subject, document) if subject else None, coverage=coverage_of(edition))


def _example(page: MethodPage) -> Mapping | None:
    if page.example is None:
        return None
    is_top_coded = bool(page.example.wages and page.example.wages.top_coded)
    return {"example": page.example, "page": page, "is_top_coded": is_top_coded, "has_wages": page.holds(of.OEWS)}


def _choices(page: MethodPage) -> Mapping | None:
    effects = page.document.effects if page.document else None
    rows = [(name, effect) for name in CHOICES if (effect := getattr(effects, name, None))]
    return {"rows": rows} if rows else None


def _coverage(page: MethodPage) -> Mapping | None:
    return {"coverages": page.coverage, "shown": page.reader.edition} if page.coverage else None


def _measures(page: MethodPage) -> Mapping:
    return {"themes": page.themes, "methodology": page.reader.methodology}


def _recipes(page: MethodPage) -> Mapping:
    return {"recipes": page.reader.methodology.derived_by()}


def prose_section(key: str, label: str, paragraphs: Mapping[str, str], links: Sequence[tuple[str, str, str]] = ()) -> Section:
    """A part of the method in prose: its paragraphs by key, then links given as (key, address, words)."""
    context = {"links": [(name, address) for name, address, _ in links], "named": [name for name, _, _ in links]}
    wording = {**paragraphs, **{name: text for name, _, text in links}}
    return Section(key, label, f"{_FOLDER}/prose.html", lambda page: context, wording=wording)


def _prose(key: str) -> Section:
    label, paragraphs = words.PROSE[key]
    return prose_section(key, label, paragraphs, words.LINKS.get(key, ()))


def _section(key: str, label: str, template: str, context: Callable, wording: Mapping[str, str], **more: Any) -> Section:
    return Section(key, label, f"{_FOLDER}/{template}.html", context, wording=wording, **more)


def _figure(key: str, label: str, names: str, group: str = "The method") -> FigureToken:
    """A figure of the page, by the path of its attributes."""
    return FigureToken(key, label, attribute(names), group)


def _of_study(key: str, name: str, page: MethodPage) -> Figure | None:
    study = page.document.study(key) if page.document else None
    return getattr(study, name) if study else None


def _partly_scored(page: MethodPage, *, ranked: bool) -> Figure | None:
    """Occupations that only some of the studies score, where such are ranked; with `ranked` False where they are not."""
    overlap = page.document.overlap if page.document else None
    if overlap is None:
        return None
    are_ranked = (overlap.ranked.value or 0) > (overlap.all_studies.value or 0)
    return overlap.some_studies if are_ranked == ranked else None


def _version(page: MethodPage) -> str | None:
    """Version of the composite, as the edition's own recipe has it."""
    recipe = page.reader.methodology.recipes.get("ai-overlap")
    return str(recipe.version) if recipe else None


def _paid_for(page: MethodPage) -> str | None:
    """Whom the example's pay is published for, in words."""
    wages = page.example.wages if page.example else None
    if wages is None:
        return None
    group = wages.median.group
    return group.words() if group else f"for its own SOC code, {wages.published_for.code}"


def _tokens() -> tuple[FigureToken, ...]:
    example = partial(_figure, group="The worked example")
    return (
        FigureToken("edition", "Name of the edition", lambda page: page.edition, "The method"),
        FigureToken("overlap-version", "Version of the method of AI task overlap", _version, "The method"),
        _figure("occupations", "Occupations", "document.occupations"),
        _figure("overlap-base", "Occupations with a mean of percentiles under their own code", "document.overlap.base"),
        _figure("overlap-all", "Occupations that every study scores", "document.overlap.all_studies"),
        _figure("overlap-some", "Occupations that some studies score", "document.overlap.some_studies"),
        _figure("overlap-none", "Occupations that no study scores", "document.overlap.no_study"),
        *(
            FigureToken(
                key, f"Occupations that lack a study, where these {words}", partial(_partly_scored, ranked=ranked), "The method"
            )
            for key, words, ranked in (("overlap-unranked", "get no rank", False), ("overlap-partly", "are ranked", True))
        ),
        *(
            token
            for study in OVERLAP_STUDIES
            for token in (
                FigureToken(
                    f"{study.key}-ranked",
                    f"Ranked: {study.name}",
                    partial(_of_study, study.key, "ranked"),
                    "The method",
                ),
                FigureToken(
                    f"{study.key}-bridged",
                    f"Scores over a bridge: {study.name}",
                    partial(_of_study, study.key, "bridged"),
                    "The method",
                ),
            )
        ),
        _figure("pay-ranked", "Occupations that percentiles of pay are taken over", "document.pay.ranked"),
        _figure("pay-top-coded", "Occupations with a top-coded median", "document.pay.top_coded"),
        _figure("pay-hourly", "Occupations with hourly wages alone", "document.pay.hourly_only"),
        _figure("pay-wider", "Occupations with pay of a wider group", "document.pay.wider_group"),
        _figure("pay-shared", "Occupations with pay of a SOC code that they share", "document.pay.shared_code"),
        _figure("pay-left-out", "Occupations of the survey left out for their earlier code", "document.pay.left_out"),
        _figure("projections-left-out", "Occupations of the projections left out for it", "document.projections_left_out"),
        _figure("pay-combination", "Occupations with pay of a combination", "document.pay.combination"),
        *(
            _figure(f"{key.replace('_', '-')}-{size}", f"{label}: {size} effect", f"document.effects.{key}.{size}")
            for key, label in CHOICES.items()
            for size in ("mean", "largest")
        ),
        FigureToken(
            "example-occupation",
            "Title of the occupation",
            attribute("example.title"),
            "The worked example",
            datasets=(of.ONET,),
        ),
        example("example-base", "Occupations with a mean under their own code", "example.overlap_rank.base"),
        example("example-below", "Occupations with a lower mean than the example", "example.overlap_rank.below"),
        example("example-points", "Percentile of the example's mean, to one decimal", "example.overlap_rank.points"),
        example("example-overlap", "AI task overlap", "example.overlap.percentile"),
        FigureToken(
            "example-level", "Low, moderate or high", attribute("example.overlap.level"), "The worked example", datasets=()
        ),
        example("example-median", "Median annual pay", "example.wages.median"),
        FigureToken(
            "example-paid-for",
            "Whom the example's pay is published for",
            _paid_for,
            "The worked example",
            datasets=(of.OEWS,),
            names_group=True,
        ),
        example("example-pay-base", "Occupations ranked by pay", "example.pay_rank.base"),
        example("example-pay-below", "Occupations with lower pay than the example", "example.pay_rank.below"),
        example("example-pay-points", "Percentile of the example's pay, to one decimal", "example.pay_rank.points"),
        example("example-pay", "Percentile of the example's pay", "example.wages.median_percentile"),
    )


METHODOLOGY = page_kind(
    KEY,
    "Methodology",
    opening="<p>Where the numbers on these pages come from, how they are worked out, what they cannot say, and how much rests on "
    "choices that could have been made otherwise.</p>",
    sections=(
        *(_prose(key) for key in ("figures", "task-overlap", "composite", "percentiles")),
        _section(
            EXAMPLE_SECTION, "A worked example", "example", _example, words.EXAMPLE, datasets=(of.ONET,), needs="a worked example"
        ),
        *(_prose(key) for key in ("pay-and-employment", "whom", "observed-use", "crosswalks", "missing", "limits")),
        _section(
            "choices",
            "Choices and what they change",
            "choices",
            _choices,
            words.CHOICES,
            needs="the effect of its choices",
        ),
        _section("coverage", "How much of a release is used", "coverage", _coverage, {}, needs="parts that are not used"),
        _section("measures", "Measures by theme", "measures", _measures, words.MEASURES),
        _section("recipes", "Recipes", "recipes", _recipes, words.RECIPES),
    ),
    tokens=_tokens(),
    sample_subject=EXAMPLE_OCCUPATION,
    read=method_page,
    subjects=partial(subjects_of_kind, "occupation", count=200),
    at={PATH: EXAMPLE_OCCUPATION}.get,
)
name_pages(
    KEY,
    METHODOLOGY.label,
    parts={
        "studies": "The composite of three studies",
        "overlap": "The composite of three studies: how many occupations",
        "pay": "Pay and employment",
        "effects": "Choices and what they change",
    },
)
