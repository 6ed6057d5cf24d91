"""The way of a release or an edition as a list of steps, each done, current, stopped or still to come."""

from dataclasses import dataclass

from citations.models import Activation, Edition, Release

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
        State.CHECKED: (2, NOW, ""),
        State.LOADING: (2, NOW, ""),
        State.FAILED: (2 if report else 1, STOPPED, "failed"),
        State.CANCELLED: (2 if report else 1, STOPPED, "cancelled"),
        State.READY: (4, DONE, ""),
        State.SET_ASIDE: (3, STOPPED, "set aside"),
        State.RETIRED: (4, DONE, ""),
    }[State(release.state)]
    return _line(labels, reached, status, note)


def edition_steps(edition: Edition, *, is_live: bool) -> list[Step]:
    labels = ("Releases chosen", "Compiled", "Looked through", "Live")
    if edition.state == Edition.State.COMPILING:
        return _line(labels, 1, NOW)
    if edition.state in Edition.BROKEN_OFF:
        return _line(labels, 1, STOPPED, edition.get_state_display().lower())
    if is_live:
        return _line(labels, 4, DONE)
    if Activation.objects.filter(to_edition=edition).exists():
        return _line(labels, 3, AHEAD, "was live before")
    return _line(labels, 2, NOW, "your turn")
