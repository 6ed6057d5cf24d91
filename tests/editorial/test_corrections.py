"""A correction stands on the page that was wrong, in the log and in its feed, for good; a later one can take its place."""

import xml.etree.ElementTree as ET

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from singulariki.editorial.models import Correction
from tests.editorial.forms import address, problems, rendered_form, words_of

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]

SOUND = "/roles/role-27-4014-00"
FIELDS = {
    "path": SOUND,
    "measure": "wage-median",
    "what": "Median annual pay",
    "was": "$46,430",
    "is_now": "$66,430",
    "reason": "Two digits were exchanged by hand.",
    "supersedes": "",
}


@pytest.fixture
def admin(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def publish(admin: Client, **changes: str) -> Correction:
    answer = admin.post(reverse("wagtailsnippets_editorial_correction:add"), {**FIELDS, **changes, "action-publish": "1"})
    assert answer.status_code == 302, problems(answer)
    return Correction.objects.latest("pk")


def test_a_correction_is_announced_on_its_page_in_the_brief_the_log_and_the_feed(admin) -> None:
    before = read(SOUND)
    assert "Nothing has had to be corrected yet." in read("/corrections/")
    made = publish(admin)
    page = read(SOUND)
    said = "Median annual pay: this page said $46,430. It is $66,430. Two digits were exchanged by hand."
    assert said in page
    assert said not in before
    assert "Corrected on " in page
    assert page.count(f'href="/corrections/#correction-{made.pk}"') == 1
    assert said in read(f"{SOUND}/context.md")
    assert said not in read("/roles/role-11-3031-00")
    log = read("/corrections/")
    assert f'id="correction-{made.pk}"' in log
    assert "The page said $46,430. It is $66,430." in log
    entries = ET.fromstring(read("/corrections/feed.xml")).findall("{http://www.w3.org/2005/Atom}entry")  # noqa: S314 -- our own
    assert [entry.findtext("{http://www.w3.org/2005/Atom}title") for entry in entries] == [f"Median annual pay: {SOUND}"]
    assert 'href="/corrections/"' in read("/editions/")
    assert "/corrections/</loc>" in read("/sitemap.xml")


def test_a_draft_shows_nowhere_and_an_editor_cannot_publish(client, editor) -> None:
    client.force_login(editor)
    answer = client.post(reverse("wagtailsnippets_editorial_correction:add"), {**FIELDS, "action-publish": "1"})
    assert answer.status_code == 302
    made = Correction.objects.get()
    assert not made.live
    assert "$46,430" not in read(SOUND)
    assert made.get_workflow() is not None


def test_once_published_it_is_neither_changed_nor_taken_away_but_superseded(admin) -> None:
    made = publish(admin)
    fields = {**rendered_form(admin.get(address(made, "edit")).content.decode()), "is_now": "$1", "action-publish": "1"}
    assert "A published correction stays as it is" in words_of(admin.post(address(made, "edit"), fields))
    for view in ("delete", "unpublish"):
        assert "A published correction stays as it is" in words_of(admin.post(address(made, view), follow=True))
    made.refresh_from_db()
    assert (made.live, made.is_now) == (True, "$66,430")

    later = publish(admin, was="$66,430", is_now="$66,431", supersedes=str(made.pk))
    page, log = read(SOUND), read("/corrections/")
    assert "It is $66,431." in page
    assert "$46,430" not in page
    assert f'<a href="#correction-{later.pk}">A later correction</a>' in " ".join(log.split())
    assert "$46,430" in log
    with pytest.raises(ProtectedError):
        made.delete()


@pytest.mark.parametrize("path", ["roles/role-27-4014-00", "//evil.example/", "https://example.org/", "javascript:alert(1)"])
def test_its_page_is_one_of_this_site(path: str, admin) -> None:
    answer = admin.post(reverse("wagtailsnippets_editorial_correction:add"), {**FIELDS, "path": path, "action-publish": "1"})
    assert "Give the address of the page on this site" in words_of(answer)
    assert not Correction.objects.exists()


def test_what_it_says_is_text(admin) -> None:
    publish(admin, was="<script>alert(1)</script>", reason="<b>So</b> & so.")
    for path in (SOUND, "/corrections/"):
        page = read(path)
        assert "<script>alert(1)" not in page
        assert "&lt;b&gt;So&lt;/b&gt; &amp; so." in page
    ET.fromstring(read("/corrections/feed.xml"))  # noqa: S314 -- our own
