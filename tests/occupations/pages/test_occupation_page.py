"""An occupation's page, on small files in the official layouts."""

import gzip
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citations.jobs import ignore_progress
from citations.models import Edition
from occupations.actions import create_missing_pages
from occupations.models import OccupationPage
from occupations.subjects.occupation.page import OCCUPATION
from singulariki.delivery import page_cache
from singulariki.editorial.models import Layout
from tests.reading.agreement import Answers, agreement
from tests.reading.faults import faults
from tests.reading.page import outside, read

PAGE = "/roles/role-27-4014-00"
UNRATED = "/roles/role-27-2011-00"
VARIANTS = (
    "/roles/role-27-4014-00/",
    "/Roles/Role-27-4014-00",
    "/roles/27-4014.00",
    "/roles/27-4014-00",
    "/roles/27-4014",
    "/roles/role-27-4014",
    "/roles/role-27-4014-00.html",
    "/roles/27401400",
)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_of_the_address_is_redirected_once_for_good(edition: Edition, client: Client, variant: str) -> None:
    answer = client.get(variant)
    assert (answer.status_code, answer.headers["Location"]) == (301, PAGE)


def test_variants_of_the_brief_are_redirected_to_it(edition: Edition, client: Client) -> None:
    answer = client.get("/roles/27-4014.00/Context.md/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{PAGE}/context.md")


@pytest.mark.parametrize("address", ["/roles/role-99-9999-00", "/roles/sound", f"{PAGE}/more"])
def test_an_address_that_names_nothing_is_not_found(edition: Edition, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_it_says_what_the_occupation_is_and_where_it_stands(edition: Edition, client: Client) -> None:
    html = client.get(PAGE).content.decode()
    for part in (
        "<h1>Sound Engineering Technicians</h1>",
        "O*NET-SOC 27-4014.00",
        "Also called",
        "How much of it can AI attempt?",
        "What does it pay?",
        "Where is it headed?",
        "AI and this work",
        "How people use AI for it",
        "What the studies say",
        "Historical automation estimate (2013)",
        "The work",
        "Pay and outlook",
        "Getting in",
        "Near it",
        "Take it with you",
        "Wages &amp; employment",
        "Sources for this page",
        "@misc{singulariki-roles-role-27-4014-00",
        "Take this to your AI",
    ):
        assert part in html, part


def test_it_does_not_turn_what_people_could_do_alone_into_what_needs_a_human(edition: Edition, client: Client) -> None:
    html = client.get(PAGE).content.decode()
    words = re.sub(r"<[^>]+>", "", html[html.index('id="human-able-tasks"') : html.index('id="exposure"')])
    assert "Could have been done without AI" in " ".join(words.split())
    assert "97.9%" in words
    assert "need a human" not in html


def test_a_prompt_is_phrased_from_its_task_and_names_it(edition: Edition, client: Client) -> None:
    html = " ".join(client.get(PAGE).content.decode().split())
    assert "Help me agree with the" in html
    assert (
        html.index(">Agree with the") < html.index("Help me agree with the") < html.index("</tr>", html.index(">Agree with the"))
    )


def test_every_figure_on_it_is_what_the_api_answers_at_its_pointer(edition: Edition, client: Client) -> None:
    found = agreement(client.get(PAGE), Answers(client))
    assert found.compared > 20
    assert (found.elsewhere, found.problems) == ([], [])


def test_its_sources_are_those_of_what_it_shows(edition: Edition, client: Client) -> None:
    links = set(read(client.get(PAGE).content).links)
    for slug in ("onet", "bls-oews", "felten-aioe", "eloundou-gpts", "frey-osborne", "dingel-neiman", "soc-structure"):
        assert f"/datasets/{slug}/" in links, slug
    assert "/datasets/bls-ep/" not in links


def test_it_takes_at_most_ten_queries_and_none_more_for_more_data(edition: Edition, client: Client) -> None:
    counts = []
    for address in (PAGE, UNRATED):
        page_cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_it_needs_nothing_inline_and_nothing_from_elsewhere(edition: Edition, client: Client) -> None:
    answer = client.get(PAGE)
    reading = read(answer.content)
    assert reading.inline == []
    assert [address for address in reading.loads if outside(address)] == []
    assert len(reading.ids) == len(set(reading.ids))
    assert len(gzip.compress(answer.content)) < 60_000


@pytest.mark.parametrize("address", [PAGE, UNRATED])
def test_nothing_on_it_is_empty_or_unformatted(edition: Edition, client: Client, address: str) -> None:
    assert faults(client.get(address).content.decode()) == []


def test_an_occupation_without_ratings_says_what_is_not_covered(edition: Edition, client: Client) -> None:
    words = " ".join(re.sub(r"<[^>]+>", "", client.get(UNRATED).content.decode()).split())
    assert "O*NET describes Actors without rating it" in words
    assert "This edition does not cover task statements for Actors." in words
    assert "This edition does not cover the preparation needed for Actors." in words


def test_top_coded_pay_is_said_to_be_that_or_more(edition: Edition, client: Client) -> None:
    words = " ".join(re.sub(r"<[^>]+>", "", client.get("/roles/role-11-1011-00").content.decode()).split())
    assert "$239,200 or more" in words
    assert "Means are published where they are higher, too." in words
    assert "no wage above" not in words


def test_every_occupation_has_its_page_for_local_notes(edition: Edition) -> None:
    assert OccupationPage.objects.count() == 4
    assert OccupationPage.find_problems() == ([], [], [], [], [])
    OccupationPage.objects.get(code="27-4014.00").delete()
    create_missing_pages(edition, ignore_progress)
    page = OccupationPage.objects.get(code="27-4014.00")
    assert page.get_url() == PAGE
    assert [found.pk for found in OccupationPage.objects.search("sound")] == [page.pk]


def test_notes_of_an_editor_stand_on_the_page_until_it_is_unpublished(edition: Edition, client: Client) -> None:
    page = OccupationPage.objects.get(code="27-4014.00")
    note = {"section": "tasks", "position": "before", "text": "<p>Read these aloud.</p>"}
    page.local_notes = [{"type": "note", "value": note}]
    page.save_revision().publish()
    assert "Read these aloud." in client.get(PAGE).content.decode()
    page.refresh_from_db()
    page.unpublish()
    assert "Read these aloud." not in client.get(PAGE).content.decode()


def test_its_layout_names_every_section_once() -> None:
    named = [block["value"]["section"] for block in OCCUPATION.first_layout() if block["type"] == "section"]
    assert sorted(named) == sorted(OCCUPATION.sections)


def test_a_section_below_the_title_has_a_heading_where_the_layout_gives_it_one(edition: Edition, client: Client) -> None:
    assert 'id="also-called-title"' not in client.get(PAGE).content.decode()
    layout = Layout.objects.get(kind="occupation")
    body = layout.body.get_prep_value()
    (also_called,) = (block["value"] for block in body if block["value"].get("section") == "also-called")
    also_called["heading"] = "Other titles of {title}"
    layout.body = body
    layout.save_revision().publish()

    html = client.get(PAGE).content.decode()
    assert ">Other titles of Sound Engineering Technicians</span></h2>" in html


def test_an_older_edition_names_its_own_addresses(edition: Edition, client: Client) -> None:
    """Whatever is meant to be copied leads to the figures that it was copied from."""
    html = client.get(f"/editions/{edition.name}{PAGE}").content.decode()
    ours = set(re.findall(r"https://singulariki\.com(/[^\s\"<&}]*)", html.partition("</head>")[2]))
    assert f"/editions/{edition.name}{PAGE}" in ours
    assert f"/editions/{edition.name}{PAGE}/context.md" in ours
    # Embedded charts follow the live edition.
    assert {address for address in ours if not address.startswith(f"/editions/{edition.name}/")} <= {
        address for address in ours if address.startswith("/embed/")
    }
