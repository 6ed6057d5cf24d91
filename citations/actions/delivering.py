"""Taking in files of whatever releases, and sorting them into releases, each to be checked on its own."""

import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path, PurePosixPath

from django.core.files import File
from django.db import transaction

from citations.actions.folders import FolderRelease, survey_folder
from citations.actions.releases import start_release_again
from citations.actions.uploading import BLOCK, Original, full_disk_refused, upload_release
from citations.audit import audit
from citations.importing.importer import IMPORTERS
from citations.importing.issues import legible
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
from citations.models import Delivery, Progress, Release, originals_storage

State = Delivery.State
# Files that the audit log names; the delivery lists them all.
NAMED = 50
# Letters of a file or folder on our own disk, of up to four bytes each; file systems take 255 bytes.
LONGEST_PIECE = 60
# What has become of a delivery where the disk is full while it is sorted.
SORTED_LATER = "They are kept as they were uploaded, and so are the releases that were made of them so far."


def receive_files(files: Sequence[Original], *, too_large: Mapping[str, str] | None = None, user=None) -> Delivery:
    """Keep files, named with the folders they were chosen in, until they are sorted. Returns the delivery, to be sorted.

    `too_large`: names of files that were refused unread, each with the reason. Raises ValueError without files, or where the
    disk is full.
    """
    if not files:
        raise ValueError("No file was given. Choose the releases' files, or the folder they are in, and try again.")
    storage, folder = originals_storage(), f"deliveries/{uuid.uuid4().hex}"
    listed: list[dict] = []
    try:
        with full_disk_refused():
            for index, original in enumerate(files):
                content = File(original.stream)
                storage.save(_stored(folder, index), content)
                listed.append({"name": _readable(original.name), "size": content.size})
    except BaseException:
        _remove(folder, len(listed) + 1)
        raise
    refused = (too_large or {}).items()
    unused = [{"file": legible(name, 300), "reason": reason, "failure": "too large"} for name, reason in refused]
    with transaction.atomic():
        delivery = Delivery.objects.create(folder=folder, files=listed, report={"unused": unused}, uploaded_by=user)
        audit("delivery.received", user, delivery, files=[file["name"] for file in listed[:NAMED]], count=len(listed))
    return delivery


def sort_delivery(*, delivery: Delivery, user=None, listener: Listener = ignore_progress, unattended: bool = False) -> Delivery:
    """Find out which releases the files are of and make these, to be checked; say of every other file why it is not taken.

    Can be run again on one that failed, was cancelled or was left behind by a dead process. `unattended` as for
    `process_release`. Raises `AlreadyUnderWay` while another process is at work on it, and whatever fails on our side.
    """
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if delivery.state == State.SORTED or (unattended and delivery.state in Delivery.ABORTED):
            return delivery
        if is_running(delivery.subject):
            raise AlreadyUnderWay("These files are being sorted by another process. Wait until it has finished.")
        if not unattended:
            reset_attempts(delivery.subject)
        ended = reason_to_give_up(delivery.subject, "Look at the files: one that takes all memory does this.")
        if not ended:
            job = Job(delivery.subject, unit="files", listener=listener)
    if ended:
        _mark(delivery, *ended)
        return delivery
    with recording_outcome(job, lambda state, why: _mark(delivery, state, why)), _local_folder(delivery, job) as folder:
        report = _sorted_into_releases(delivery, folder, job, user)
        report["unused"] += delivery.report.get("unused", [])
        with transaction.atomic():
            job.confirm()
            Delivery.objects.filter(pk=delivery.pk).update(state=State.SORTED, report=report, failure="")
            audit("delivery.sorted", user, delivery, releases=len(report["releases"]), unused=len(report["unused"]))
    delivery.refresh_from_db()
    if delivery.state == State.SORTED:
        _remove(delivery.folder, len(delivery.files))
    return delivery


def start_sorting_again(*, delivery: Delivery, user=None) -> Delivery:
    """Reset a delivery that failed, waits or was abandoned, because a person wants it sorted again. Raises ValueError for one
    that is sorted or whose files are gone, `AlreadyUnderWay` for one at work."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if delivery.state in (State.SORTED, State.CANCELLED):
            raise ValueError(
                f"These files are {delivery.get_state_display().lower()}. Choose them again to have them sorted again."
            )
        if is_running(delivery.subject):
            raise AlreadyUnderWay("These files are being sorted. Wait until that has finished, or cancel it.")
        reset_attempts(delivery.subject)
        Delivery.objects.filter(pk=delivery.pk).update(state=State.SORTING, failure="")
        audit("delivery.restarted", user, delivery)
    delivery.refresh_from_db()
    return delivery


def cancel_sorting(*, delivery: Delivery, user=None) -> Delivery:
    """End the sorting, or the wait for it: the files are not kept. Where a process is at work, it stops at its next step. Raises
    ValueError for what is sorted."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if delivery.state == State.CANCELLED:
            return delivery
        if delivery.state == State.SORTED:
            raise ValueError("There is nothing to cancel: these files are sorted. Cancel the releases that they became.")
        audit("delivery.cancelled", user, delivery)
        if ask_to_stop(delivery.subject, user):
            return delivery
        _mark(delivery, State.CANCELLED, cancelled_words(display_name(user)))
    return delivery


def _sorted_into_releases(delivery: Delivery, folder: "LocalFolder", job: Job, user) -> dict:
    survey = survey_folder(folder.root, listener=job)
    releases = []
    for group in [*survey.releases, *survey.unnamed]:
        job.check_in()
        release = _upload(group, folder, user)
        if release.state in Release.ABORTED:
            release = start_release_again(release=release, user=user)
        names = [folder.name(path) for path in group.paths]
        # One that an attempt which broke off has made came with this delivery, too.
        was_here = release.created_at < delivery.created_at
        releases.append({"release": release.pk, "files": names, "was_here": was_here, "dataset": group.dataset})
    for release, paths in survey.present.items():
        releases.append({"release": release.pk, "files": [folder.name(path) for path in paths], "was_here": True, "dataset": ""})
    unused = [{"file": folder.name(s.path), "reason": s.reason, "failure": s.failure} for s in survey.skipped]
    return {"releases": releases, "unused": unused}


def _upload(group: FolderRelease, folder: "LocalFolder", user) -> Release:
    """The release of these files, as its own files or the folder name it; one that nobody names waits for its version."""
    with ExitStack() as opened:
        originals = [Original(folder.name(path), opened.enter_context(path.open("rb"))) for path in group.paths]
        version = "" if group.version == IMPORTERS[group.dataset].default_version else group.version
        return upload_release(files=originals, version=version, user=user)[0]


class LocalFolder:
    """The files of a delivery on our own disk, in the folders they were chosen in, each by a name that any disk takes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._names: dict[Path, str] = {}

    def place(self, name: str) -> Path:
        """A free place for a file of this name."""
        pieces = [_short(piece) for piece in PurePosixPath(name).parts]
        for number in count():
            path = self.root.joinpath(*([str(number)] if number else []), *pieces)
            # Names may be the same once shortened, or on this disk; and that of a file may be that of a folder.
            with suppress(FileExistsError, NotADirectoryError, IsADirectoryError):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.open("xb").close()
                break
        self._names[path] = name
        return path

    def name(self, path: Path) -> str:
        """What a file was called, with its folders."""
        return self._names[path]


@contextmanager
def _local_folder(delivery: Delivery, job: Job) -> Iterator[LocalFolder]:
    storage = originals_storage()
    with full_disk_refused(SORTED_LATER), tempfile.TemporaryDirectory(prefix="singulariki-delivery-") as root:
        folder = LocalFolder(Path(root))
        for index, file in enumerate(delivery.files):
            job("Fetching the files", index, len(delivery.files))
            with storage.open(_stored(delivery.folder, index)) as stored, folder.place(file["name"]).open("wb") as out:
                while block := stored.read(BLOCK):
                    out.write(block)
                    job.check_in()
        yield folder


def _stored(folder: str, index: int) -> str:
    return f"{folder}/{index}"


def _remove(folder: str, count: int) -> None:
    storage = originals_storage()
    for index in range(count):
        # What cannot be removed now only takes room.
        with suppress(OSError):
            storage.delete(_stored(folder, index))
    with suppress(OSError, NotImplementedError):
        storage.delete(folder)


def _mark(delivery: Delivery, state: str, why: str) -> None:
    """Mark one that is not sorted failed, or cancelled: then its files go."""
    ended = Delivery.objects.filter(pk=delivery.pk).exclude(state=State.SORTED).update(state=state, failure=why)
    Progress.objects.filter(subject=delivery.subject).delete()
    delivery.refresh_from_db()
    if ended and state == State.FAILED:
        audit("delivery.failed", delivery.uploaded_by, delivery, error=why)
    if ended and state == State.CANCELLED:
        transaction.on_commit(lambda: _remove(delivery.folder, len(delivery.files)))


def _readable(name: str) -> str:
    """A file's name with its folders, as far as they are within the one that was chosen."""
    pieces = [legible(piece, 120).strip() for piece in name.replace("\\", "/").split("/")]
    return "/".join([piece for piece in pieces if piece and piece not in (".", "..")][-8:]) or "unnamed"


def _short(piece: str) -> str:
    """A name with its ending that any file system takes, and that is not taken for hidden."""
    piece = piece.lstrip(".") or "_"
    if len(piece) <= LONGEST_PIECE:
        return piece
    ending = PurePosixPath(piece).suffix[:10]
    return piece[: LONGEST_PIECE - len(ending)] + ending
