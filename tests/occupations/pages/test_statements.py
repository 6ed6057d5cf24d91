"""Sentences that say no more than the figures beside them: of bases, wages at the top code, codes that scores are for, and
missing studies."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from citations.actions.publishing import publish_edition
from citations.compiling import digest
from citations.measures import MEASURES
from citations.models import Edition, EditionMethodology, EditionRelease, Profile
from singulariki.delivery import page_cache
from singulariki.editorial.first_pages import HOME, NEWSROOM
from tests.fixtures_sample import *  # noqa: F403
from tests.reading.sections import sections

pytestmark = pytest.mark.django_db
FINANCIAL_MANAGERS, FELLERS = "/roles/role-11-3031-00", "/roles/role-45-3031-00"
DEVELOPERS, RANKED = "/roles/role-15-1252-00", "/roles/role-27-4014-00"


@pytest.fixture(autouse=True)
def edition(module_sample_edition: Edition) -> Edition:
    page_cache.clear()
    return module_sample_edition


def words(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def change(sample: Edition, code: str, change: Callable[[dict], None]) -> None:
    """Make an edition live that holds the occupation's document with a change, and no more."""
    row = Profile.objects.get(edition=sample, kind="occupation", key=code)
    document = json.loads(row.document)
    change(document)
    text = json.dumps(document)
    edition = Edition.objects.create(name="changed", is_sample=True)
    for member in sample.members.all():
        EditionRelease.objects.create(edition=edition, dataset=member.dataset, release=member.release)
    named = {"key": code, "title": row.title, "path": row.path}
    Profile.objects.create(edition=edition, kind="occupation", document=text, digest=digest(text), **named)
    of_sample = EditionMethodology.objects.get(edition=sample)
    EditionMethodology.objects.create(edition=edition, measures=of_sample.measures, recipes=of_sample.recipes)
    Edition.objects.filter(pk=edition.pk).update(state=Edition.State.READY, compiled_at=timezone.now())
    publish_edition(edition=Edition.objects.get(pk=edition.pk), although_smaller=True)
    page_cache.clear()


def test_wages_are_not_said_to_end_at_the_top_code(client: Client) -> None:
    found = words(client, FINANCIAL_MANAGERS)
    assert "or more" in found
    assert "no wage above its top code" not in found
    assert "top code" not in MEASURES["wage-mean"].means + MEASURES["hourly-wage-mean"].means
    assert "top code" in MEASURES["wage-p90"].means


def test_a_median_at_the_top_code_is_said_to_be_given_in_its_place(edition: Edition, client: Client) -> None:
    def cap(document: dict) -> None:
        document["wages"]["median"] |= {"v": 239_200, "t": "$239,200 or more", "a": True}

    change(edition, "11-3031.00", cap)
    said = "BLS gives its top code in place of the median: half of its employees earn at least this"
    assert said in words(client, FINANCIAL_MANAGERS)


def test_overlap_is_said_to_compare_and_not_to_measure_a_share(client: Client) -> None:
    found = words(client, RANKED)
    assert "It compares how much of the work today's AI can attempt: no forecast and no verdict." in found
    assert "a comparison of how much of the work today's AI can attempt" in found
    assert "It says how much of the work" not in found
    assert "measure of how much of the work" not in found


def test_first_pages_know_that_a_study_rests_on_conversations_and_another_on_abilities() -> None:
    prose = json.dumps([HOME, NEWSROOM])
    assert "not a measure of use." not in prose
    assert "conversations that people had with an assistant" in prose
    assert "some the abilities that it needs" in prose


def test_a_study_that_is_alone_is_named_and_no_mean_is_spoken_of(edition: Edition, client: Client) -> None:
    two = words(client, DEVELOPERS)
    assert "this is the mean of its percentiles in those, not comparable with a rank by all" in two
    assert "this is its percentile in that one" not in two

    def leave_one(document: dict) -> None:
        document["overlap"]["parts"] = ["eloundou-gamma"]
        document["overlap"]["part_count"] |= {"v": 1, "t": "1"}

    change(edition, "15-1252.00", leave_one)
    one = words(client, DEVELOPERS)
    assert "scored by 1 of 3 studies, and this is its percentile in that one, not comparable with a rank by all." in one
    assert "mean of its percentiles in those" not in one
    assert "Its percentiles in those" not in one


@pytest.mark.parametrize(
    ("address", "said", "unsaid"),
    [
        (FELLERS, "No older one that the published crosswalk leads from (45-30", "This job cannot be done"),
        (FINANCIAL_MANAGERS, "Every older one that the published crosswalk leads from (", "This job can be done"),
        (RANKED, "This job can be done entirely from home", "did not classify"),
    ],
)
def test_work_from_home_of_older_occupations_is_said_to_be_theirs(client: Client, address: str, said: str, unsaid: str) -> None:
    found = words(client, address)
    assert said in found
    assert unsaid not in found


def test_a_score_for_a_group_and_a_changed_code_is_not_said_to_be_the_occupations_own(edition: Edition, client: Client) -> None:
    def changed(document: dict) -> None:
        (row,) = (row for row in document["exposure"] if row["key"] == "felten-aioe")
        row["changed_code"] = True

    change(edition, "11-3031.00", changed)
    found = words(client, FINANCIAL_MANAGERS)
    assert "† Scored for a wider group of occupations" in found
    assert "It is treated like a score under today's code: Overall AI exposure" in found
    assert "counts as the occupation's own" not in found


def test_what_people_can_do_alone_has_a_column_only_where_it_is_known(client: Client) -> None:
    assert "Could have been done without AI" in words(client, RANKED)
    untold = words(client, "/roles/role-27-4012-00")
    assert "does not say of any of these tasks" in untold
    assert "Could have been done without AI" not in untold


def test_the_worked_example_says_what_its_bases_are_and_whom_figures_are_for_once(client: Client) -> None:
    html = client.get("/methodology", {"occupation": "11-3031.01"}).content.decode()
    example = sections(html)["worked-example"].text
    assert "occupations that it scores under their own code" in example
    assert "means, each of an occupation's percentiles by the scores under its own code." in " ".join(example.split())
    # Once for each of two scores, and once for pay.
    assert len(re.findall(r"for all Financial Managers|for Financial Managers", example, re.IGNORECASE)) == 3


def test_percentiles_of_pay_name_their_base(client: Client) -> None:
    found = words(client, f"{RANKED}?notes=1")
    assert "whose median is published for their own SOC code and lies below the top code" in found
    assert "occupations with a published median" not in found
    assert "included, whose score" in MEASURES["frey-osborne-percentile"].means


def test_every_measure_of_an_edition_has_a_theme(edition: Edition) -> None:
    measures = json.loads(EditionMethodology.objects.get(edition=edition).measures)
    assert len(measures) > 50
    assert [measure["key"] for measure in measures if not measure.get("theme")] == []


def test_a_median_of_ratings_is_not_said_to_have_half_above_it(edition: Edition, client: Client) -> None:
    path = Profile.objects.filter(edition=edition, kind="element").values_list("path", flat=True)[0]
    found = words(client, path)
    assert "The median is " in found
    assert "Half of them are rated" not in found


def test_levels_are_named_by_their_bounds_not_as_thirds_of_what_is_listed(client: Client) -> None:
    found = words(client, "/roles/")
    assert "Low: percentile below 33⅓" in found
    assert "lowest third" not in found
    assert "Lowest quarter" not in found


def test_shares_of_placed_conversations_are_printed_finely_enough_to_add_up() -> None:
    parts = ("usage-placed-by-words", "usage-placed-by-number", "usage-placed-by-pair", "usage-unplaced", "usage-without-task")
    shares = (78.553, 6.153, 9.05, 4.451, 1.793)
    printed = [MEASURES[key].text(share) for key, share in zip(parts, shares, strict=True)]
    assert sum(float(text.rstrip("%")) for text in printed) == pytest.approx(100, abs=0.015)
