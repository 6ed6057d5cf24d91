"""A whole edition, compiled from all real releases beside the checkout, against the time that it may take; and what its pages,
briefs, unknown addresses and searches without hits cost."""

import io
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from operator import attrgetter
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test import Client

from citations.actions.editions import compile_edition
from citations.models import Profile
from citations.selectors import live_edition
from singulariki.delivery import page_cache
from tests.baseline import restore_baseline
from tests.benchmarks.measuring import Ratio, alternately, reference_render

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"
LIMIT_SECONDS = 60.0
# Of the newest O*NET release and the newest wages only some tables are there.
PINS = {"onet": "30.2", "bls-oews": "May 2024"}
# Pages of a kind, what follows their address, and how many reference renders one may cost that no cache holds.
PAGES = (
    ("An occupation's page", "occupation", "", 3.0),
    ("A unit group's page", "unit-group", "", 1.2),
    ("An occupation's brief", "occupation", "/context.md", 2.0),
)
PAGES_DRAWN = 25
# Addresses that name nothing, and how many reference renders one may cost.
UNKNOWN = ("/nothing/", "/roles/role-99-9999-00", "/roles/software-engineers-and-developers", "/tasks/999999-x", "/gradient/zzz")
UNKNOWN += ("/editions/2020-01-01/roles/role-11-1011-00", "/api/v1/occupations/xx/")
UNKNOWN_LIMIT = 1.0
# Queries that find nothing.
FRUITLESS = ("qwertyzxcv", "technicain of brodcasting", "überschüssige öfen", "abcdefgh " * 50, "reader online pump substance")
FRUITLESS_LIMIT = 4.0


def run() -> Iterable[Ratio]:
    """Nothing where the real releases are not beside the checkout."""
    if not REAL.is_dir():
        print("../shared/data is not beside this checkout, so compiling a whole edition was not measured.")
        return
    try:
        pins = [f"--pin={slug}={version}" for slug, version in PINS.items()]
        call_command("load_releases", str(REAL), "--name=first", "--publish", "--allow-failures", *pins, stdout=io.StringIO())
        begun = time.perf_counter()
        edition = compile_edition(name="second", pins=PINS)
        taken = time.perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        drawing = [*_drawing(), *_finding_nothing()]
    finally:
        restore_baseline()
    what = f"An edition of {edition.profile_count:,} profiles on {connection.vendor}, peak memory with loading {peak:,.0f} MB"
    yield Ratio(what, "compile_edition", taken, "the limit", LIMIT_SECONDS, limit=1.0)
    yield from drawing


def _drawing() -> Iterator[Ratio]:
    """The median of pages from all over the live edition, in CPU time of this process."""
    client, reference = Client(), reference_render()
    for what, kind, ending, limit in PAGES:
        profiles = Profile.objects.filter(edition=live_edition(), kind=kind).order_by("key")
        paths = list(profiles.values_list("path", flat=True))
        addresses = [f"{path}{ending}" for path in paths[:: max(1, len(paths) // PAGES_DRAWN)]]
        if any(client.get(address).status_code != HTTPStatus.OK for address in addresses):
            sys.exit(f"{what} was not drawn.")
        turns = iter(addresses)
        ours, fixed = alternately(
            lambda turns=turns: client.get(next(turns)),
            reference,
            before=page_cache.clear,
            rounds=len(addresses),
            clock=time.process_time,
        )
        yield Ratio(f"{what}, median of {len(addresses)}", "drawing", ours, "reference render", fixed, limit=limit)


def _finding_nothing() -> Iterator[Ratio]:
    """The dearest of each, in CPU time of this process, drawn anew each time."""
    client, reference = Client(), reference_render()

    def ratio(what: str, address: str, limit: float, **parameters: str) -> Ratio:
        def answer() -> object:
            return client.get(address, parameters)

        answer()
        ours, fixed = alternately(answer, reference, before=page_cache.clear, rounds=15, clock=time.process_time)
        return Ratio(f"{what}, {address}", "answer", ours, "reference render", fixed, limit=limit)

    unknown = [ratio("An unknown address", address, UNKNOWN_LIMIT) for address in UNKNOWN]
    fruitless = [ratio(f"A search for {query[:40]!r}", "/search", FRUITLESS_LIMIT, q=query) for query in FRUITLESS]
    for ratios in (unknown, fruitless):
        yield max(ratios, key=attrgetter("value"))
