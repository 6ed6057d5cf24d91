"""A unit group's page, on the sample."""

import gzip

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citations.models import Edition
from gradient.models import UnitGroupPage
from gradient.subjects.unit_group.document import unit_group
from singulariki.delivery import page_cache
from singulariki.delivery.templating import unbroken
from singulariki.editorial.rendering import render_page
from tests.reading.agreement import Answers, agreement
from tests.reading.page import outside, read

pytestmark = pytest.mark.django_db

PAGE = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"


@pytest.fixture(autouse=True)
def nothing_drawn(module_sample_edition: Edition) -> None:
    page_cache.clear()


def test_it_has_every_part_of_the_reference_page(client: Client) -> None:
    html = client.get(PAGE).content.decode()
    for part in (
        f"<h1>{unbroken('Broadcasting and Audio-visual Technicians')}</h1>",
        "ISCO-08 3521",
        "3 - Technicians and associate professionals",
        "International Labour Organization&#x27;s 2025 global study",
        "Exposure is task overlap, not a verdict.",
        "How its tasks split across the gradient",
        "GenAI can touch the edges of its work only",
        "The most-exposed task",
        "Moving fastest, 2023 → 2025",
        "U.S. occupations this maps to",
        "Sound Engineering Technicians",
        "In context",
        "Write a report on this",
        "sit at the 65th percentile" if "65th percentile" in html else "percentile of the global GenAI exposure gradient",
        "Datasets behind this page",
        "Cite this page",
        "@misc{singulariki-gradient-3521-broadcasting-and-audio-visual-technicians",
        "The ILO assigns bands to occupations",
    ):
        assert part in html, part


def test_every_figure_on_it_is_what_the_api_answers_at_its_pointer(client: Client) -> None:
    found = agreement(client.get(PAGE), Answers(client))
    assert found.compared > 40
    assert (found.elsewhere, found.problems) == ([], [])


def test_its_sources_are_those_that_the_api_names(client: Client) -> None:
    links = read(client.get(PAGE).content).links
    named = {source["dataset"] for source in client.get("/api/v1/gradient/3521/").json()["sources"]}
    assert {f"/datasets/{slug}/" for slug in named} <= set(links)
    assert named == {"bls-oews", "ibs-crosswalk", "ilo-genai-gradient", "onet", "soc-structure"}


def test_a_figure_from_a_release_that_no_section_names_brings_its_source_along(module_sample_edition: Edition) -> None:
    subject = unit_group(module_sample_edition, "3521")
    layout = [{"type": "section", "value": {"section": key}} for key in ("headline-figures", "sources")]
    ledger = subject.ledger()
    rendered = render_page("unit-group", subject, ledger, layout_blocks=layout)
    assert [release.dataset for release in ledger.sources] == ["ilo-genai-gradient"]
    assert "/datasets/ilo-genai-gradient/" in rendered.section("sources").body_html


def test_it_takes_at_most_eight_queries_and_none_more_for_a_bigger_unit_group(client: Client) -> None:
    counts = {}
    for code in ("3521", "1113", "2512"):
        address = UnitGroupPage.objects.get(code=code).address
        page_cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        counts[code] = len(queries)
    assert max(counts.values()) <= 8, counts
    assert len(set(counts.values())) == 1, counts


def test_it_is_light_and_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get(PAGE).content
    reading = read(page)
    assert len(gzip.compress(page)) <= 30_000
    assert len(reading.loads) == 3  # styles, icon, script
    assert outside(reading.loads) == []
    assert reading.inline == []
    assert len(reading.ids) == len(set(reading.ids))


def test_a_second_reading_is_answered_with_304(client: Client) -> None:
    etag = client.get(PAGE).headers["ETag"]
    again = client.get(PAGE, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_kept_page_costs_only_its_key(client: Client) -> None:
    first = client.get(PAGE).content
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE).content == first
    assert len(queries) == 2


def test_an_editors_note_shows_at_once(client: Client) -> None:
    etag = client.get(PAGE).headers["ETag"]
    page = UnitGroupPage.objects.get(code="3521")
    page.local_notes = [
        {"type": "note", "value": {"section": "context", "position": "after", "text": "<p>A note for one page.</p>"}}
    ]
    page.save()
    answer = client.get(PAGE, headers={"if-none-match": etag})
    assert answer.status_code == 200
    assert "A note for one page." in answer.content.decode()


def test_a_hidden_section_says_why(client: Client) -> None:
    page = UnitGroupPage.objects.get(code="3521")
    page.local_notes = [{"type": "hidden", "value": {"section": "us-occupations", "reason": "Under review by the publisher."}}]
    page.save()
    html = client.get(PAGE).content.decode()
    assert "Under review by the publisher." in html
    assert "Sound Engineering Technicians" not in html


def test_a_unit_group_whose_mean_did_not_change_says_so(client: Client) -> None:
    html = client.get(UnitGroupPage.objects.get(code="2221").address).content.decode()
    assert "did not change between the ILO&#39;s scorings of 2023 and 2025" in html
    assert " rose by " not in html
    assert " fell by " not in html


def test_a_unit_group_all_of_whose_tasks_fell_claims_no_rise(client: Client) -> None:
    html = client.get(UnitGroupPage.objects.get(code="4222").address).content.decode()
    assert "No task&#x27;s score rose between the scorings of 2023 and 2025; this one comes closest, at " in html
    assert "The largest rise" not in html


def test_a_unit_group_without_us_occupations_says_so(client: Client) -> None:
    html = client.get(UnitGroupPage.objects.get(code="1113").address).content.decode()
    assert "lists no U.S. occupation for this unit group" in html
    assert "biggest by employment first" not in html


def test_the_same_edition_is_kept_under_its_own_name(client: Client, module_sample_edition: Edition) -> None:
    kept = client.get(f"/editions/{module_sample_edition.name}{PAGE}").content.decode()
    assert '<meta name="robots" content="noindex">' in kept
    assert f'<link rel="canonical" href="https://singulariki.com{PAGE}">' in kept
    assert f'href="/editions/{module_sample_edition.name}/gradient/"' in kept
    assert client.get(f"/editions/never-was{PAGE}").status_code == 404


def test_what_is_kept_is_cited_at_its_own_address_and_claims_no_answer_of_the_live_edition(
    client: Client, module_sample_edition: Edition
) -> None:
    address = f"/editions/{module_sample_edition.name}{PAGE}"
    live, kept = (client.get(path).content.decode() for path in (PAGE, address))
    assert f"\\url{{https://singulariki.com{PAGE}}}" in live
    assert f"\\url{{https://singulariki.com{address}}}" in kept
    live, kept = (client.get(f"{path}?notes=1").content.decode() for path in (PAGE, address))
    assert "In the API" in live
    assert "In the API" not in kept
    assert "Derived" in kept


def test_the_page_in_the_admin_leads_to_the_public_address() -> None:
    page = UnitGroupPage.objects.get(code="3521")
    assert page.get_url().endswith(PAGE)
    assert page.get_parent().specific.get_url().endswith("/gradient/")


def test_the_preview_shows_notes_before_they_are_published(rf) -> None:
    page = UnitGroupPage.objects.get(code="3521")
    page.local_notes = [{"type": "note", "value": {"section": "context", "position": "before", "text": "<p>Only a draft.</p>"}}]
    response = page.serve_preview(rf.get("/"), "")
    assert "Only a draft." in response.content.decode()


@pytest.fixture(autouse=True)
def _forget_after() -> None:
    yield
    cache.clear()
