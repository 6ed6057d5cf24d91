"""Retiring a release: no new edition takes it up, and the editions that hold it stay as they are."""

from django.db import transaction

from citations.audit import audit
from citations.models import Release


def retire_release(*, release: Release, user=None, **details: object) -> None:
    """Retire a ready release; its facts stay. One that is retired already stays so. Raises ValueError for any other."""
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state == Release.State.RETIRED:
            return
        if release.state != Release.State.READY:
            raise ValueError(f"{release} is {release.get_state_display().lower()}; only a ready release can be retired.")
        Release.objects.filter(pk=release.pk).update(state=Release.State.RETIRED)
        audit("release.retired", user, release, **details)
