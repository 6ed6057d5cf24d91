"""The status of a release, an edition or an offer for its screen: its steps, done and to come, and the progress of work on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

from citations.actions.previewing import subject_of
from citations.jobs import is_active, seconds_left
from citations.models import Activation, Delivery, Edition, FollowUp, Progress, PublisherOffer, Release, WorkSubject
from citations.preview.stored import FoundPreview

DONE, NOW, STOPPED, AHEAD = "done", "now", "stopped", "ahead"
State = Release.State


@dataclass(frozen=True)
class Step:
    label: str
    status: str
    note: str = ""

    @property
    def icon(self) -> str:
        return {DONE: "success", NOW: "rotate", STOPPED: "error", AHEAD: "radio-empty"}[self.status]

    @property
    def words(self) -> str:
        return {DONE: "done", NOW: "under way", STOPPED: "stopped here", AHEAD: "still to come"}[self.status]


def _line(labels: tuple[str, ...], reached: int, status: str, note: str = "") -> list[Step]:
    """Steps before `reached` are done; that one has `status`; the rest lie ahead."""
    return [
        Step(label, DONE if index < reached else status if index == reached else AHEAD, note if index == reached else "")
        for index, label in enumerate(labels)
    ]


def release_steps(release: Release) -> list[Step]:
    labels = ("Uploaded", "Checked", "Loaded", "Ready for an edition")
    report = bool(release.report.get("tables"))
    reached, status, note = {
        State.UPLOADED: (1, NOW, "waiting"),
        State.CHECKING: (1, NOW, ""),
        State.REJECTED: (1, STOPPED, "rejected"),
        State.UNDECIDED: (1, STOPPED, "your decision"),
        State.CHECKED: (2, NOW, ""),
        State.LOADING: (2, NOW, ""),
        State.FAILED: (2 if report else 1, STOPPED, "failed"),
        State.CANCELLED: (2 if report else 1, STOPPED, "cancelled"),
        State.HELD: (3, STOPPED, "held back"),
        State.READY: (4, DONE, ""),
        State.SET_ASIDE: (3, STOPPED, "set aside"),
        State.RETIRED: (4, DONE, ""),
        State.ARCHIVING: (2, STOPPED, "being archived"),
        State.ARCHIVED: (2, STOPPED, "archived"),
        State.RESTORING: (2, NOW, "being restored"),
    }[State(release.state)]
    if release.withdrawn:
        reached, note = 3, "withdrawn"
    return _line(labels, reached, status, note)


def edition_steps(edition: Edition, *, is_live: bool) -> list[Step]:
    labels = ("Releases chosen", "Compiled", "Looked through", "Live")
    if edition.state == Edition.State.COMPILING:
        return _line(labels, 1, NOW)
    if edition.state in (*Edition.ABORTED, Edition.State.DISCARDED):
        return _line(labels, 1, STOPPED, edition.get_state_display().lower())
    if is_live:
        return _line(labels, 4, DONE)
    if Activation.objects.filter(to_edition=edition).exists():
        return _line(labels, 3, AHEAD, "was live before")
    return _line(labels, 2, NOW, "your turn")


# States that work begins in.
WAITS_FIRST = (
    Delivery.State.SORTING,
    State.UPLOADED,
    State.ARCHIVING,
    State.RESTORING,
    Edition.State.COMPILING,
    PublisherOffer.State.WAITING,
)
WAITING = "Waiting for the worker to begin"
# What a worker can be at that keeps other work waiting, by the name of its job.
KEEPS_WAITING: dict[str, tuple[str, type[WorkSubject]]] = {
    "release": ("at work on", Release),
    "delivery": ("sorting", Delivery),
    "edition": ("compiling", Edition),
}
# The same of the other worker, which fetches and does what follows a publication.
KEEPS_FETCHES_WAITING: dict[str, tuple[str, type[WorkSubject | FollowUp]]] = {
    "offer": ("fetching", PublisherOffer),
    "follow-up": ("at work on what follows a publication", FollowUp),
}
LEFT = "Nothing is working on this any more"
CANCELLING = "Being cancelled: the worker stops at its next step"


@dataclass(frozen=True)
class WorkStatus:
    """The state of long work: running or not, waiting or being cancelled, and how far it is."""

    state: str
    label: str
    under_way: bool
    stopped: bool = False
    waiting: bool = False
    behind: str = ""  # what the worker is doing meanwhile, where it waits
    cancelling: bool = False
    phase: str = ""
    done: int = 0
    total: int | None = None
    unit: str = "rows"
    seconds_left: int | None = None

    @property
    def stage(self) -> str:
        """What the page shows and offers depends on this alone."""
        if self.waiting:
            return f"{self.state}, waiting{' behind' if self.behind else ''}"
        how = "cancelling" if self.cancelling else "under way" if self.under_way else "stopped"
        return f"{self.state}, {how}"

    @property
    def counted(self) -> str:
        """ "15,000 of 36,000 rows", "15,000 rows", or nothing where nothing was counted yet."""
        if not self.done and not self.total:
            return ""
        done = number_format(self.done, force_grouping=True)
        if self.total:
            return f"{done} of {number_format(self.total, force_grouping=True)} {self.unit}"
        return f"{done} {self.unit}"

    @property
    def time_left(self) -> str:
        return duration(self.seconds_left) if self.under_way else ""

    def document(self) -> dict:
        return {
            "state": self.state,
            "stage": self.stage,
            "label": self.label,
            "under_way": self.under_way,
            "phase": self.phase,
            "done": self.done,
            "total": self.total,
            "counted": self.counted,
            "time_left": self.time_left,
        }


def duration(seconds: int | None) -> str:
    """About how long a step still takes, as a person would say it; empty where it cannot be told."""
    if seconds is None:
        return ""
    if seconds < 5:
        return "a few seconds left of this step"
    if seconds < 90:
        return f"about {max(5, round(seconds / 5) * 5)} seconds left of this step"
    return f"about {round(seconds / 60)} minutes left of this step"


def delivery_steps(delivery: Delivery, releases: Sequence[Release]) -> list[Step]:
    labels = ("Received", "Sorted into releases", "Checked and loaded")
    if delivery.state == Delivery.State.SORTING:
        return _line(labels, 1, NOW)
    if delivery.state in Delivery.ABORTED:
        return _line(labels, 1, STOPPED, delivery.get_state_display().lower())
    waiting = [release for release in releases if release.state in Release.UNDER_WAY]
    return _line(labels, 2 if waiting else 3, NOW, f"{len(releases) - len(waiting)} of {len(releases)}")


def worker_is_at(kinds: Mapping[str, tuple[str, type[WorkSubject | FollowUp]]] = KEEPS_WAITING) -> str:
    """What is being done that keeps other work waiting ("compiling spring"); '' where nothing is."""
    for progress in Progress.objects.order_by("started_at"):
        kind, _, pk = progress.subject.partition(":")
        if kind in kinds and is_active(progress):
            doing, model = kinds[kind]
            if model is FollowUp:
                return doing
            subject = model._default_manager.filter(pk=pk).first()
            return f"{doing} {subject.dataset if isinstance(subject, PublisherOffer) else subject}"
    return ""


def fetcher_is_at() -> str:
    """The same of what keeps fetches waiting."""
    return worker_is_at(KEEPS_FETCHES_WAITING)


def delivery_status(delivery: Delivery, releases: Sequence[Release]) -> WorkStatus:
    """How the sorting is going; after it, how many of the releases have been checked and loaded."""
    if delivery.state != Delivery.State.SORTED:
        return work_status(delivery)
    states = " ".join(f"{release.pk}:{release.state}" for release in releases)
    ended = sum(release.state not in Release.UNDER_WAY for release in releases)
    busy = worker_is_at() if ended < len(releases) else ""
    return WorkStatus(
        states,
        delivery.get_state_display(),
        under_way=ended < len(releases),
        phase=f"Checking and loading; the worker is {busy}" if busy else "Checking and loading",
        done=ended,
        total=len(releases),
        unit="releases",
    )


def work_status(subject: WorkSubject, busy: Callable[[], str] | None = None) -> WorkStatus:
    """How sorting files, checking and loading a release, compiling an edition, or a fetch is going; `busy` tells what
    keeps it waiting."""
    label = subject.get_state_display()
    if subject.state not in subject.WORKED_AT:
        return WorkStatus(subject.state, label, under_way=False)
    progress = Progress.objects.filter(subject=subject.subject).first()
    if progress is None and subject.state in WAITS_FIRST:
        busy = busy or (fetcher_is_at if isinstance(subject, PublisherOffer) else worker_is_at)
        return waiting(subject.state, label, busy())
    if progress is None or not is_active(progress):
        return WorkStatus(subject.state, label, under_way=False, stopped=True, phase=LEFT)
    return at_work(subject.state, label, progress)


def waiting(state: str, label: str, behind: str) -> WorkStatus:
    """The status of work that no worker has begun, with what is done first."""
    phase = f"Waiting for the worker, which is {behind}" if behind else WAITING
    return WorkStatus(state, label, under_way=True, waiting=True, behind=behind, phase=phase)


def at_work(state: str, label: str, progress: Progress) -> WorkStatus:
    """The status of work that some process is at."""
    return WorkStatus(
        state,
        label,
        under_way=True,
        cancelling=bool(progress.cancelled_by),
        phase=CANCELLING if progress.cancelled_by else progress.phase,
        done=progress.done,
        total=progress.total,
        unit=progress.unit,
        seconds_left=None if progress.cancelled_by else seconds_left(progress),
    )


def preview_status(candidate: Edition, found: FoundPreview) -> WorkStatus:
    """How the comparison of a candidate with what is live is going."""
    if found.failure:
        return WorkStatus("failed", "Failed", under_way=False)
    if not found.is_wanted:
        return WorkStatus("compared", "Compared", under_way=False)
    progress = Progress.objects.filter(subject=subject_of(candidate)).first()
    state = "outdated" if found.preview else "missing"
    if progress is None or not is_active(progress):
        return waiting(state, "Comparing", worker_is_at())
    return at_work(state, "Comparing", progress)
