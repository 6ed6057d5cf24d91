"""Elements of O*NET's content model: /elements/2.A.1.a-reading-comprehension."""

from collections.abc import Mapping

from citations.figures import Figure
from citations.measures import number
from occupations.measures import datasets as of
from occupations.page_kinds.around.kinds import page_kind
from occupations.page_kinds.around.lists import NAME, OVERLAP, PLAIN_LIST_TEMPLATE, ListColumn, at, plain_section
from occupations.page_kinds.around.tokens import figure_token, text_token
from occupations.profiles.subject import SubjectProfile
from singulariki.charts.bars import HistogramBin
from singulariki.editorial.registry import FigureToken, Section

VALUE = ListColumn("value", at("value"))
_COLUMNS = (NAME, VALUE, OVERLAP)
_WORDS = {"title": "Occupation", "value": "Rating", "overlap": "AI task overlap"}


def _meaning(profile: SubjectProfile) -> Mapping:
    parts = profile.parts
    return {"description": parts["description"], "scale": parts["scale"], "anchors": parts["anchors"]}


def _distribution(profile: SubjectProfile) -> Mapping | None:
    parts = profile.parts
    if not parts["distribution"]:
        return None
    scale = parts["scale"]
    bins = [
        {
            "span": f"{number(row['low'], 2)} to {number(row['high'], 2)}",
            "figure": row["occupations"],
            "bin": HistogramBin(row["low"], row["high"], int(row["occupations"].value or 0), ""),
        }
        for row in parts["distribution"]
    ]
    return {
        "bins": bins,
        "domain": (scale["minimum"], scale["maximum"]),
        "median": parts["median"],
        "mean": parts["mean"],
    }


def _overlap(profile: SubjectProfile) -> Mapping | None:
    correlation = profile.parts["overlap_correlation"]
    return None if correlation.is_missing else {}


def _leaning(low: float, high: float):
    """The figure where it lies in this range, so that a sentence can be written for each."""

    def resolve(profile: SubjectProfile) -> Figure | None:
        figure = profile.parts["overlap_correlation"]
        return figure if figure.value is not None and low <= figure.value < high else None

    return resolve


def _linked(profile: SubjectProfile) -> Mapping:
    return {"groups": [{"title": row["title"], "url": f"{profile.prefix}{row['path']}"} for row in profile.parts["links"]]}


SECTIONS = (
    Section(
        "meaning",
        "What it means",
        "occupations/around/element_meaning.html",
        _meaning,
        datasets=(of.ONET,),
        wording={
            "scale": "Scale",
            "scale_from": "from",
            "scale_to": "to",
            "anchors": "What levels of it look like, on O*NET's other scale: how much of it is needed",
            "level": "Level",
            "example": "Example",
            "none": "O*NET describes it by its name alone.",
        },
    ),
    Section(
        "distribution",
        "How it varies across occupations",
        "occupations/around/element_distribution.html",
        _distribution,
        datasets=(of.ONET,),
        wording={
            "introduction": "Every rated occupation counts once, whether few or many people work in it. Half of them are rated "
            "above {median}; the mean is {mean}.",
            "chart_title": "Occupations along the scale",
            "chart_description": "How many occupations are rated within each part of the scale, with the median marked. The "
            "table below holds the same numbers.",
            "median": "Median",
            "table": "The same as a table",
            "span": "Rating",
            "occupations": "Occupations",
        },
        needs="ratings",
    ),
    Section(
        "highest",
        "Where it is highest",
        PLAIN_LIST_TEMPLATE,
        plain_section(lambda profile: profile.parts["highest"], _COLUMNS),
        datasets=(of.ONET,),
        wording={**_WORDS, "introduction": "The occupations rated highest.", "label": "Occupations rated highest"},
        needs="ratings",
    ),
    Section(
        "lowest",
        "Where it is lowest",
        PLAIN_LIST_TEMPLATE,
        plain_section(lambda profile: profile.parts["lowest"], _COLUMNS),
        datasets=(of.ONET,),
        wording={
            **_WORDS,
            "introduction": "The occupations rated lowest; of equal ones, those whose codes come first.",
            "label": "Occupations rated lowest",
        },
        needs="ratings",
    ),
    Section(
        "overlap",
        "With AI task overlap",
        "occupations/around/element_overlap.html",
        _overlap,
        datasets=(of.ONET,),
        wording={
            "together": "Occupations rated higher on it tend to stand higher on AI task overlap: the rank correlation is "
            "{overlap-rises}.",
            "apart": "Occupations rated higher on it tend to stand lower on AI task overlap: the rank correlation is "
            "{overlap-falls}.",
            "neither": "Its ratings and AI task overlap hardly go together: the rank correlation is {overlap-level}.",
            "description": "This describes a pattern over occupations. It does not say that one causes the other.",
        },
        needs="AI task overlap",
    ),
    Section(
        "linked",
        "Linked elements",
        "occupations/around/element_links.html",
        _linked,
        datasets=(of.ONET,),
        wording={"introduction": "Elements that O*NET links with it."},
    ),
)

ELEMENT = page_kind(
    "element",
    "Elements of occupations: skills, abilities, activities, …",
    opening="<p>{kind} in O*NET's content model, rated for {occupation-count} occupations.</p>",
    sections=SECTIONS,
    tokens=(
        text_token("kind", "Which kind of element", "kind_label", datasets=(of.ONET,)),
        figure_token("occupation-count", "Number of rated occupations", "occupation_count"),
        figure_token("mean", "Mean", "mean"),
        figure_token("median", "Median", "median"),
        figure_token("overlap-correlation", "Rank correlation with AI task overlap", "overlap_correlation"),
        FigureToken("overlap-rises", "The same, where it is 0.1 or more", _leaning(0.1, 2)),  # type: ignore[arg-type]
        FigureToken("overlap-falls", "The same, where it is below −0.1", _leaning(-2, -0.1)),  # type: ignore[arg-type]
        FigureToken("overlap-level", "The same, where it lies between", _leaning(-0.1, 0.1)),  # type: ignore[arg-type]
    ),
    caveats=("exposure-is-overlap",),
    sample_subject="2.A.1.a",
)
