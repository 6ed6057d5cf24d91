"""What readers are told of publications: on /editions/, on the page of an edition, and in feeds."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from citations.datasets import short_title
from citations.exporting import in_xml
from citations.models import Activation, ActivationChanges, Edition, EditionRelease
from citations.preview.public import PublicChanges, read_changes

FEED_ENTRIES = 50
TITLE = "Singulariki: editions"
ABOUT = "What changed with each edition of Singulariki, and which releases it was made of."


@dataclass(frozen=True)
class Entry:
    """One publication or rollback.

    sentence  as a person wrote it, or the draft where nobody did
    changes   None while a worker has yet to compare, and for what was published before changes were kept
    overruled what in its releases was held back as implausible, and why it was taken all the same
    """

    pk: int
    edition: str
    before: str
    is_rollback: bool
    at: datetime
    sentence: str
    changes: PublicChanges | None
    overruled: tuple[str, ...] = ()
    is_sample: bool = False

    @property
    def title(self) -> str:
        return f"Edition {self.edition} is live again" if self.is_rollback else f"Edition {self.edition}"

    @property
    def path(self) -> str:
        return f"/editions/{self.edition}/"


@dataclass(frozen=True)
class Member:
    """A release that an edition holds: its dataset's slug and short title, and its version as it is cited."""

    slug: str
    title: str
    version: str


def releases_held(editions: Collection[str]) -> dict[str, list[Member]]:
    """What each of the named editions holds, by title. One query."""
    members = EditionRelease.objects.filter(edition__name__in=editions).select_related("edition", "dataset", "release")
    held: dict[str, list[Member]] = {}
    for one in members.defer("release__report").order_by("dataset__title"):
        slug = one.dataset.slug
        held.setdefault(one.edition.name, []).append(Member(slug, short_title(slug), one.release.cited_version))
    return held


def changelog_entries(edition: Edition | None = None, newest: int | None = None) -> list[Entry]:
    """All publications and rollbacks, or those of an edition, newest first; `newest` at most. Three queries."""
    log = Activation.objects.order_by("-pk").select_related("to_edition", "from_edition")
    activations = list((log.filter(to_edition=edition) if edition else log)[:newest])
    by_activation = dict(ActivationChanges.objects.filter(activation__in=activations).values_list("activation", "document"))
    overruled = _overruled({one.to_edition_id for one in activations})
    return [_entry(one, by_activation.get(one.pk), overruled.get(one.to_edition_id, ())) for one in activations]


def _overruled(editions: Collection[int]) -> dict[int, tuple[str, ...]]:
    """What was overruled in the releases of each of the editions, in words."""
    members = EditionRelease.objects.filter(edition__in=editions, release__overruled_at__isnull=False)
    words: dict[int, tuple[str, ...]] = {}
    for member in members.select_related("release__dataset").defer("release__report"):
        release = member.release
        said = f"{release} was held back as implausible, and taken all the same: {release.overruled_because}"
        words[member.edition_id] = (*words.get(member.edition_id, ()), said)
    return words


def _entry(activation: Activation, document: str | None, overruled: tuple[str, ...]) -> Entry:
    changes = read_changes(document) if document else None
    is_rollback = activation.kind == Activation.Kind.ROLLBACK
    before = activation.from_edition.name if activation.from_edition else ""
    sentence = activation.changelog or (changes.sentence if changes else "")
    if is_rollback:
        sentence = f"It takes the place of {before} again. {sentence}".strip()
    edition = activation.to_edition
    return Entry(activation.pk, edition.name, before, is_rollback, activation.at, sentence, changes, overruled, edition.is_sample)


def _words(entry: Entry) -> str:
    """The entry in plain text: the sentence, then the figures."""
    changes = entry.changes
    lines = [entry.sentence]
    if changes and entry.before:
        lines += [f"{one.title}: {one.before or 'none'} → {one.after or 'none'}." for one in changes.releases]
        lines.append(changes.figures)
        lines += [f"Lost: {line}" for line in changes.lost]
        lines += changes.set_aside
    lines += entry.overruled
    return "\n".join(line for line in lines if line)


def atom_feed(entries: list[Entry]) -> str:
    """The entries as an Atom feed. An entry never changes but for what a worker adds to it once."""
    site = settings.PUBLIC_SITE_URL
    feed = Atom1Feed(
        title=TITLE, link=f"{site}/editions/", description=ABOUT, feed_url=f"{site}/editions/feed.xml", language="en"
    )
    for entry in entries:
        feed.add_item(
            title=in_xml(entry.title),
            link=f"{site}{entry.path}",
            description=in_xml(_words(entry)),
            unique_id=f"{site}/editions/#{entry.pk}",
            pubdate=entry.at,
            updateddate=entry.at,
        )
    return feed.writeString("utf-8")


def json_feed(entries: list[Entry]) -> str:
    """The same in JSON Feed 1.1."""
    site = settings.PUBLIC_SITE_URL
    items = [
        {
            "id": f"{site}/editions/#{entry.pk}",
            "url": f"{site}{entry.path}",
            "title": entry.title,
            "content_text": _words(entry),
            "date_published": entry.at.isoformat(),
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "description": ABOUT,
        "home_page_url": f"{site}/editions/",
        "feed_url": f"{site}/editions/feed.json",
        "language": "en",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)
