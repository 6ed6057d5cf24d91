"""No page or brief of the sample says what none may (tests/reading/words.py)."""

import pytest
from django.test import Client

from citations.models import Edition, Profile
from tests.chance import drawn_here
from tests.reading.words import lines_of, lines_of_brief, overclaims
from tests.sample.test_pages import KINDS, OTHER_PAGES

pytestmark = pytest.mark.django_db
# Of tasks and software there are many, all worded alike.
MOST = 60


def _found(client: Client, path: str, source: str = "") -> list[str]:
    page = client.get(path)
    assert page.status_code == 200, path
    return overclaims(lines_of(page.content.decode()), source)


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_claims_too_much(kind: str, client: Client, module_sample_edition: Edition) -> None:
    profiles = list(
        Profile.objects.filter(edition=module_sample_edition, kind=kind).order_by("key").values_list("path", "document")[:MOST]
    )
    chosen = drawn_here(list(profiles[:MOST]), f"words of the sample's pages of {kind}")
    assert {path: found for path, source in chosen if (found := _found(client, path, source))} == {}


@pytest.mark.parametrize("path", [*OTHER_PAGES, "/roles/?q=zzqq"])
def test_no_page_that_stands_alone_claims_too_much(path: str, client: Client, module_sample_edition: Edition) -> None:
    assert _found(client, path) == []


def test_no_brief_claims_too_much(client: Client, module_sample_edition: Edition) -> None:
    profiles = (
        Profile.objects.filter(edition=module_sample_edition, kind="occupation").order_by("key").values_list("path", "document")
    )
    for path, source in profiles:
        brief = client.get(f"{path}/context.md").content.decode()
        assert overclaims((line.replace("\\", "") for line in lines_of_brief(brief)), source) == [], path
