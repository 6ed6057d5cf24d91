"""Fetching releases from their publishers, and looking for new ones there.

What was fetched goes the very way of an upload. A fetch is a job: it can be cancelled, and goes on where it broke off.
"""

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from citations.actions.uploading import Original, full_disk_refused, upload_release
from citations.audit import audit
from citations.connections import Absent, NotFetched, Unreachable, Validators
from citations.downloading import Download, Site
from citations.importing.importer import IMPORTERS
from citations.importing.offers import Offer, OfferedFile
from citations.jobs import (
    AlreadyUnderWay,
    Job,
    Listener,
    ask_to_stop,
    cancelled_words,
    display_name,
    ignore_progress,
    is_running,
    reason_to_give_up,
    recording_outcome,
    reset_attempts,
)
from citations.models import Progress, PublisherOffer, Release
from citations.news import declared_offers, newest_here, news_of

State = PublisherOffer.State
# A publisher is looked at once a day; the clock comes by more often than that.
BETWEEN_LOOKS = timedelta(hours=23)


@dataclass(frozen=True)
class _Fetched:
    """What a fetch came to: the release that has the files, where there is one, and the sentences that say so."""

    release: Release | None
    words: str


def request_fetch(*, dataset: str, version: str = "", user=None) -> PublisherOffer:
    """Have a dataset's release, the newest where no version is given, fetched by `run_fetch`.

    Raises ValueError for what can only be fetched by hand, with how, or for a version that cannot be; `AlreadyUnderWay` while it
    is being fetched.
    """
    version = version.strip()
    declared = _declared(dataset)
    with suppress(ValueError):
        # Of another spelling the publisher's own; what is offered is the publisher's to say.
        version = IMPORTERS[dataset].versions.read(version, dataset)
    if not declared.is_automatic:
        raise ValueError(by_hand(dataset))
    if version and not declared.names_versions:
        raise ValueError(
            f"{IMPORTERS[dataset].dataset.title} is always at the same address, so no version can be asked for. Leave it out."
        )
    if version:
        declared.check(version)
    with transaction.atomic():
        offer = PublisherOffer.objects.select_for_update().get(dataset__slug=dataset)
        if is_running(offer.subject):
            raise AlreadyUnderWay(f"{offer.dataset.title} is being fetched already. Wait until that has finished, or cancel it.")
        reset_attempts(offer.subject)
        now = timezone.now()
        _update(offer, state=State.WAITING, asked_version=version, asked_by=user, asked_at=now, result="", ended_at=None)
        audit("offer.requested", user, offer, version=version)
    return offer


def run_fetch(*, offer: PublisherOffer, user=None, listener: Listener = ignore_progress) -> PublisherOffer:
    """Fetch what was requested and take it in as a release that is still to be checked. Returns the offer with the outcome.

    What cannot be had from the publisher ends in a reason, not in an error. An offer of which nothing is requested is returned as
    it is. Raises `AlreadyUnderWay` while another process is at it.
    """
    with transaction.atomic():
        offer = PublisherOffer.objects.select_for_update(of=("self",)).select_related("dataset").get(pk=offer.pk)
        if is_running(offer.subject):
            raise AlreadyUnderWay(f"{offer.dataset.title} is being fetched by another process. Wait until it has finished.")
        if offer.state not in PublisherOffer.UNDER_WAY:
            return offer
        if ended := reason_to_give_up(offer.subject, "What came is kept."):
            _end(offer, user, State(ended[0]), ended[1])
            return offer
        job = Job(offer.subject, unit="kB", listener=listener)
        _update(offer, state=State.FETCHING)
    with recording_outcome(job, lambda state, why: _end(offer, user, State(state), why)):
        try:
            with full_disk_refused("What came is kept where there was room for it; the next fetch goes on from there."):
                fetched = _fetch(offer, job, user)
        except (NotFetched, ValueError) as why:
            _end(offer, user, State.FAILED, str(why))
        else:
            _end(offer, user, State.FETCHED, fetched.words, release=fetched.release)
    offer.refresh_from_db()
    return offer


def cancel_fetch(*, offer: PublisherOffer, user=None) -> PublisherOffer:
    """End a fetch, or its wait for a worker. Where a process is at it, it stops at its next step; what came is kept.

    Raises ValueError where there is nothing to cancel.
    """
    with transaction.atomic():
        offer = PublisherOffer.objects.select_for_update().get(pk=offer.pk)
        if offer.state not in PublisherOffer.UNDER_WAY:
            raise ValueError(f"{offer.dataset.title} is not being fetched, so there is nothing to cancel.")
        audit("offer.cancelled", user, offer)
        if not ask_to_stop(offer.subject, user):
            _end(offer, user, State.CANCELLED, cancelled_words(display_name(user)))
    return offer


def by_hand(dataset: str) -> str:
    """How a person fetches a dataset."""
    declared = _declared(dataset)
    how = f" {declared.instruction}" if declared.instruction else ""
    return f"Open {declared.page} in a browser, save the files of the release, and upload them here.{how}"


def _declared(dataset: str) -> Offer:
    known = declared_offers()
    if dataset not in known:
        raise ValueError(f"No dataset is called {dataset!r}. Known: {', '.join(sorted(known))}.")
    return known[dataset]


def _fetch(offer: PublisherOffer, job: Job, user) -> _Fetched:
    slug, declared = offer.dataset.slug, _declared(offer.dataset.slug)
    importer = IMPORTERS[slug]
    site = Site(declared)
    job("Asking the publisher what there is", 0)
    here = newest_here([slug]).get(slug, "")
    version = offer.asked_version or declared.newest(site, here, importer.version_key)
    if declared.names_versions and not version:
        raise NotFetched(f"No release was found where the publisher used to offer them. {by_hand(slug)}")
    if version and version == here and not offer.asked_version and not offer.changed_at:
        _see(offer, {}, version)
        return _Fetched(None, f"{version} is the newest that the publisher offers, and it is here.")
    downloads, missing = _download(site, declared.files(site, version), job)
    job("Keeping the files", 0)
    release, words = _take_in(offer, declared, version, downloads, user)
    # An older version that was asked for says nothing of what is the newest.
    newest = "" if offer.asked_version else version
    key = importer.version_key
    is_older = bool(offer.asked_version) and key(version) < max(key(here), key(offer.newest))
    _see(offer, {download.file.address: download.validators for download in downloads}, newest, is_taken=True, is_older=is_older)
    for download in downloads:
        download.forget()
    return _Fetched(release, " ".join([words, *missing]))


def _download(site: Site, files: Sequence[OfferedFile], job: Job) -> tuple[list[Download], list[str]]:
    """The files, and in words which of those that a release can do without are not there."""
    downloads: list[Download] = []
    missing: list[str] = []
    for number, file in enumerate(files, start=1):
        phase = f"Fetching {file.kept_as} ({number} of {len(files)})"

        def report(done: int, total: int | None, phase: str = phase) -> None:
            job(phase, done // 1000, total and max(1, total // 1000))

        try:
            downloads.append(site.fetch(file, settings.FETCH_FOLDER, report))
        except Absent as absent:
            if file.required:
                raise
            missing.append(f"It lacks {file.kept_as}, which is not there: {absent}")
        except NotFetched as why:
            if len(files) == 1:
                raise
            together = ", ".join(file.address for file in files)
            raise NotFetched(f"{why} The files of the release are uploaded together: {together}.") from why
    return downloads, missing


def _take_in(offer: PublisherOffer, declared: Offer, version: str, downloads: Sequence[Download], user) -> tuple[Release, str]:
    """The release that has the files, as an upload makes one; or the one that has had them."""
    slug = offer.dataset.slug
    if known := _release_with(slug, downloads):
        return known, f"These very files are here already, as release {known.pk}. Nothing new was found."
    with ExitStack() as opened:
        originals = [Original(d.file.kept_as, opened.enter_context(d.path.open("rb"))) for d in downloads]
        release, created = upload_release(
            files=originals,
            dataset=slug,
            version=version,
            source_url=downloads[0].file.address if len(downloads) == 1 else declared.page,
            user=user,
        )
    sums = "; ".join(f"{d.file.kept_as}: {d.size:,} bytes, SHA-256 {d.sha256}" for d in downloads)
    return release, f"Fetched as release {release.pk}. {sums}." if created else f"Release {release.pk} has these files. {sums}."


def _release_with(slug: str, downloads: Sequence[Download]) -> Release | None:
    """A loaded release of the dataset that has all of the files, and maybe more."""
    releases = Release.objects.filter(dataset__slug=slug, is_sample=False, state__in=(*Release.LOADED, *Release.ARCHIVAL))
    for download in downloads:
        releases = releases.filter(files__sha256=download.sha256)
    return releases.order_by("state", "-pk").first()


def _end(offer: PublisherOffer, user, state: State, why: str, release: Release | None = None) -> None:
    with transaction.atomic():
        ended = {"state": state, "result": why, "ended_at": timezone.now(), "release": release}
        Progress.objects.filter(subject=offer.subject).delete()
        if PublisherOffer.objects.filter(pk=offer.pk, state__in=PublisherOffer.UNDER_WAY).update(**ended):
            audit(f"offer.{state}", user, offer, result=why)
    offer.refresh_from_db()


def _update(offer: PublisherOffer, **fields: object) -> None:
    for name, value in fields.items():
        setattr(offer, name, value)
    offer.save(update_fields=list(fields))


def look_for_news(*, offer: PublisherOffer) -> PublisherOffer:
    """Ask the publisher for the headers of what is offered, and note what is new; a problem is noted with what to do."""
    _look(offer)
    return offer


def look_everywhere() -> list[PublisherOffer]:
    """Look at the publishers of all datasets of which a real release is here, each once a day at most. Returns the offers looked
    at. A site that does not answer is asked once."""
    declared = declared_offers()
    latest = timezone.now() - BETWEEN_LOOKS
    looked: list[PublisherOffer] = []
    silent: set[str] = set()
    for offer in PublisherOffer.objects.filter(dataset__slug__in=list(newest_here(declared))).select_related("dataset"):
        addresses = declared[offer.dataset.slug].addresses()
        host = urlsplit(addresses[0]).hostname if addresses else None
        due = offer.looked_at is None or offer.looked_at < latest
        if not due or host is None or host in silent:
            continue
        looked.append(offer)
        if not _look(offer):
            silent.add(host)
    return looked


def _look(offer: PublisherOffer) -> bool:
    """Returns whether the site answers."""
    slug, declared = offer.dataset.slug, _declared(offer.dataset.slug)
    site, here = Site(declared, patient=False), newest_here([slug]).get(slug, "")
    seen: dict[str, Validators] = {}
    problem, newest, answers = "", "", True
    try:
        for address in declared.watched(here or offer.newest):
            seen[address] = site.look(address)
        if declared.shows_versions:
            newest = declared.newest(site, here, IMPORTERS[slug].version_key)
    except NotFetched as why:
        problem, answers = str(why), not isinstance(why, Unreachable)
    before = news_of(offer, here)
    _update(offer, looked_at=timezone.now(), problem=problem)
    _see(offer, seen, newest)
    news = news_of(offer, here)
    if news and (before is None or before.version != news.version):
        audit("offer.news", None, offer, news=news.words)
    return answers


def note_news(*, offer: PublisherOffer, user=None) -> PublisherOffer:
    """Take what is there now for known: a person has seen what is new and needs nothing of it, or has it already."""
    offer.refresh_from_db()
    news = news_of(offer, newest_here([offer.dataset.slug]).get(offer.dataset.slug, ""))
    _update(offer, known={**offer.known, **offer.seen}, changed_at=None)
    audit("offer.noted", user, offer, news=news.words if news else "")
    return offer


def _see(
    offer: PublisherOffer, seen: dict[str, Validators], newest: str, *, is_taken: bool = False, is_older: bool = False
) -> None:
    """Note what is there now; `is_taken` where it has been fetched, and so is known: with all that was seen before, unless
    `is_older`, which says nothing of the newest version."""
    now = timezone.now()
    states = {address: asdict(validators) for address, validators in seen.items()}
    offer.refresh_from_db(fields=["known", "seen", "newest", "newest_at", "changed_at"])
    if is_taken:
        known, looked = {**offer.known, **({} if is_older else offer.seen), **states}, {**offer.seen, **states}
    else:
        known, looked = {**states, **offer.known}, states
    changed = any(Validators(**state).differs(Validators(**known.get(address, state))) for address, state in looked.items())
    fields: dict[str, object] = {"known": known, "seen": {**offer.seen, **states}}
    if seen or is_taken:
        fields["changed_at"] = (offer.changed_at or now) if changed else None
    if newest and newest != offer.newest:
        fields |= {"newest": newest, "newest_at": now}
    _update(offer, **fields)
