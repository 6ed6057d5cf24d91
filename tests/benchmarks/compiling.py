"""A whole edition, compiled from all real releases beside the checkout, against the time that it may take."""

import io
import resource
import time
from collections.abc import Iterable
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from citations.actions.editions import compile_edition
from tests.baseline import restore_baseline
from tests.benchmarks.measuring import Ratio

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"
LIMIT_SECONDS = 60.0
# Of the newest O*NET release and the newest wages only some tables are there.
PINS = {"onet": "30.2", "bls-oews": "May 2024"}


def run() -> Iterable[Ratio]:
    """Nothing where the real releases are not beside the checkout."""
    if not REAL.is_dir():
        print("../shared/data is not beside this checkout, so compiling a whole edition was not measured.")
        return
    try:
        pins = [f"--pin={slug}={version}" for slug, version in PINS.items()]
        call_command("load_releases", str(REAL), "--name=first", "--allow-failures", *pins, stdout=io.StringIO())
        begun = time.perf_counter()
        edition = compile_edition(name="second", pins=PINS)
        seconds = time.perf_counter() - begun
    finally:
        restore_baseline()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    what = f"An edition of {edition.profile_count:,} profiles on {connection.vendor}, peak memory with loading {peak:,.0f} MB"
    yield Ratio(what, "compile_edition", seconds, "the limit", LIMIT_SECONDS, limit=1.0)
