"""A worker whose comparisons after a publication last for as long as the file `hold` is in its var folder; `held` says that
one has begun."""

import time
from dataclasses import replace
from pathlib import Path

from celery.signals import worker_init

from singulariki.settings.development import *  # noqa: F403
from singulariki.settings.environment import VAR_DIR

VAR = Path(VAR_DIR.value)


def wait_while_asked(activation: object, progress: object) -> str:
    while (VAR / "hold").exists():
        (VAR / "held").touch()
        time.sleep(0.02)
    return "Nothing more to do."


@worker_init.connect(weak=False)
def make_long(**kwargs: object) -> None:
    from citations.follow_ups import FOLLOW_UPS

    FOLLOW_UPS["previews"] = replace(FOLLOW_UPS["previews"], run=wait_while_asked)
