"""Subjects of occupation pages, for choosers."""

from collections.abc import Sequence

from citations.models import Edition, Profile
from occupations.profiles.occupation import KIND


def occupation_subjects(edition: Edition) -> Sequence[tuple[str, str]]:
    """(code, title) of every occupation of an edition, by code. One query."""
    return list(Profile.objects.filter(edition=edition, kind=KIND).order_by("key").values_list("key", "title"))
