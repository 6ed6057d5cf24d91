"""Fetching a page once and keeping what all tests of it look at."""

import gzip
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from singulariki.delivery import page_cache
from tests.reading.agreement import Agreement, Answers, agreement
from tests.reading.faults import faults
from tests.reading.page import outside, read
from tests.reading.words import lines_of, overclaims


@dataclass(frozen=True)
class FetchedPage:
    """What one page was found to be.

    queries      asked of the database while it was rendered, the page cache being empty
    size         bytes of its HTML, gzipped
    overclaims   what it says that no page may say, the notes behind its figures aside
    held_up_by   what a browser would have to wait for, or fetch from elsewhere, before it paints
    """

    path: str
    status: int
    queries: int
    size: int
    faults: list[str]
    overclaims: list[str]
    agreement: Agreement
    held_up_by: list[str]
    stylesheets: list[str]
    links: list[str]


def fetch_page(reader: Client, path: str, answers: Answers, source: str = "") -> FetchedPage:
    """A page rendered anew; `source` is the text of publishers that it is made from."""
    page_cache.clear()
    with CaptureQueriesContext(connection) as queries:
        page = reader.get(path)
    reading = read(page.content)
    return FetchedPage(
        path=path,
        status=page.status_code,
        queries=len(queries),
        size=len(gzip.compress(page.content)),
        faults=faults(page.content.decode(), source),
        overclaims=overclaims(lines_of(page.content.decode(), notes=False), source),
        agreement=agreement(page, answers) if page.status_code == 200 else Agreement(),
        held_up_by=[*reading.blocking, *reading.inline, *reading.preloads, *outside(reading.loads)],
        stylesheets=reading.stylesheets,
        links=reading.links,
    )
