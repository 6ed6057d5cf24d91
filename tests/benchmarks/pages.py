"""What readers wait for: the largest occupation page of the sample on a slow phone, and what it weighs, against the limits that
we hold ourselves to. Needs Chromium."""

import gzip
import os
import re
import shutil
import statistics
import sys
from collections.abc import Iterable

from django.test import Client
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from citations.models import Profile
from gradient.sample import load_sample
from tests.baseline import restore_baseline
from tests.benchmarks.measuring import Ratio, in_kilobytes
from tests.browser.loading import PHONE, loading_of

PAINTED = 1.5
PAGE, PACKED, STYLES_AND_SCRIPTS = 150_000, 25_000, 25_000
ROUNDS = 5


def run() -> Iterable[Ratio]:
    # Playwright's synchronous API keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        edition = load_sample().edition
        occupations = Profile.objects.filter(edition=edition, kind="occupation").values_list("path", "document")
        path = max(occupations, key=lambda each: len(each[1]))[0]
        yield from _sizes(path)
        yield _painted(path)
    finally:
        restore_baseline()


def _sizes(path: str) -> Iterable[Ratio]:
    client = Client()
    html = client.get(path).content
    loaded = re.findall(rb'(?:href|src)="(/(?:style|static)/[^"]+\.(?:css|js))"', html)
    parts = [client.get(address.decode()) for address in loaded]
    packed = sum(len(gzip.compress(part.getvalue() if hasattr(part, "getvalue") else part.content)) for part in parts)
    for what, size, limit in (
        (path, len(html), PAGE),
        (f"{path}, gzipped", len(gzip.compress(html, 6)), PACKED),
        (f"{path}, its {len(loaded)} styles and scripts, gzipped", packed, STYLES_AND_SCRIPTS),
    ):
        yield Ratio(what, "size", size, "the limit", limit, limit=1.0, printed=in_kilobytes)


def _painted(path: str) -> Ratio:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium on this machine. On Debian install the package chromium.")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    server = LiveServer("localhost")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--disable-gpu", *sandbox])
            loaded = [loading_of(browser, f"{server.url}{path}", PHONE) for _ in range(ROUNDS)]
            browser.close()
    finally:
        server.stop()
    painted = statistics.median(each.painted for each in loaded)
    return Ratio(f"{path} on a slow phone", "largest part painted", painted, "the limit", PAINTED, limit=1.0)
