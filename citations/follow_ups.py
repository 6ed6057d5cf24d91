"""What follows a publication or a rollback: jobs that rooms register, done by a worker, seen and tried again on a screen."""

from collections.abc import Callable
from dataclasses import dataclass

from citations.jobs import Listener
from citations.models import Activation

# (activation, progress) → what came of it, in words. May be run again where it broke off. Raises where it cannot be done.
Run = Callable[[Activation, Listener], str]


@dataclass(frozen=True)
class RegisteredFollowUp:
    """key          stable name
    label        what it does, for people
    run          does it
    while_live   of no use once another edition is live
    order        those of lower order are begun first
    """

    key: str
    label: str
    run: Run
    while_live: bool = True
    order: int = 100


FOLLOW_UPS: dict[str, RegisteredFollowUp] = {}


def follow_up(key: str, *, label: str, while_live: bool = True, order: int = 100) -> Callable[[Run], Run]:
    """Register a job that follows every publication and rollback."""

    def register(run: Run) -> Run:
        if key in FOLLOW_UPS:
            raise ValueError(f"Follow-up {key!r} is registered twice.")
        FOLLOW_UPS[key] = RegisteredFollowUp(key, label, run, while_live, order)
        return run

    return register


def label_of(key: str) -> str:
    """What the job does; of one that no code registers any more its name."""
    return FOLLOW_UPS[key].label if key in FOLLOW_UPS else key.replace("-", " ").capitalize()
