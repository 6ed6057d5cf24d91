"""What a steward sees on the dashboard: what waits for somebody, and what readers see."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from citations.models import Activation, Delivery, Edition, Release
from citations.permissions import COMPILE_EDITION, MANAGE_RELEASES, PUBLISH_EDITION
from citations.selectors import live_edition
from citations.staff.base import screen_url

SHOWN = 5
# A refusal of longer ago has been seen, and stays in the list of releases.
LATELY = timedelta(days=14)
State = Release.State


class StewardPanel(Component):
    """Releases that wait or went wrong, editions that wait, what is live. Empty for people who see neither."""

    name = "data"
    template_name = "citations_admin/dashboard.html"
    order = 210

    def __init__(self, user) -> None:
        self.user = user

    def get_context_data(self, parent_context) -> dict[str, Any]:
        lines: list[dict] = []
        if self.user.has_perm(MANAGE_RELEASES):
            lines += release_lines()
        if self.user.has_perm(COMPILE_EDITION) or self.user.has_perm(PUBLISH_EDITION):
            lines += edition_lines()
        return {"lines": lines, "activation": Activation.objects.select_related("to_edition").first()}


def release_lines() -> list[dict]:
    """Releases that somebody has to do something about, by what that is."""
    since = timezone.now() - LATELY
    releases = Release.objects.filter(is_sample=False).select_related("dataset").prefetch_related("files")
    rejected = [release for release in releases.filter(state=State.REJECTED, created_at__gte=since) if not _came_again(release)]
    return _lines(
        ("Ready, and in no edition yet", releases.filter(state=State.READY, memberships__isnull=True)),
        ("Do not say which release they are", [release for release in rejected if release.awaits_version]),
        ("Rejected lately", [release for release in rejected if not release.awaits_version]),
        ("Failed", releases.filter(state=State.FAILED)),
        ("Could not be sorted", Delivery.objects.filter(state=Delivery.State.FAILED)),
    )


def edition_lines() -> list[dict]:
    """Editions that wait for somebody: made after the live one and never published, or failed."""
    live = live_edition()
    editions = Edition.objects.filter(activations__isnull=True)
    later = editions.filter(created_at__gt=live.created_at) if live else editions
    return _lines(
        ("Compiled, and not published", later.filter(state=Edition.State.READY)),
        ("Compiling failed", later.filter(state=Edition.State.FAILED)),
    )


def _came_again(release: Release) -> bool:
    """Whether what was rejected has been loaded since, from other files."""
    if not release.dataset or not release.version:
        return False
    later = Release.objects.filter(dataset=release.dataset, version=release.version, state__in=Release.LOADED)
    return later.filter(created_at__gt=release.created_at).exists()


def _lines(*groups) -> list[dict]:
    lines = []
    for label, subjects in ((label, list(found)) for label, found in groups):
        if subjects:
            shown = [{"name": str(subject), "url": screen_url(subject)} for subject in subjects[:SHOWN]]
            lines.append({"label": label, "subjects": shown, "more": max(0, len(subjects) - SHOWN)})
    return lines
