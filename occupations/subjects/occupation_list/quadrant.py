"""All occupations on one picture of overlap and pay, at /quadrant."""

from collections.abc import Mapping
from functools import partial

from occupations.subjects.occupation_list.page import TOKENS, OccupationList, occupation_list, subjects_of
from occupations.subjects.pages import page_kind
from singulariki.editorial.registry import Section


def _picture(page: OccupationList) -> Mapping | None:
    placed = [
        {"row": row, "overlap": page.figure(row, "overlap"), "pay": page.figure(row, "median_percentile")}
        for row in page.document.rows
        if page.value(row, "overlap") is not None and page.value(row, "median_percentile") is not None
    ]
    list_url = f"{page.prefix}/roles/?sort=overlap&order=desc"
    return {"rows": placed, "prefix": page.prefix, "list_url": list_url} if placed else None


QUADRANT_KIND = page_kind(
    "quadrant",
    "All U.S. occupations on overlap and pay",
    opening="<p>Every occupation with both figures, by its percentile of AI task overlap and of median pay.</p>",
    sections=(
        Section(
            "picture",
            "The picture",
            "occupations/subjects/quadrant.html",
            _picture,
            datasets=("onet",),
            wording={
                "introduction": "Every dot is an occupation. Touch or point at a dot for its name; follow it to its page.",
                "chart_title": "Occupations by AI task overlap and median pay",
                "chart_description": "One dot for each occupation: its percentile of AI task overlap from left to right, its "
                "percentile of median pay from bottom to top. The list of occupations holds the same numbers.",
                "x_axis": "AI task overlap, percentile",
                "y_axis": "Median pay, percentile",
                "upper_left": "Lower overlap, higher pay",
                "upper_right": "Higher overlap, higher pay",
                "lower_right": "Higher overlap, lower pay",
                "lower_left": "Lower overlap, lower pay",
                "list": "The same as a list",
            },
            needs="both overlap and pay",
            is_wide=True,
        ),
    ),
    tokens=TOKENS,
    caveats=("exposure-is-overlap",),
    sample_subject="quadrant",
    read=partial(occupation_list, key="quadrant"),
    subjects=partial(subjects_of, "Overlap and pay", "quadrant"),
)
