"""What editors wait for on the server, against the limits that we hold ourselves to: the form of the biggest layout opened and
saved, the first answer about where a text is printed, and an article of live blocks drawn."""

import json
import sys
import time
from collections.abc import Iterable
from datetime import date
from http import HTTPStatus

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from gradient.sample import load_sample
from singulariki.delivery import page_cache
from singulariki.editorial.models import ArticlePage, Layout, StandardPage
from tests.baseline import restore_baseline
from tests.benchmarks.measuring import Ratio, seconds
from tests.editorial.forms import rendered_form

FORM_LIMIT, SAVE_LIMIT, REACH_LIMIT, ARTICLE_LIMIT = 1.0, 1.0, 5.0, 1.0


def run() -> Iterable[Ratio]:
    try:
        load_sample()
        client = Client()
        client.force_login(get_user_model().objects.create_superuser("bench"))
        yield from _layout(client)
        yield _article()
    finally:
        restore_baseline()


def _layout(client: Client) -> Iterable[Ratio]:
    layout = max(Layout.objects.all(), key=lambda one: len(str(one.body.get_prep_value())))
    edit = reverse("wagtailsnippets_editorial_layout:edit", args=[layout.pk])
    asked = {"text": "They earn {median-pay}.", "only_if": ""}
    begun = time.perf_counter()
    client.post(f"{reverse('editorial_reach')}?kind={layout.kind}", asked)
    first = time.perf_counter() - begun
    fields = rendered_form(client.get(edit).content.decode(), is_open=True)
    if client.post(edit, fields).status_code != HTTPStatus.FOUND:
        sys.exit("The biggest layout was not saved.")
    what = f"“{layout.name}”, {len(layout.body)} blocks"
    yield Ratio(f"{what}, its form", "opening", seconds(lambda: client.get(edit)), "the limit", FORM_LIMIT, limit=1.0)
    yield Ratio(
        f"{what}, every block opened", "saving", seconds(lambda: client.post(edit, fields)), "the limit", SAVE_LIMIT, limit=1.0
    )
    yield Ratio("Where a text is printed, asked for the first time", "answer", first, "the limit", REACH_LIMIT, limit=1.0)


def _article() -> Ratio:
    common = {"caption": "", "edition": ""}
    blocks = [
        ("figure", {"page": "27-4014.00", "figure": "median-pay", **common}),
        ("chart", {"page": "3521", "chart": "unit-group/tasks", **common}),
        ("ranked_list", {"address": "/roles/?sort=median&order=desc", "rows": 25, "columns": "all", **common}),
        ("comparison", {"pages": ["27-4014.00", "27-4011.00"], "figures": ["median-pay", "overlap-level"], **common}),
    ]
    article = ArticlePage(
        title="Bench",
        slug="bench",
        standfirst="Bench",
        authors="Bench",
        dated=date(2026, 1, 1),
        body=json.dumps([{"type": kind, "value": value} for kind, value in blocks * 2]),
    )
    StandardPage.objects.get(slug="newsroom").add_child(instance=article)
    client = Client()
    address = article.get_url()
    if client.get(address).status_code != HTTPStatus.OK:
        sys.exit("The article was not drawn.")
    taken = seconds(lambda: client.get(address), before=page_cache.clear)
    return Ratio("An article of eight live blocks", "drawing", taken, "the limit", ARTICLE_LIMIT, limit=1.0)
