"""Lists of everything of a kind: /families/, /clusters/, /industries/, /technology/, /study/, /elements/, /tasks/."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from citations.models import Edition
from occupations.directories import DIRECTORIES, Directory, directory_profile
from occupations.listing import Filter
from occupations.measures import datasets as of
from occupations.page_kinds.around.kinds import page_kind
from occupations.page_kinds.around.lists import NAME, ListColumn, at, list_context, listing_of
from occupations.profiles.subject import SubjectProfile
from singulariki.editorial.registry import PageKind, Section

ANCHOR = "list"
CODE = ListColumn("code", at("code"), is_figure=False)
GROUP = ListColumn("group", at("group"), is_figure=False)
OCCUPATION = ListColumn("occupation", at("occupation"), is_figure=False)
NAMED: Filter[Mapping[str, Any]] = Filter("q", lambda row, typed: all(word in row["folded"] for word in typed.casefold().split()))


def _columns(directory: Directory) -> tuple[ListColumn, ...]:
    owner = (OCCUPATION,) if directory.belongs else ()
    return (NAME, *((CODE,) if directory.has_codes else ()), *owner, *((GROUP,) if directory.groups else ()))


def _list(directory: Directory, profile: SubjectProfile) -> Mapping | None:
    if not profile.parts["rows"]:
        return None
    columns = _columns(directory)
    labels = directory.groups.values() or sorted({row["group"] for row in profile.parts["rows"] if row["group"]})
    chosen = tuple((label, label) for label in labels)
    in_group = Filter[Mapping[str, Any]]("group", lambda row, label: row["group"] == label, chosen)
    filters = [NAMED, *([in_group] if directory.is_grouped else [])]
    listing = listing_of(profile, profile.parts["rows"], columns, anchor=ANCHOR, usual=directory.usual, filters=filters)
    return {
        **list_context(profile, listing, columns),
        "groups": [{"label": label, "is_chosen": listing.asked.filters.get("group") == label} for label, _ in chosen],
        "query": listing.asked.filters.get("q", ""),
        "hidden": listing.hidden,
        "action": f"{listing.path}#{ANCHOR}",
    }


def _kind(directory: Directory, datasets: Sequence[str], opening: str, name: str, **wording: str) -> PageKind:
    def subjects(edition: Edition) -> Sequence[tuple[str, str]]:
        return [(directory.place, directory.title)]

    def read(edition: Edition, key: str) -> SubjectProfile | None:
        return directory_profile(edition, directory)

    section = Section(
        ANCHOR,
        "The list",
        "occupations/around/directory.html",
        partial(_list, directory),
        datasets=tuple(datasets),
        wording={
            "label": directory.title,
            "title": name,
            "code": "Code",
            "group": "Kind",
            "find": "Name",
            "any_group": "All kinds",
            "submit": "Show",
            "reset": "Show all",
            "none": "Nothing here goes by that name. Try fewer or shorter words.",
            **wording,
        },
        needs="any of them",
        is_wide=True,
    )
    return page_kind(
        directory.kind,
        f"List: {directory.title.lower()}",
        opening=opening,
        sections=(section,),
        sample_subject=directory.place,
        read=read,
        subjects=subjects,
    )


KINDS = (
    _kind(
        DIRECTORIES["families"],
        (of.SOC,),
        "<p>The major groups of the U.S. Standard Occupational Classification: every occupation belongs to one.</p>",
        "Job family",
    ),
    _kind(
        DIRECTORIES["clusters"],
        (of.CLUSTERS,),
        "<p>How schools group occupations. An occupation can belong to several clusters.</p>",
        "Career cluster",
    ),
    _kind(
        DIRECTORIES["industries"],
        (of.OEWS,),
        "<p>Sectors and national industries that the survey of employers publishes occupations for.</p>",
        "Industry",
    ),
    _kind(
        DIRECTORIES["tasks"],
        (of.ONET,),
        "<p>What people do at work, in O*NET's statements: every task of every occupation that O*NET has surveyed.</p>",
        "Task",
        find="Words of the task",
        occupation="Occupation",
        group="Job family",
        any_group="All job families",
    ),
    _kind(
        DIRECTORIES["technology"],
        (of.ONET,),
        "<p>Kinds of software and tools that O*NET names for occupations.</p>",
        "Kind of software or tool",
    ),
    _kind(
        DIRECTORIES["study"],
        (of.CIP,),
        "<p>Families of fields of study, and the fields in them. Each leads to the occupations that it prepares for.</p>",
        "Field of study",
    ),
    _kind(
        DIRECTORIES["elements"],
        (of.ONET,),
        "<p>What O*NET rates occupations on: abilities, skills, knowledge, activities, interests, work styles and more.</p>",
        "Element",
    ),
)
