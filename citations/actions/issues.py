"""A publisher issues a version again: whether an upload completes the release that is here, replaces it, or a person has to say.

The release that is here never changes. An upload that completes or replaces it becomes the next *issue* of the version; as that
becomes ready the earlier one is retired, and editions that hold it keep it.
"""

import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import PurePath

from django.db import IntegrityError, transaction
from django.db.models import Max

from citations.actions.uploading import StoredFile, fingerprint_of, local_copies
from citations.audit import audit
from citations.importing.importer import Importer, RecognisedPart
from citations.importing.issues import Findings
from citations.importing.recognition import Recognition, recognise
from citations.models import Release, ReleaseFile

State, Renewal = Release.State, Release.Renewal
# What a person may choose, as options of commands and values of forms.
CHOICES = (Renewal.REPLACED, Renewal.COMPLETED)
# What browsers add to the name of a file that was downloaded before: "Skills (1).txt".
_COPY = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True)
class Overlap:
    """The tables of an upload beside those of the release of the same version that is here, in words.

    both, added, missing  what both have, what only the upload has, and what only the release here has
    """

    both: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def document(self) -> dict[str, list[str]]:
        """For the report of a release that waits for a decision."""
        return {"both": list(self.both), "added": list(self.added), "missing": list(self.missing)}


@dataclass
class Settled:
    """What is to be checked as one release; where a person has to decide, what it would be with most of the tables.

    overlap    how the upload compares with the release that is here, where there is one
    undecided  a person has to say first how they go together
    joined     files of the release that is here which are part of the new issue
    layers     of the upload's own files among them, by checksum; those that are not named stay in the lowest
    """

    recognition: Recognition
    overlap: Overlap | None = None
    undecided: bool = False
    joined: list[ReleaseFile] = field(default_factory=list)
    layers: dict[str, int] = field(default_factory=dict)

    @property
    def waits_for_another(self) -> bool:
        """Whether the release that is here is only about to be loaded, so that nothing can be told yet."""
        return self.undecided and not self.layers


def unit_of(recognised: RecognisedPart) -> tuple[str, ...]:
    """What of a release a part is: two parts of one unit cannot both count. A table; of one that is spread over several files,
    the part of the file of that name."""
    table, part = recognised.table, recognised.part
    if not table.part_of_many:
        return (table.key,)
    return (table.key, _COPY.sub("", PurePath(part.name).stem).casefold(), part.sheet.casefold())


def unit_label(recognised: RecognisedPart) -> str:
    table = recognised.table
    return f"{table.label} ({recognised.part.name})" if table.part_of_many else table.label


def _units(recognition: Recognition) -> dict[tuple[str, ...], str]:
    """A damaged table counts too: it is meant to be one."""
    return {unit_of(recognised): unit_label(recognised) for recognised in (*recognition.parts, *recognition.near)}


def overlap_of(new: Recognition, here: Recognition) -> Overlap:
    """Compare what two uploads of one version hold."""
    ours, theirs = _units(new), _units(here)
    # Each label once: several sheets of a file can be parts of one table.
    both, added, missing = (
        tuple(dict.fromkeys(words))
        for words in (
            [label for unit, label in ours.items() if unit in theirs],
            [label for unit, label in ours.items() if unit not in theirs],
            [label for unit, label in theirs.items() if unit not in ours],
        )
    )
    return Overlap(both, added, missing)


def recognise_layers(files: Sequence[StoredFile], findings: Findings, dataset: str) -> Recognition:
    """Recognise files of one release; of a table that several layers hold, that of the highest counts."""
    combined = Recognition()
    for layer in sorted({stored.file.layer for stored in files}, reverse=True):
        of_layer = [(stored.file.name, stored.path) for stored in files if stored.file.layer == layer]
        below = recognise(of_layer, findings, dataset)
        if combined.importer is None:
            combined = below
        else:
            _lay_under(combined, below)
    return combined


def _lay_under(upper: Recognition, lower: Recognition) -> None:
    """Add what the lower layer has and the upper has not. A file of which nothing is left counts for nothing at all."""
    taken = _units(upper)
    kept = [part for part in lower.parts if unit_of(part) not in taken]
    files = {_uploaded(part.part.file) for part in kept}
    upper.parts += kept
    upper.others += [part for part in lower.others if _uploaded(part.file) in files]
    upper.readmes += [readme for readme in lower.readmes if _uploaded(readme.file) in files]


def _uploaded(file: str) -> str:
    return file.split(" › ", 1)[0]


def next_issue(release: Release, slug: str, version: str) -> int:
    """The number of a new issue of that version: one more than what was ever loaded has."""
    others = Release.objects.filter(
        dataset__slug=slug,
        version=version,
        is_sample=release.is_sample,
        state__in=[*Release.LOADED, *Release.ARCHIVAL, State.LOADING, State.HELD],
    )
    return (others.exclude(pk=release.pk).aggregate(last=Max("issue"))["last"] or 0) + 1


def release_here(release: Release, slug: str, version: str) -> Release | None:
    """The release of that version that is ready, else one that is about to be, other than this one."""
    others = Release.objects.filter(dataset__slug=slug, version=version, is_sample=release.is_sample).exclude(pk=release.pk)
    return (
        others.filter(state=State.READY).first()
        or others.filter(state__in=[State.CHECKED, State.LOADING], replaces__isnull=True).first()
    )


def settle_issue(
    release: Release,
    recognition: Recognition,
    importer: Importer,
    version: str,
    own: Sequence[StoredFile],
    findings: Findings,
    opened: ExitStack,
) -> Settled:
    """Decide what the upload is to the release of the same version that is here, if there is one.

    Where their tables are all different it completes that. Where a person has said how they go together, that holds as long as
    the release is still the ready one. Else it waits for a person. Local copies of files are there as long as `opened` is. A
    finding says where the upload brings nothing new.
    """
    if release.renewal == Renewal.READ_AGAIN:
        before = release.replaces
        archived = before is not None and before.state == State.ARCHIVED
        successor = release_here(release, importer.dataset.slug, version) if archived else None
        if before and (successor or before.state not in (State.READY, State.ARCHIVED)):
            state = before.get_state_display().lower()
            beside = f", and release {successor.pk} has its place" if successor else ""
            findings.error(
                "replaced-otherwise",
                f"These are the files of release {before.pk}, read again to take its place; but that one is {state} now{beside}. "
                "There is nothing to do here.",
            )
        return Settled(recognition)
    slug = importer.dataset.slug
    here = release_here(release, slug, version)
    # Nothing was decided yet, or of a release that is not the ready one any more.
    anew = here is None or release.replaces_id != here.pk
    if anew and not _claim(release, None, "", next_issue(release, slug, version)):
        _refuse_same_files(release, release.fingerprint, findings)
        return Settled(recognition)
    if here is None:
        return Settled(recognition)
    if here.state != State.READY:
        return Settled(recognition, Overlap(), undecided=True)
    known = {file.sha256 for file in here.files.all()}
    fresh = [stored for stored in own if stored.file.sha256 not in known]
    if not fresh:
        findings.error(
            "here-already",
            f"Nothing here is new: {here} (release {here.pk}) has been made of these very files, and of others. There is "
            "nothing to do. If the publisher has corrected them, download them anew.",
        )
        return Settled(recognition)
    if release.renewal == Renewal.REPLACED:
        _refuse_same_files(release, release.fingerprint, findings)
        return Settled(recognition)
    theirs = opened.enter_context(local_copies(here))
    beneath = recognise_layers(theirs, Findings(), here.asked_dataset)
    new = recognition
    if len(fresh) < len(own):
        new = recognise([(stored.file.name, stored.path) for stored in fresh], Findings(), slug)
    overlap = overlap_of(new, beneath)
    undecided = not release.renewal and (
        bool(overlap.both) or not _claim(release, here, Renewal.COMPLETED, next_issue(release, slug, version))
    )
    if overlap.both:
        # A file of which no table is left is no part of the new issue.
        taken = _units(new)
        left = {_uploaded(recognised.part.file) for recognised in beneath.parts if unit_of(recognised) not in taken}
        theirs = [stored for stored in theirs if stored.file.name in left]
    top = max((stored.file.layer for stored in theirs), default=0) + (1 if overlap.both else 0)
    for stored in fresh:
        stored.file.layer = top
    together = recognise_layers([*fresh, *theirs], Findings(), release.asked_dataset)
    layers = {stored.file.sha256: stored.file.layer for stored in (*theirs, *fresh)}
    _refuse_same_files(release, fingerprint_of(stored.file for stored in (*fresh, *theirs)), findings)
    return Settled(together, overlap, undecided, [stored.file for stored in theirs], layers)


def _refuse_same_files(release: Release, fingerprint: str, findings: Findings) -> None:
    """A finding where another release, of another version perhaps, is made of just these files."""
    same = Release.objects.filter(fingerprint=fingerprint, state__in=[State.READY, State.HELD, *Release.UNDER_WAY])
    if other := same.exclude(pk__in=[release.pk, release.replaces_id or release.pk]).first():
        findings.error(
            "here-already",
            f"Release {other.pk} ({other}) is made of the very files that this one would have. Either the version is not theirs, "
            "or some files are those of the other version. Download the files of this version from the publisher.",
        )


def _claim(release: Release, replaced: Release | None, renewal: str, issue: int) -> bool:
    """Note which release it is to take the place of. False where another is about to do so already."""
    try:
        with transaction.atomic():
            Release.objects.filter(pk=release.pk).update(replaces=replaced, renewal=renewal, issue=issue)
    except IntegrityError:
        return False
    release.replaces, release.renewal, release.issue = replaced, renewal, issue
    return True


def take_over_files(release: Release, settled: Settled) -> None:
    """Make files of the release that it completes its own as well; to be called in the transaction that makes it ready."""
    own = list(release.files.all())
    for file in own:
        file.layer = settled.layers.get(file.sha256, file.layer)
    ReleaseFile.objects.bulk_update(own, ["layer"])
    kept = {file.sha256 for file in own}
    ReleaseFile.objects.bulk_create(copy_of(file, release) for file in settled.joined if file.sha256 not in kept)


def copy_of(file: ReleaseFile, release: Release) -> ReleaseFile:
    """A row for another release that refers to the same stored original."""
    return ReleaseFile(
        release=release, name=file.name, sha256=file.sha256, size=file.size, content=file.content.name, layer=file.layer
    )


def decide_issue(*, release: Release, how: str, user=None) -> Release:
    """Say how an upload and the ready release of the same version go together: `Release.Renewal.REPLACED`, its files alone
    count from now on, or COMPLETED, the tables that it lacks are kept. It is then to be processed anew.

    Raises ValueError for a release that does not wait for that, where no such release is ready, and where another upload is
    about to take its place.
    """
    if how not in CHOICES:
        raise ValueError(f"Say {' or '.join(CHOICES)}: {how or 'nothing'} is no decision.")
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if not awaits_decision(release) or release.dataset is None:
            raise ValueError(f"There is nothing to decide: {release} is {release.get_state_display().lower()}.")
        here = release_here(release, release.dataset.slug, release.version)
        if here is None:
            raise ValueError(
                f"No release of {release.dataset.title} {release.version} is ready any more, so there is nothing to decide. "
                "Start the check again."
            )
        here = Release.objects.select_for_update().get(pk=here.pk)
        if here.state != State.READY:
            raise ValueError(f"Release {here.pk}, of the same version, is not ready yet. Wait until it is, then decide.")
        try:
            with transaction.atomic():
                Release.objects.filter(pk=release.pk).update(
                    state=State.UPLOADED,
                    replaces=here,
                    renewal=how,
                    issue=next_issue(release, release.dataset.slug, release.version),
                    failure="",
                )
        except IntegrityError:
            other = here.replacement
            raise ValueError(
                f"{f'Release {other.pk}' if other else 'Another release'} is about to take the place of {here} already. "
                f"{other.way_out if other else 'Wait until that has ended.'} Then decide."
            ) from None
        audit("release.decided", user, release, how=how, replaces=here.pk)
    release.refresh_from_db()
    return release


def release_to_decide_on(release: Release) -> Release | None:
    """The release of the same version that is here, or about to be, where a person may say how the two go together."""
    if not awaits_decision(release) or release.dataset is None:
        return None
    return release_here(release, release.dataset.slug, release.version)


def awaits_decision(release: Release) -> bool:
    """Whether a person may say how it goes together with the release that is here: it waits for that, or was taken for a
    completion by itself and then rejected."""
    return release.state == State.UNDECIDED or (release.state == State.REJECTED and "again" in release.report)
