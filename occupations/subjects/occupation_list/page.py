"""All occupations: the list at /roles/, and the picture at /quadrant."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from citations.models import Edition
from occupations.directories import DIRECTORIES
from occupations.page_kinds.around.kinds import page_kind
from occupations.profiles.index import OccupationRow
from occupations.profiles.roles import QUADRANT, ROLES, RolesProfile, roles_profile
from occupations.recipes import LEVELS, OUTLOOK_CATEGORIES
from occupations.roles import COLUMNS, PAY_BANDS, roles_listing
from singulariki.editorial.registry import FigureToken, Section

ANCHOR = "list"


def _list(profile: RolesProfile) -> Mapping | None:
    listing = roles_listing(profile, ANCHOR)
    profile.parameters.understood(listing.query)
    chosen = listing.asked.filters
    index = profile.index
    fields = [
        _field("family", "any_family", [(group.key, group.title) for group in index.families], chosen),
        _field("cluster", "any_cluster", [(str(place), group.title) for place, group in enumerate(index.clusters)], chosen),
        _field("zone", "any_zone", [(str(zone), title) for zone, title in index.zones], chosen),
        _field("overlap", "any_overlap", [(level, "") for level in LEVELS], chosen),
        _field("pay", "any_pay", [(band, "") for band in PAY_BANDS], chosen),
        _field("growth", "any_growth", [(category.key, category.words) for category in OUTLOOK_CATEGORIES], chosen),
    ]
    # Why an occupation is found by another name stands beside its own.
    through = [{"key": "called", "read": lambda row: profile.called.get(row.code, ""), "url": "", "sort": "", "about": None}]
    columns = [
        {
            "key": column.key,
            "read": column.read,
            "url": listing.sort_url(column.key),
            "sort": listing.sorted_by(column.key),
            "about": index.column_figure(column.figure) if column.figure else None,
        }
        for column in COLUMNS
    ]
    return {
        "listing": listing,
        "columns": [columns[0], *(through if profile.called else []), *columns[1:]],
        "fields": [field for field in fields if field["options"]],
        "query": chosen.get("q", ""),
        "hidden": listing.hidden,
        "action": f"{listing.path}#{ANCHOR}",
        "found": len(listing.found),
        "prefix": profile.prefix,
    }


def _field(key: str, any_key: str, options: Sequence[tuple[str, str]], chosen: Mapping[str, str]) -> dict[str, Any]:
    """A choice. An option without words of its own is worded by the section, under the field's key and its value."""
    return {
        "key": key,
        "any_key": any_key,
        "options": [
            {"value": value, "label": label, "word": f"{key}_{value}", "is_chosen": chosen.get(key) == value}
            for value, label in options
        ],
    }


def _ways(profile: RolesProfile) -> Mapping:
    ways = [{"title": one.title, "url": f"{profile.prefix}{one.path}"} for one in DIRECTORIES.values()]
    return {"ways": ways, "prefix": profile.prefix, "quadrant": f"{profile.prefix}{QUADRANT}"}


def _placed(profile: RolesProfile) -> Sequence[OccupationRow]:
    return [
        row for row in profile.index.rows if row.values["overlap"] is not None and row.values["median_percentile"] is not None
    ]


def _picture(profile: RolesProfile) -> Mapping | None:
    rows = _placed(profile)
    return (
        {"rows": rows, "prefix": profile.prefix, "list_url": f"{profile.prefix}{ROLES}?sort=overlap&order=desc"} if rows else None
    )


_TOKENS = (
    FigureToken("occupation-count", "Number of occupations", lambda profile: profile.index.count),  # type: ignore[attr-defined]
)


def _subjects(title: str, key: str, edition: Edition) -> Sequence[tuple[str, str]]:
    return [(key, title)]


ROLES_KIND = page_kind(
    "roles",
    "The list of U.S. occupations",
    opening="<p>All {occupation-count} occupations of the U.S. classification, with what AI can attempt of their work, what they "
    "pay and where employment is headed.</p>",
    sections=(
        Section(
            ANCHOR,
            "Find an occupation",
            "occupations/around/roles.html",
            _list,
            datasets=("onet",),
            wording={
                "label": "Occupations with overlap, pay, employment, outlook and preparation",
                "find": "Name or job title",
                "family": "Job family",
                "any_family": "All job families",
                "cluster": "Career cluster",
                "any_cluster": "All career clusters",
                "zone": "Preparation",
                "any_zone": "Any preparation",
                "overlap": "AI task overlap",
                "any_overlap": "Any overlap",
                "overlap_low": "Low: the lowest third",
                "overlap_moderate": "Moderate: the middle third",
                "overlap_high": "High: the highest third",
                "pay": "Median pay",
                "any_pay": "Any pay",
                "pay_lowest": "Lowest quarter of occupations",
                "pay_lower": "Second quarter",
                "pay_higher": "Third quarter",
                "pay_highest": "Highest quarter",
                "growth": "Projected growth",
                "any_growth": "Any growth",
                "submit": "Show",
                "reset": "Show all",
                "one_found": "occupation fits",
                "many_found": "occupations fit",
                "title": "Occupation",
                "called": "Also called",
                "median": "Median pay",
                "employment": "Employed",
                "change_percent": "Projected change",
                "job_zone": "Job zone",
                "none": "No occupation fits all of this. Clear a choice to see more.",
                "shared": "Pay, employment and its projected change are published by SOC code: O*NET occupations of one SOC code "
                "share its figures.",
            },
            needs="occupations",
            is_wide=True,
        ),
        Section(
            "ways-in",
            "Other ways in",
            "occupations/around/ways_in.html",
            _ways,
            wording={
                "quadrant": "All occupations on one picture: overlap and pay",
                "compare": "Compare up to four occupations side by side",
            },
        ),
    ),
    tokens=_TOKENS,
    caveats=("exposure-is-overlap",),
    sample_subject="roles",
    read=partial(roles_profile, key="roles"),
    subjects=partial(_subjects, "Roles", "roles"),
)

QUADRANT_KIND = page_kind(
    "quadrant",
    "All U.S. occupations on overlap and pay",
    opening="<p>Every occupation with both figures, by its percentile of AI task overlap and of median pay.</p>",
    sections=(
        Section(
            "picture",
            "The picture",
            "occupations/around/quadrant.html",
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
    tokens=_TOKENS,
    caveats=("exposure-is-overlap",),
    sample_subject="quadrant",
    read=partial(roles_profile, key="quadrant"),
    subjects=partial(_subjects, "Overlap and pay", "quadrant"),
)
