"""One document per rated element: what it means, how it varies over occupations, and which stand at its ends."""

from collections.abc import Iterator
from dataclasses import dataclass

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.measures import Measure
from occupations.addresses import element_api, element_path
from occupations.compiling.context import Context
from occupations.compiling.documents import figure, with_pointers
from occupations.measures import counts
from occupations.measures import ratings as measures
from occupations.recipes import distribution, element_order, rank_correlation

KIND = "element"
ENDS_SHOWN = 25


@dataclass(frozen=True)
class Family:
    """A part of the content model whose elements have pages: where it begins, what its members are, how they are rated."""

    within: str
    key: str
    label: str
    scale: str
    measure: Measure


FAMILIES = (
    Family("1.A.", "ability", "Ability", "IM", measures.IMPORTANCE),
    Family("1.B.1.", "interest", "Interest (RIASEC)", "OI", measures.INTEREST),
    Family("1.B.2.", "work-value", "Work value", "EX", measures.WORK_VALUE),
    Family("1.B.3.", "basic-interest", "Basic interest", "OI", measures.INTEREST),
    Family("1.D.", "work-style", "Work style", "WI", measures.WORK_STYLE),
    Family("2.A.", "essential-skill", "Essential skill", "IM", measures.IMPORTANCE),
    Family("2.B.", "transferable-skill", "Transferable skill", "IM", measures.IMPORTANCE),
    Family("2.C.", "knowledge", "Knowledge", "IM", measures.IMPORTANCE),
    Family("4.A.", "work-activity", "Work activity", "IM", measures.IMPORTANCE),
    Family("4.C.", "work-context", "Work context", "CX", measures.CONTEXT),
)


@compiler("occupations.elements", label="skills, abilities and other elements", order=50)
def compile_elements(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each element that the edition's O*NET release rates occupations on."""
    context = Context.of(edition)
    values = {family: _values(context, family) for family in FAMILIES}
    with_page = {element for rated in values.values() for element in rated}
    for family, rated in values.items():
        for element in sorted(rated, key=element_order):
            known = context.facts.elements.get(element)
            title = known.title if known else element
            document = with_pointers(_document(context, family, element, title, rated, with_page))
            yield ProfileDraft(KIND, element, title, document["path"], document)


def _values(context: Context, family: Family) -> dict[str, dict[str, float]]:
    """Element → occupation → value, without those that the publisher advises against."""
    found: dict[str, dict[str, float]] = {}
    for code, ratings in context.facts.ratings(family.scale).items():
        for rating in ratings:
            if rating.element_id.startswith(family.within) and not rating.suppressed:
                found.setdefault(rating.element_id, {})[code] = rating.value
    return found


def _document(
    context: Context, family: Family, element: str, title: str, rated: dict[str, dict[str, float]], with_page: set[str]
) -> dict:
    values = {code: value for code, value in rated[element].items() if code in context.facts.titles}
    scale_title, low, high = context.facts.scales.get(family.scale, (family.scale, min(values.values()), max(values.values())))
    spread = distribution(values, low, high)
    known = context.facts.elements.get(element)
    correlation = rank_correlation(values, context.standings.overlap_percentiles)
    return {
        "id": element,
        "title": title,
        "path": element_path(element, title),
        "api": element_api(element),
        "kind": family.key,
        "kind_label": family.label,
        "description": known.description if known else "",
        "scale": {"key": family.scale, "title": scale_title, "minimum": low, "maximum": high},
        "measure": family.measure.key,
        "anchors": [{"level": level, "example": words} for level, words in context.facts.level_anchors.get(element, ())],
        "occupation_count": figure(counts.OCCUPATION_COUNT, spread.occupations),
        "mean": figure(measures.ELEMENT_MEAN, spread.mean),
        "median": figure(measures.ELEMENT_MEDIAN, spread.median),
        "distribution": [
            {"low": part.low, "high": part.high, "occupations": figure(measures.BIN_OCCUPATIONS, part.occupations)}
            for part in spread.bins
        ],
        "overlap_correlation": figure(
            measures.OVERLAP_CORRELATION, correlation, datasets=("onet", *studies) if (studies := context.studies()) else ()
        ),
        "highest": _end(context, family, sorted(values, key=lambda code: (-values[code], code)), values),
        "lowest": _end(context, family, sorted(values, key=lambda code: (values[code], code)), values),
        "links": _links(context, element, with_page),
    }


def _end(context: Context, family: Family, codes: list[str], values: dict[str, float]) -> list[dict]:
    return [
        {
            **context.named(code),
            "value": figure(family.measure, values[code]),
            "overlap": context.overlap_figure(code),
        }
        for code in codes[:ENDS_SHOWN]
    ]


def _links(context: Context, element: str, with_page: set[str]) -> list[dict]:
    """Elements that O*NET links with this one, whichever way; those that the release rates, and so have a page."""
    linked = {end for start, end in context.facts.element_links if start == element}
    linked |= {start for start, end in context.facts.element_links if end == element}
    return [
        {"id": other, "title": known.title, "path": element_path(other, known.title)}
        for other in sorted(linked & with_page, key=element_order)
        if (known := context.facts.elements.get(other))
    ]
