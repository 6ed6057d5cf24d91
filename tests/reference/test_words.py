"""No page, brief or download of the real releases says what none may (tests/reading/words.py): a spread of all kinds around the
occupations. The pages of all occupations and unit groups are read so where they are drawn, once for all tests of them
(test_occupation_pages.py, test_unit_group_pages.py)."""

import csv
import io

import pytest
from django.test import Client

from citations.models import Dataset, Edition, Profile
from tests.chance import drawn_here, seeded
from tests.reading.words import lines_of, lines_of_brief, overclaims
from tests.reference import on_the_reference
from tests.reference.test_pages_around import LISTS

pytestmark = on_the_reference

# So many are read of a kind that has more; all of the others.
SPREAD = {"task": 300, "technology": 100, "study": 100}
AROUND = ("family", "cluster", "element", "industry", *SPREAD)
ALONE = ("/", "/gradient/", "/methodology", "/datasets/", "/editions/", "/search?q=sound", "/roles/?q=zzqq", *LISTS)
GROUPS = tuple(f"/gradient/major-{digit}.html" for digit in range(1, 10))
DOWNLOADS = ("/roles/", "/gradient/", "/families/27-arts-design-entertainment-sports-and-media-occupations")


def _found(client: Client, path: str, source: str = "", *, notes: bool = False) -> list[str]:
    page = client.get(path)
    assert page.status_code == 200, path
    return overclaims(lines_of(page.content.decode(), notes=notes), source)


@pytest.mark.parametrize("kind", AROUND)
def test_no_page_around_the_occupations_claims_too_much(kind: str, client: Client, edition: Edition) -> None:
    profiles = Profile.objects.filter(edition=edition, kind=kind).order_by("key")
    keys = list(profiles.values_list("key", flat=True))
    chosen = seeded(f"words of pages of {kind}").sample(keys, min(len(keys), SPREAD.get(kind, len(keys))))
    documents = profiles.filter(key__in=drawn_here(chosen, f"words of pages of {kind} here")).values_list("path", "document")
    found = {path: told for path, document in documents if (told := _found(client, path, document))}
    assert found == {}


def test_no_comparison_claims_too_much(client: Client, edition: Edition) -> None:
    profiles = Profile.objects.filter(edition=edition, kind="occupation").order_by("key")
    documents = dict(profiles.values_list("path", "document"))
    chance = seeded("words of 60 comparisons")
    for count in (2, 3, 4) * 20:
        paths = sorted(chance.sample(sorted(documents), count))
        address = f"/compare/{'/'.join(path.rpartition('/')[2] for path in paths)}"
        assert _found(client, address, "".join(documents[path] for path in paths)) == [], address


def test_no_page_that_stands_alone_claims_too_much(client: Client, edition: Edition) -> None:
    datasets = (f"/datasets/{slug}/" for slug in Dataset.objects.values_list("slug", flat=True))
    pages = (*ALONE, *GROUPS, *datasets, f"/editions/{edition.name}/")
    assert {path: told for path in pages if (told := _found(client, path, notes=True))} == {}


def test_no_brief_claims_too_much(client: Client, edition: Edition) -> None:
    profiles = list(Profile.objects.filter(edition=edition, kind="occupation").order_by("key").values_list("path", "document"))
    found = {}
    for path, document in seeded("words of 100 briefs").sample(profiles, 100):
        brief = client.get(f"{path}/context.md").content.decode()
        # Markdown escapes what would be markup.
        if told := overclaims((line.replace("\\", "") for line in lines_of_brief(brief)), document):
            found[path] = told
    assert found == {}


@pytest.mark.parametrize("path", DOWNLOADS)
def test_no_note_of_a_download_claims_too_much(path: str, client: Client) -> None:
    answer = client.get(path, {"format": "csv"})
    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    notes = [row[head.index("notes")] for row in rows]
    assert len(notes) > 30
    assert overclaims([*head, *notes]) == []
