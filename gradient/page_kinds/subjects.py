"""Subjects of the gradient's kinds of pages, for choosers."""

from collections.abc import Sequence

from citations.models import Edition, Profile
from gradient.profiles import index_of
from gradient.profiles.unit_group import KIND


def unit_group_subjects(edition: Edition) -> Sequence[tuple[str, str]]:
    """(code, title) of every unit group of an edition, by code. One query."""
    return list(Profile.objects.filter(edition=edition, kind=KIND).order_by("key").values_list("key", "title"))


def gradient_subjects(edition: Edition) -> Sequence[tuple[str, str]]:
    """The whole gradient, and each major group of it."""
    index = index_of(edition)
    if index is None:
        return []
    return [("all", "The whole gradient"), *((major.code, major.name) for major in index.majors)]
