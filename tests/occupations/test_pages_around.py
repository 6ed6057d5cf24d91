"""The pages and answers around the occupations, on the real releases with the pins of the reference."""

import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citations.actions.editions import publish_edition
from citations.models import Edition, Profile
from occupations.directories import DIRECTORIES
from singulariki.delivery import page_cache
from tests.gradient.pages import read, values_of
from tests.gradient.test_real_releases import contains
from tests.occupations.compiling.test_real_releases import compiled, expected  # noqa: F401 -- fixtures

pytestmark = pytest.mark.releases

OCCUPATIONS = "/api/v1/occupations/"
SOUND = f"{OCCUPATIONS}27-4014.00/"
# Kinds of subjects with a page, and where the API has those that it has answers of their own for.
AROUND = ("task", "element", "industry", "technology", "study", "family", "cluster")
ANSWERED = {"task": "/api/v1/tasks/", "element": "/api/v1/elements/", "industry": "/api/v1/industries/"}
LISTS = ["/roles/", "/quadrant", "/compare/", *(directory.path for directory in DIRECTORIES.values())]
# In the words of the sources themselves: "that that", "had had" and the like are theirs.
DOUBLED = re.compile(r"\b(the|of|a|an|and|to|in|is|for|are|with|by|on) \1\b", re.IGNORECASE)
# Small shares are printed to two significant digits, however far behind the point; codes of fields of study have four decimals.
UNROUNDED = re.compile(r"\d\.(?=\d{5})\d*?[1-9]\d{2,}")


@pytest.fixture(scope="module")
def published(compiled: str, django_db_blocker) -> None:  # noqa: F811 -- the imported fixture
    with django_db_blocker.unblock():
        publish_edition(edition=Edition.objects.get(name=compiled))


@pytest.fixture(autouse=True)
def edition(published: None, compiled: str, db) -> Edition:  # noqa: F811 -- the imported fixture
    page_cache.clear()
    return Edition.objects.get(name=compiled)


class Words(HTMLParser):
    """A page's visible text, element by element, and its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.headings: list[str] = []
        self._in_heading = False
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in {"script", "style"}
        if re.fullmatch(r"h[1-6]", tag):
            self._in_heading = True
            self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in {"script", "style"}
        if re.fullmatch(r"h[1-6]", tag):
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)
            if self._in_heading:
                self.headings[-1] += data.replace("#", "").strip()


def faults(html: str) -> list[str]:
    """What no page may have: holes of a template, numbers as a machine writes them, headings without words."""
    words = Words()
    words.feed(html)
    own = [piece for piece in words.pieces if piece.strip()]
    found = [f"printed {piece.strip()!r}" for piece in own if piece.strip() in {"None", "nan", "NaN", "inf"}]
    found += [f"unrounded: {piece.strip()[:60]!r}" for piece in own if UNROUNDED.search(piece)]
    found += [f"doubled word: {piece.strip()[:80]!r}" for piece in own if DOUBLED.search(piece)]
    found += ["an empty heading" for heading in words.headings if not heading]
    return found if words.headings else [*found, "no heading"]


def sample(edition: Edition, count: int) -> list[tuple[str, str, str]]:
    """(kind, key, path) of subjects around the occupations, drawn alike on every run."""
    rows = Profile.objects.filter(edition=edition, kind__in=AROUND).order_by("kind", "key").values_list("kind", "key", "path")
    return random.Random(2024).sample(list(rows), count)


def test_the_reference_answer_holds_through_the_api(client: Client, expected: dict, edition: Edition) -> None:  # noqa: F811
    part = {name: value for name, value in expected.items() if name != "releases"}
    assert len(part) > 15
    answer = client.get(SOUND).json()
    assert contains(answer, part) == []
    assert answer["edition"]["name"] == edition.name
    assert {"onet", "bls-oews", "bls-ep", "felten-aioe"} <= {source["dataset"] for source in answer["sources"]}
    assert answer["missing"]


def test_the_list_says_the_same_as_each_occupations_own_answer(client: Client) -> None:
    rows = client.get(OCCUPATIONS, {"page_size": 1500}).json()["results"]
    assert len(rows) == 1016
    for row in random.Random(7).sample(rows, 40):
        own = client.get(f"{OCCUPATIONS}{row['code']}/").json()
        assert (row["title"], row["path"], row["job_zone"]) == (own["title"], own["path"], own["job_zone"])
        for part, names in (
            ("overlap", ("percentile", "level")),
            ("wages", ("median", "median_percentile", "employment")),
            ("outlook", ("change_percent", "annual_openings")),
        ):
            listed, told = row[part] or {}, own[part] or {}
            assert [listed.get(name) for name in names] == [told.get(name) for name in names], (row["code"], part)
        assert [(one["measure"], one["score"], one["percentile"]) for one in row["exposure"]] == [
            (one["measure"], one["score"], one["percentile"]) for one in own["exposure"]
        ]


def test_lists_of_the_api_are_narrowed_and_ordered(client: Client) -> None:
    asked = {"overlap": "high", "job_zone": "4", "ordering": "-wages.median", "page_size": 1500}
    rows = client.get(OCCUPATIONS, asked).json()["results"]
    assert len(rows) > 20
    assert {(row["overlap"]["level"], row["job_zone"]) for row in rows} == {("high", 4)}
    medians = [row["wages"]["median"] for row in rows if row["wages"]["median"] is not None]
    assert medians == sorted(medians, reverse=True)
    family = client.get(OCCUPATIONS, {"family": "27-0000", "page_size": 1500}).json()["results"]
    assert family
    assert {row["code"][:2] for row in family} == {"27"}


def test_crosswalks_are_walked_both_ways(client: Client) -> None:
    there = client.get("/api/v1/crosswalk/", {"from_system": "soc-2010", "code": "27-4014"}).json()
    back = client.get("/api/v1/crosswalk/", {"from_system": "isco-08", "code": "3521"}).json()
    assert ("isco-08", "3521", False) in {(row["to_system"], row["to_code"], row["reversed"]) for row in there["results"]}
    assert ("soc-2010", "27-4014", True) in {(row["to_system"], row["to_code"], row["reversed"]) for row in back["results"]}
    assert {"from_system": "soc-2010", "to_system": "isco-08"} in there["systems"]


@pytest.mark.parametrize("path", [OCCUPATIONS, SOUND, "/api/v1/tasks/", "/api/v1/elements/2.A.1.a/", "/api/v1/crosswalk/"])
def test_who_has_an_answer_need_not_be_sent_it_again(path: str, client: Client) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_a_random_500_pages_are_whole_and_agree_with_the_api(client: Client, edition: Edition) -> None:
    bad: list[tuple[str, object]] = []
    checked = 0
    for kind, key, path in sample(edition, 500):
        answer = client.get(path)
        html = answer.content.decode()
        if answer.status_code != 200 or (found := faults(html)):
            bad.append((path, answer.status_code if answer.status_code != 200 else found))
        if kind in ANSWERED:
            numbers = read(html).numbers
            answered = values_of(client.get(f"{ANSWERED[kind]}{key}/").json())
            bad += [(path, number) for number in numbers if float(number[1]) not in answered]
            checked += len(numbers)
    assert bad == []
    assert checked > 1000


def test_lists_and_comparisons_are_whole(client: Client) -> None:
    comparison = "/compare/role-27-4011-00/role-27-4014-00"
    asked = [*LISTS, comparison, "/roles/?q=engineer&overlap=high&pay=highest&sort=median", "/elements/?group=Ability&q=vision"]
    assert [(path, found) for path in asked if (found := faults(client.get(path).content.decode()))] == []
    answered = values_of(client.get("/api/v1/occupations/27-4011.00/").json()) | values_of(client.get(SOUND).json())
    numbers = read(client.get(comparison).content).numbers
    assert len(numbers) > 30
    assert [number for number in numbers if float(number[1]) not in answered] == []


def _links(client: Client, path: str) -> Iterator[str]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    if "text/html" in answer.headers["Content-Type"]:
        for link in read(answer.content).links:
            plain = link.split("#")[0]
            if plain.startswith("/") and not plain.startswith(("//", "/admin")):
                yield plain


def test_no_internal_link_of_300_pages_is_broken_or_redirected(client: Client, edition: Edition) -> None:
    occupations = Profile.objects.filter(edition=edition, kind="occupation").order_by("key").values_list("path", flat=True)
    pages = [*LISTS, *random.Random(11).sample(list(occupations), 40), *(path for *_, path in sample(edition, 251))]
    assert len(pages) >= 300
    found: dict[str, str] = {}
    for page in pages:
        for link in _links(client, page):
            found.setdefault(link, page)
    known = set(Profile.objects.filter(edition=edition).exclude(path="").values_list("path", flat=True))
    # A subject's address that the edition holds is answered without a redirect, as the pages above show; the rest is asked for.
    others = [link for link in found if link not in known]
    assert len(found) > 3000
    assert len(others) > 50
    broken = [(link, found[link], status) for link in others if (status := client.get(link).status_code) != 200]
    assert broken == []


@pytest.mark.parametrize(
    ("asked", "final"),
    [
        ("/roles", "/roles/"),
        ("/Roles//", "/roles/"),
        ("/quadrant/", "/quadrant"),
        ("/families", "/families/"),
        ("/families/27/", "/families/27-arts-design-entertainment-sports-and-media-occupations"),
        ("/Elements/2.a.1.A-reading", "/elements/2.A.1.a-reading-comprehension"),
        ("/industries/31-33", "/industries/31-manufacturing"),
        ("/study/10", "/study/10-communications-technologies-technicians-and-support-services"),
        ("/compare/role-27-4014-00/role-27-4011-00", "/compare/role-27-4011-00/role-27-4014-00"),
        ("/compare/27-4014.00/27-4011.00/", "/compare/role-27-4011-00/role-27-4014-00"),
        ("/compare/role-27-4014-00/role-27-4014-00", "/roles/role-27-4014-00"),
    ],
)
def test_a_variant_is_redirected_once_and_for_good(asked: str, final: str, client: Client) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, final)
    assert client.get(final).status_code == 200


@pytest.mark.parametrize("asked", ["/tasks/999999999", "/elements/9.Z.9", "/compare/x/y", "/clusters/none", "/families/99"])
def test_what_is_not_there_is_a_404(asked: str, client: Client) -> None:
    assert client.get(asked).status_code == 404


def test_a_wrong_address_suggests_what_is_near(client: Client) -> None:
    html = client.get("/compare/sound-engineering-technicians").content.decode()
    assert "/roles/role-27-4014-00" in html


def test_occupations_are_named_to_be_compared(client: Client) -> None:
    answer = client.get("/compare/", {"a": "Sound Engineering Technicians", "b": "27-4011.00"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/compare/role-27-4011-00/role-27-4014-00")
    assert "zzqq" in client.get("/compare/", {"a": "zzqq", "b": "27-4011.00"}).content.decode()


def test_search_finds_tasks_elements_and_other_job_titles(client: Client) -> None:
    assert "/roles/role-27-4014-00" in client.get("/search", {"q": "sound mixer"}).content.decode()
    assert "/elements/2.A.1.a-reading-comprehension" in client.get("/search", {"q": "reading comprehension"}).content.decode()
    task = Profile.objects.filter(kind="task").order_by("key").values_list("title", "path")[5]
    assert task[1] in client.get("/search", {"q": " ".join(task[0].split()[:7])}).content.decode()


def _queries(client: Client, path: str) -> int:
    page_cache.clear()
    client.get(path)
    page_cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_every_kind_of_page_takes_few_queries_however_much_it_shows(client: Client, edition: Edition) -> None:
    for kind in AROUND:
        documents = Profile.objects.filter(edition=edition, kind=kind).values_list("path", "document")
        by_size = sorted(documents, key=lambda row: len(row[1]))
        counts = {_queries(client, path) for path, _ in (by_size[0], by_size[-1])}
        assert len(counts) == 1, kind
        assert max(counts) <= 10, kind
    for path in (*LISTS, "/roles/?overlap=high", "/compare/role-27-4011-00/role-27-4014-00"):
        assert _queries(client, path) <= 10, path
