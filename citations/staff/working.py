"""Where a release or an edition stands, in words and numbers, for its screen and for the script that keeps it fresh."""

from dataclasses import dataclass

from django.utils.formats import number_format

from citations.models import Edition, Release
from citations.progress import seconds_left
from citations.selectors import progress_of

WAITING = "Waiting for the worker to begin"
LEFT = "Nothing is working on this any more"


@dataclass(frozen=True)
class Working:
    """The state of long work: still going or not, by whom, how far."""

    state: str
    label: str
    under_way: bool
    stopped: bool = False
    waiting: bool = False
    phase: str = ""
    done: int = 0
    total: int | None = None
    unit: str = "rows"
    seconds_left: int | None = None

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
            "label": self.label,
            "under_way": self.under_way,
            "phase": self.phase,
            "done": self.done,
            "total": self.total,
            "counted": self.counted,
            "time_left": self.time_left,
        }


def duration(seconds: int | None) -> str:
    """About how long, as a person would say it; empty where it cannot be told."""
    if seconds is None:
        return ""
    if seconds < 5:
        return "a few seconds left"
    if seconds < 90:
        return f"about {max(5, round(seconds / 5) * 5)} seconds left"
    return f"about {round(seconds / 60)} minutes left"


def release_work(release: Release) -> Working:
    """How the check and load of a release is going."""
    begun = release.state in Release.UNDER_WAY and release.state != Release.State.UPLOADED
    waiting = release.state == Release.State.UPLOADED
    return _working(release, f"release:{release.pk}", begun=begun, waiting=waiting)


def edition_work(edition: Edition) -> Working:
    """How the compile of an edition is going."""
    return _working(edition, f"edition:{edition.pk}", begun=False, waiting=edition.state == Edition.State.COMPILING)


def _working(subject: Release | Edition, key: str, *, begun: bool, waiting: bool) -> Working:
    label = subject.get_state_display()
    if not begun and not waiting:
        return Working(subject.state, label, under_way=False)
    progress = progress_of(key)
    if progress is None:
        return Working(subject.state, label, under_way=waiting, stopped=begun, waiting=waiting, phase=LEFT if begun else WAITING)
    return Working(
        subject.state,
        label,
        under_way=True,
        phase=progress.phase,
        done=progress.done,
        total=progress.total,
        unit=progress.unit,
        seconds_left=seconds_left(progress),
    )
