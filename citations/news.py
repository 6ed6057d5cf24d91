"""What is new at publishers': reads of what looks have seen, for staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from citations.datasets import short_title
from citations.importing.importer import IMPORTERS
from citations.importing.offers import OFFERS, Offer
from citations.models import PublisherOffer, Release


@dataclass(frozen=True)
class News:
    """Something of a dataset that is at its publisher's and not here."""

    offer: PublisherOffer
    version: str
    since: datetime

    @property
    def words(self) -> str:
        """ "O*NET 31.0 is out (seen 27 November 2026)" """
        title = short_title(self.offer.dataset.slug)
        what = f"{title} {self.version} is out" if self.version else f"{title}: its publisher has changed what is offered"
        return f"{what} (seen {self.since:%-d %B %Y})"

    @property
    def is_automatic(self) -> bool:
        """Whether the site can fetch it."""
        return OFFERS[self.offer.dataset.slug].is_automatic


def declared_offers() -> dict[str, Offer]:
    """Where each dataset that can be imported is offered, by slug."""
    return {slug: offer for slug, offer in OFFERS.items() if slug in IMPORTERS}


def newest_here(slugs: Iterable[str]) -> dict[str, str]:
    """The newest version of datasets of which a real release is ready, archived or held back. One query."""
    versions: dict[str, list[str]] = {}
    states = (Release.State.READY, Release.State.HELD, *Release.ARCHIVAL)
    came = Release.objects.filter(dataset__slug__in=list(slugs), is_sample=False, state__in=states)
    for slug, version in came.order_by().values_list("dataset__slug", "version"):
        versions.setdefault(slug, []).append(version)
    return {slug: max(names, key=IMPORTERS[slug].version_key) for slug, names in versions.items()}


def news_of(offer: PublisherOffer, here: str) -> News | None:
    """What is new of one dataset, where `here` is the newest version that is here, or ''. What is not here at all is no news."""
    importer = IMPORTERS.get(offer.dataset.slug)
    if not here or importer is None:
        return None
    if offer.newest and offer.newest_at and importer.version_key(offer.newest) > importer.version_key(here):
        return News(offer, offer.newest, offer.newest_at)
    return News(offer, "", offer.changed_at) if offer.changed_at else None


def all_news() -> list[News]:
    """What is new, newest first. Two queries."""
    slugs = declared_offers()
    here = newest_here(slugs)
    offers = PublisherOffer.objects.filter(dataset__slug__in=list(slugs)).select_related("dataset")
    news = [found for offer in offers if (found := news_of(offer, here.get(offer.dataset.slug, "")))]
    return sorted(news, key=lambda found: found.since, reverse=True)
