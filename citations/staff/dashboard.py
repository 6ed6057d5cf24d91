"""What a steward sees on the dashboard: what waits for somebody, and what readers see."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.admin.ui.components import Component

from citations.models import Activation, Delivery, Edition, Release
from citations.news import all_news
from citations.permissions import COMPILE_EDITION, MANAGE_RELEASES, PUBLISH_EDITION
from citations.selectors import latest_rollback, live_edition, set_aside_in
from citations.staff.base import permissions_of, screen_url

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
            lines += [*offer_lines(), *release_lines()]
        if self.user.has_perm(COMPILE_EDITION) or self.user.has_perm(PUBLISH_EDITION):
            lines += edition_lines()
        activation = Activation.objects.select_related("to_edition").first()
        return {
            "lines": lines,
            "activation": activation,
            "rollback": latest_rollback(),
            "aside": set_aside_in(activation.to_edition) if activation else [],
            "may": permissions_of(self.user),
        }


def offer_lines() -> list[dict]:
    """What publishers offer and is not here."""
    found = [{"name": news.words, "url": screen_url(news.offer)} for news in all_news()]
    return [{"label": "New at the publishers", "subjects": found, "more": 0}] if found else []


def release_lines() -> list[dict]:
    """Releases that somebody has to do something about, by what that is."""
    since = timezone.now() - LATELY
    releases = Release.objects.filter(is_sample=False).select_related("dataset").prefetch_related("files")
    later = Release.objects.filter(dataset=OuterRef("dataset"), version=OuterRef("version"), state__in=Release.LOADED)
    came_again = Exists(later.exclude(version="").filter(created_at__gt=OuterRef("created_at")))
    rejected = list(releases.filter(~came_again, state=State.REJECTED, created_at__gte=since))
    others = releases.defer("report")
    return _lines(
        ("Ready, and in no edition yet", others.filter(state=State.READY, memberships__isnull=True)),
        ("Held back as implausible", others.filter(state=State.HELD)),
        ("Came in other files than those that are here", others.filter(state=State.UNDECIDED)),
        ("Do not say which release they are", [release for release in rejected if release.awaits_version]),
        ("Rejected lately", [release for release in rejected if not (release.awaits_version or release.withdrawn)]),
        ("Failed", others.filter(state=State.FAILED)),
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


def _lines(*groups) -> list[dict]:
    lines = []
    for label, subjects in groups:
        count = len(subjects) if isinstance(subjects, list) else subjects.count()
        if count:
            shown = [{"name": str(subject), "url": screen_url(subject)} for subject in subjects[:SHOWN]]
            lines.append({"label": label, "subjects": shown, "more": max(0, count - SHOWN)})
    return lines
