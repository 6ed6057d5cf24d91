"""What stewards are told of without asking: by mail, from the audit log, and on the dashboard, from what is so now.

Nothing here is part of the work itself: a mail server that is down keeps no release from being loaded. What could not be sent is
sent the next time.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMessage, get_connection
from django.db.models import Max
from django.urls import reverse
from wagtail.models import ModelLogEntry

from citations.models import Delivery, Edition, EditionRelease, PublisherOffer, Release, StewardNotices
from citations.news import newest_here, news_of
from citations.permissions import COMPILE_EDITION, MANAGE_RELEASES, PUBLISH_EDITION

logger = logging.getLogger(__name__)

State = Release.State
RELEASES, EDITIONS = (MANAGE_RELEASES,), (COMPILE_EDITION, PUBLISH_EDITION)
SHOWN_IN_SUBJECT = 1
MOST_AT_ONCE = 50


@dataclass(frozen=True)
class Notice:
    """One thing to be told: in a sentence, with the address of its screen."""

    sentence: str
    path: str

    @property
    def url(self) -> str:
        return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{self.path}"


def _waits(release: Release) -> str:
    held = EditionRelease.objects.filter(release=release).exists()
    return "" if held or release.state != State.READY else f"{release} waits: it is ready, and in no edition yet."


def _rejected(release: Release) -> str:
    if release.state != State.REJECTED:
        return ""
    if release.awaits_version:
        return f"{release} does not say which release it is. Give its version."
    return f"{release} was rejected: something in its files is wrong."


def _held(release: Release) -> str:
    return f"{release} is held back: something in it looks implausible. Decide about it." if release.state == State.HELD else ""


def _undecided(release: Release) -> str:
    if release.state != State.UNDECIDED:
        return ""
    return f"{release} came in other files than those that are here. Decide what becomes of them."


def _failed(subject: Delivery | Release | Edition) -> str:
    what = {Delivery: "Sorting", Release: "Checking or loading", Edition: "Compiling"}[type(subject)]
    if isinstance(subject, Release) and subject.state in Release.ARCHIVAL and subject.failure:
        return f"Archiving or restoring the facts of {subject} failed. It can be tried again."
    return f"{what} {subject} failed. It can be tried again." if subject.state == subject.State.FAILED else ""


def _news(offer: PublisherOffer) -> str:
    slug = offer.dataset.slug
    news = news_of(offer, newest_here([slug]).get(slug, ""))
    return f"{news.words}. Nothing was fetched." if news else ""


def _not_fetched(offer: PublisherOffer) -> str:
    if offer.state != PublisherOffer.State.FAILED:
        return ""
    return f"{offer.dataset.title} could not be fetched. {offer.result}"


def _published(edition: Edition) -> str:
    return f"Edition {edition} was published: readers see it now."


def _rolled_back(edition: Edition) -> str:
    return f"Readers see edition {edition} again: the one after it was taken back."


# Per audited action: whose subject it is, who is told, and the sentence; '' where there is nothing to tell any more.
TOLD: dict[str, tuple[type, tuple[str, ...], Callable[..., str]]] = {
    "citations.delivery.failed": (Delivery, RELEASES, _failed),
    "citations.release.ready": (Release, RELEASES, _waits),
    "citations.release.rejected": (Release, RELEASES, _rejected),
    "citations.release.held": (Release, RELEASES, _held),
    "citations.release.undecided": (Release, RELEASES, _undecided),
    "citations.release.failed": (Release, RELEASES, _failed),
    "citations.offer.news": (PublisherOffer, RELEASES, _news),
    "citations.offer.failed": (PublisherOffer, RELEASES, _not_fetched),
    "citations.edition.failed": (Edition, EDITIONS, _failed),
    "citations.edition.publish": (Edition, EDITIONS, _published),
    "citations.edition.rollback": (Edition, EDITIONS, _rolled_back),
}
# Whoever did it need not be told.
OWN = {"citations.edition.publish", "citations.edition.rollback"}


def send_notices() -> int:
    """Mail each steward what has happened since they were last told, all in one mail. Returns how many mails went out.

    Whoever is new is told of what happens from now on. What cannot be sent is logged and sent the next time.
    """
    newest, sent = newest_entry(), 0
    for user in filter(is_steward, get_user_model().objects.filter(is_active=True).order_by("pk")):
        notices = notices_begun(user)
        if notices.told_until >= newest:
            continue
        if notices.wants_mail and user.email:
            told = list(_of_log(user, notices.told_until, newest))
            try:
                if told:
                    _mail(user, told)
                    sent += 1
            except ConnectionError as error:
                logger.warning("Stewards could not be told of what happened, and will be the next time: %s", error)
                return sent
            except OSError as error:
                # The server refuses this mail; that keeps nobody else from being told.
                logger.warning("%s could not be told of what happened, and will be the next time: %s", user, error)
                continue
        StewardNotices.objects.filter(pk=notices.pk).update(told_until=newest)
    return sent


def is_steward(user) -> bool:
    """Whether the person may do anything with releases or editions."""
    return any(map(user.has_perm, (*RELEASES, *EDITIONS)))


def newest_entry() -> int:
    return ModelLogEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0


def notices_begun(user) -> StewardNotices:
    """What the person wants and has been told; whoever is new is told of what happens from now on."""
    return StewardNotices.objects.get_or_create(user=user, defaults={"told_until": newest_entry()})[0]


def _of_log(user: AbstractBaseUser, after: int, until: int) -> Iterable[Notice]:
    """What the entries say, each subject once and as it is now; nothing of what the person published."""
    entries = ModelLogEntry.objects.filter(pk__gt=after, pk__lte=until, action__in=TOLD).order_by("pk")
    told: dict[tuple[str, str], Notice] = {}
    for entry in entries:
        model, permissions, sentence = TOLD[entry.action]
        if not any(map(user.has_perm, permissions)):  # type: ignore[attr-defined]
            continue
        subject = model.objects.filter(pk=entry.object_id).first()  # type: ignore[attr-defined]
        # The sample comes with the site, and nobody waits for it; whoever published knows.
        if subject is None or getattr(subject, "is_sample", False) or (entry.action in OWN and entry.user_id == user.pk):
            continue
        if words := sentence(subject):
            path = reverse(f"citations_admin:{subject._meta.model_name}", args=[subject.pk])
            told[entry.action, entry.object_id] = Notice(words, path)
    return told.values()


def _mail(user, notices: list[Notice]) -> None:
    rest = len(notices) - SHOWN_IN_SUBJECT
    subject = f"{settings.WAGTAIL_SITE_NAME}: {notices[0].sentence}" + (f" And {rest} more." if rest > 0 else "")
    lines = [f"{notice.sentence}\n  {notice.url}" for notice in notices[:MOST_AT_ONCE]]
    if len(notices) > MOST_AT_ONCE:
        lines.append(f"and {len(notices) - MOST_AT_ONCE} more: see the releases and editions in the admin.")
    account = Notice("", reverse("wagtailadmin_account"))
    footer = f"You get this because you may manage releases or editions. To get no more of these mails: {account.url}"
    body = "\n\n".join([*lines, "-- \n" + footer])
    EmailMessage(" ".join(subject.split())[:200], body, None, [user.email], connection=get_connection()).send()
