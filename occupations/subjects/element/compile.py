"""One document per rated element: what it means, how it varies over occupations, and which stand at its ends."""

from collections.abc import Iterator

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import figure
from occupations.addresses import element_api, element_path
from occupations.measures import counts
from occupations.measures import ratings as measures
from occupations.measures.datasets import ONET
from occupations.recipes import distribution, element_order, rank_correlation
from occupations.subjects.context import Context
from occupations.subjects.element import document as parts

ENDS_SHOWN = 25


@compiler("occupations.elements", label="skills, abilities and other elements", order=50)
def compile_elements(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each element that the edition's O*NET release rates occupations on."""
    context = Context.of(edition)
    values = {family: _values(context, family) for family in parts.FAMILIES}
    with_page = {element for rated in values.values() for element in rated}
    for family, rated in values.items():
        for element in sorted(rated, key=element_order):
            facts = context.facts.elements.get(element)
            title = facts.title if facts else element
            document = _document(context, family, element, title, rated[element], with_page)
            yield ProfileDraft(element, title, document.path, document)


def _values(context: Context, family: parts.Family) -> dict[str, dict[str, float]]:
    """Element → occupation → value, without those of low precision."""
    by_element: dict[str, dict[str, float]] = {}
    for code, ratings in context.facts.ratings(family.scale).items():
        for rating in ratings:
            if rating.element_id.startswith(family.within) and not rating.low_precision:
                by_element.setdefault(rating.element_id, {})[code] = rating.value
    return by_element


def _document(
    context: Context, family: parts.Family, element: str, title: str, rated: dict[str, float], with_page: set[str]
) -> parts.ElementDocument:
    facts = context.facts
    values = {code: value for code, value in rated.items() if code in facts.titles}
    scale, low, high = facts.scales.get(family.scale, (family.scale, min(values.values()), max(values.values())))
    spread = distribution(values, low, high)
    described = facts.elements.get(element)
    correlation = rank_correlation(values, context.standings.overlap_percentiles)
    return parts.ElementDocument(
        id=element,
        title=title,
        path=element_path(element, title),
        api=element_api(element),
        group=family.key,
        group_label=family.label,
        description=described.description if described else "",
        scale=parts.Scale(family.scale, scale, low, high),
        measure=family.measure.key,
        anchors=[parts.Anchor(level, example) for level, example in facts.level_anchors.get(element, ())],
        occupation_count=figure(counts.OCCUPATION_COUNT, spread.occupations),
        mean=figure(measures.ELEMENT_MEAN, spread.mean),
        median=figure(measures.ELEMENT_MEDIAN, spread.median),
        distribution=[parts.Bin(one.low, one.high, figure(measures.BIN_OCCUPATIONS, one.occupations)) for one in spread.bins],
        overlap_correlation=figure(
            measures.OVERLAP_CORRELATION, correlation, datasets=(ONET, *studies) if (studies := context.studies()) else ()
        ),
        highest=_end(context, family, sorted(values, key=lambda code: (-values[code], code)), values),
        lowest=_end(context, family, sorted(values, key=lambda code: (values[code], code)), values),
        links=_links(context, element, with_page),
    )


def _end(context: Context, family: parts.Family, codes: list[str], values: dict[str, float]) -> list[parts.RatedOccupation]:
    return [
        parts.RatedOccupation(**context.ranked(code), value=figure(family.measure, values[code])) for code in codes[:ENDS_SHOWN]
    ]


def _links(context: Context, element: str, with_page: set[str]) -> list[parts.LinkedElement]:
    """Elements that O*NET links with this one, whichever way; those that the release rates, and so have a page."""
    linked = {end for start, end in context.facts.element_links if start == element}
    linked |= {start for start, end in context.facts.element_links if end == element}
    return [
        parts.LinkedElement(other, described.title, element_path(other, described.title))
        for other in sorted(linked & with_page, key=element_order)
        if (described := context.facts.elements.get(other))
    ]
