"""Saying when a publisher released what was loaded without a date."""

from django.db import transaction

from citations.audit import audit
from citations.importing.publication import closer, in_words, read_date
from citations.models import Release


def says_when_published(release: Release) -> bool:
    """Whether the date of publication is the files' own, which a person may only make more precise."""
    return release.report.get("published_from") == "files"


def date_release(*, release: Release, published: str, user=None) -> Release:
    """Record when the publisher released it, as precisely as known (see `read_date`); '' where nobody knows it.

    Raises ValueError for what is no date of the past, for one that contradicts the files, and for a release that is not loaded.
    """
    told = read_date(published)
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state not in Release.LOADED:
            raise ValueError(f"{release} is {release.get_state_display().lower()}; its date can be given once it is loaded.")
        if says_when_published(release) and not closer(read_date(release.published_on), told):
            raise ValueError(f"The files say themselves that they were published in {release.published_on}.")
        if in_words(told) == release.published_on:
            return release
        before = release.published_on
        Release.objects.filter(pk=release.pk).update(published_on=in_words(told))
        audit("release.dated", user, release, before=before, published=in_words(told))
    release.refresh_from_db()
    return release
