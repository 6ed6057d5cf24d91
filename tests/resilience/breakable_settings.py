"""A worker that can be held up and killed in the middle of a load, by files in its var folder.

`die-in-check`: a worker's process kills itself as a check begins, as one does that takes all memory; `deaths` has a line for
each. `hold-in-load`: a load waits
after its first batch for as long as the file is there, and says by `held` that it does.
"""

import time
from pathlib import Path

from celery.signals import worker_process_init

from singulariki.settings.development import *  # noqa: F403
from singulariki.settings.environment import VAR_DIR
from tests.citations.interrupting import ACTIONS, Step, die

VAR = Path(VAR_DIR.value)


def die_if_asked() -> None:
    if (VAR / "die-in-check").exists():
        with (VAR / "deaths").open("a") as deaths:
            deaths.write("another\n")
        die()


def wait_while_asked() -> None:
    while (VAR / "hold-in-load").exists():
        (VAR / "held").touch()
        time.sleep(0.02)


@worker_process_init.connect(weak=False)
def make_breakable(**kwargs: object) -> None:
    Step(f"{ACTIONS}.releases.check_release", "before", every=True).install(die_if_asked)
    Step(f"{ACTIONS}.checking.bulk_load", "after", every=True).install(wait_while_asked)
