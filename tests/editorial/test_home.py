"""The first screen of the admin: each role sees what waits for it, and nothing of others."""

from datetime import timedelta

import bs4
import msgspec
import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from citations.models import Edition, StoredPreview
from citations.preview.changes import EditionPreview, NamedPage, WordsChange
from citations.preview.stored import VERSION
from citations.selectors import live_edition
from occupations.models.pages import OccupationPage
from singulariki.editorial.models import Caveat, Layout, StandardPage
from singulariki.editorial.staff import findings, home, links
from singulariki.editorial.staff.kept import Kept
from tests.editorial.forms import words_of

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]
NOTE = "<script>alert(1)</script> see “pay”"


def first_screen(user: User) -> bs4.BeautifulSoup:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    return bs4.BeautifulSoup(answer.content.decode(), "html.parser")


def groups(user: User) -> dict[str, bs4.Tag]:
    return {" ".join(one.h3.get_text().split()): one for one in first_screen(user).select(".area-home__group")}


def submit(thing, user: User, note: str = ""):
    thing.note_to_moderator = note
    thing.save_revision(user=user)
    thing.get_workflow().start(thing, user)
    return thing


@pytest.fixture
def quiet(monkeypatch, db) -> None:
    """The sample's own pages that lack data are not looked at."""
    monkeypatch.setattr(home, "lacking_pages", lambda only_known: [])


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.usefixtures("quiet")
def test_where_nothing_waits_one_line_says_so(editor, moderator, steward, administrator) -> None:
    for person in (editor, moderator):
        page = first_screen(person).get_text()
        assert page.count("Nothing waits for you.") == 1
        assert "Releases and editions" not in page
    page = first_screen(steward).get_text()
    assert "What waits for you" not in page
    assert page.count("No release and no edition waits for you.") == 1
    both = first_screen(administrator).get_text()
    assert (both.count("Nothing waits for you."), both.count("Releases and editions")) == (1, 1)


@pytest.mark.usefixtures("quiet")
def test_a_submission_waits_for_the_moderator_with_its_note_and_shows_its_author_where_it_is(
    editor, moderator, administrator
) -> None:
    layout = submit(Layout.objects.get(kind="unit-group"), editor, NOTE)
    caveat = submit(Caveat.objects.order_by("pk")[0], editor)
    page = submit(OccupationPage.objects.order_by("pk")[0], editor)

    waiting = groups(moderator)
    assert list(waiting) == ["Wait for your approval 3"]
    assert NOTE in waiting["Wait for your approval 3"].get_text()
    assert not first_screen(moderator).find("script", string="alert(1)")
    links = [link["href"] for link in waiting["Wait for your approval 3"].select("li a")]
    assert links[::2] == [
        reverse("wagtailsnippets_editorial_layout:edit", args=[layout.pk]),
        reverse("wagtailsnippets_editorial_caveat:edit", args=[caveat.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ]
    # Beside each, what it would change for readers.
    client = client_of(moderator)
    assert [client.get(address).status_code for address in links[1::2]] == [200, 200, 200]
    assert list(groups(editor)) == ["Yours, in moderation 3"]
    assert list(groups(administrator)) == []

    caveat.current_workflow_task_state.reject(user=moderator, comment="Say where it comes from.")
    back = groups(editor)
    assert list(back) == ["Came back to you 1", "Yours, in moderation 2"]
    assert "moderators: “Say where it comes from.”" in back["Came back to you 1"].get_text()


@pytest.mark.usefixtures("quiet")
def test_every_link_of_the_home_can_be_opened_by_whom_it_is_shown_to(editor, moderator) -> None:
    for thing in (*Caveat.objects.order_by("pk")[:7], Layout.objects.get(kind="unit-group")):
        submit(thing, editor, "Look.")
    Caveat.objects.update(review_by=timezone.localdate())
    Layout.objects.update(locked=True, locked_by=moderator, locked_at=timezone.now())
    for person in (editor, moderator):
        client = Client()
        client.force_login(person)
        links = {link["href"] for link in first_screen(person).select(".area-home a")}
        assert links
        for link in links:
            assert client.get(link).status_code == 200, link
    found = groups(moderator)["Wait for your approval 8"]
    assert len(found.select("li")) == 5
    assert "All 8" in found.get_text()
    everything = Client()
    everything.force_login(moderator)
    all_url = found.select("p > a")[-1]["href"]
    assert words_of(everything.get(all_url)).count("Moderators approval") >= 8


@pytest.mark.usefixtures("quiet")
def test_locks_are_whose_they_are_and_schedules_are_for_whoever_may_change_the_thing(editor, moderator, steward) -> None:
    layout = Layout.objects.get(kind="unit-group")
    Layout.objects.filter(pk=layout.pk).update(locked=True, locked_by=moderator, locked_at=timezone.now())
    page, tomorrow = StandardPage.objects.order_by("pk")[0], timezone.now() + timedelta(days=1)
    page.save_revision(approved_go_live_at=tomorrow)
    Caveat.objects.filter(pk=Caveat.objects.order_by("pk")[0].pk).update(expire_at=tomorrow + timedelta(days=1))
    assert list(groups(editor)) == ["Scheduled 2"]
    assert list(groups(moderator)) == ["Locked by you 1", "Scheduled 2"]
    entries = [" ".join(one.get_text().split()) for one in groups(editor)["Scheduled 2"].select("li")]
    assert entries[0].startswith(f"{page.title} to be published on")
    assert " to expire on" in entries[1]
    assert groups(steward) == {}


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(("days", "said"), [(-1, "was due on"), (0, "due on"), (30, "due on"), (31, "")])
def test_a_caveat_is_due_from_thirty_days_before_its_day(days, said, editor) -> None:
    caveat = Caveat.objects.order_by("pk")[0]
    Caveat.objects.filter(pk=caveat.pk).update(review_by=timezone.localdate() + timedelta(days=days))
    found = groups(editor)
    assert list(found) == (["Caveats to look at again 1"] if said else [])
    if said:
        assert f"{caveat.name} {said}" in " ".join(found["Caveats to look at again 1"].get_text().split())


@pytest.mark.usefixtures("quiet")
def test_sentences_of_a_candidate_come_from_its_stored_preview_and_an_editor_can_read_them_all(editor, steward) -> None:
    live = live_edition()
    candidate = Edition.objects.create(
        name="2030-01-01", state=Edition.State.READY, fingerprint="f" * 64, content_digest="c" * 64
    )
    assert groups(editor) == {}
    change = WordsChange(
        *("U.S. occupations: Wages", "/admin/snippets/editorial/layout/edit/1/", "Sound technicians", "/roles/role-27-4014-00"),
        *("They earn $66,430.", "=They earn"),
        pages=12,
        of_pages=1016,
        dropped=3,
        dropped_page=NamedPage("Kings", "/roles/kings"),
    )
    preview = EditionPreview(releases=[], same_releases=0, kinds=[], measures=[], words=[change, change])
    StoredPreview.objects.create(
        candidate=candidate, live=live, version=VERSION, document=msgspec.json.encode(preview).decode(), made_at=timezone.now()
    )
    found = groups(editor)
    assert list(found) == ["Sentences that edition 2030-01-01 would change 2"]
    text = found["Sentences that edition 2030-01-01 would change 2"].get_text()
    assert "2 of them dropped on some page" in text
    assert "dropped on 3 pages" in text
    client = Client()
    client.force_login(editor)
    report = reverse("editorial_report_candidate-sentences")
    assert "12 of 1,016 pages" in words_of(client.get(report))
    table = b"".join(client.get(report, {"export": "csv"}).streaming_content).decode()
    assert '"They earn $66,430.",\'=They earn,12,1016,3' in table
    client.force_login(steward)
    assert client.get(report).status_code == 302


def test_it_takes_no_more_queries_with_more_pages_that_have_notes(editor, django_assert_max_num_queries) -> None:
    client = Client()
    client.force_login(editor)
    client.get(reverse("wagtailadmin_home"))
    for page in OccupationPage.objects.all():
        page.local_notes = [("note", {"section": "wages", "position": "after", "text": "<p>x</p>", "by": "", "on": None})]
        page.save()
    client.get(reverse("wagtailadmin_home"))
    with django_assert_max_num_queries(45):
        client.get(reverse("wagtailadmin_home"))


@pytest.mark.usefixtures("quiet")
def test_the_first_screen_draws_no_page_to_tell_whether_it_is_there(editor, monkeypatch) -> None:
    def fails(path: str) -> None:
        raise AssertionError(path)

    monkeypatch.setattr(links, "_is_there", fails)
    page = StandardPage.objects.order_by("pk")[0]
    page.body = [("text", '<p><a href="/families/never-drawn">x</a> <a href="/nowhere/">y</a></p>')]
    page.save_revision().publish()
    text = groups(editor)["Links that lead nowhere 1"].get_text()
    assert "The report looks at 1 more" in text
    assert "/nowhere/: There is no published page at this address." in text


def test_pages_that_lack_data_are_counted_once_they_are_known(editor, monkeypatch) -> None:
    cache.clear()
    monkeypatch.setattr(findings, "_LACKING", Kept())
    waiting = groups(editor)
    assert "Not counted yet for this edition." in waiting["Pages with missing data"].get_text()
    rows = findings.lacking_pages()
    assert f"Pages with missing data {len(rows)}" in groups(editor)
    monkeypatch.setattr(findings, "_LACKING", Kept())
    assert f"Pages with missing data {len(rows)}" in groups(editor), "another process of the same cache"


@pytest.mark.usefixtures("quiet")
def test_a_page_has_many_notes_from_the_sixth_that_is_published(editor) -> None:
    page = OccupationPage.objects.order_by("pk")[0]
    note = ("note", {"section": "wages", "position": "after", "text": "<p>x</p>", "by": "", "on": None})
    hiding = ("hidden", {"section": "job-outlook", "reason": "Wrong."})
    for notes, shown in (([note] * 5 + [hiding], []), ([note] * 6 + [hiding], ["Pages with more than 5 local notes 1"])):
        page.local_notes = notes
        page.save_revision().publish()
        assert list(groups(editor)) == shown
    assert "6 notes" in groups(editor)["Pages with more than 5 local notes 1"].get_text()


def test_the_guide_is_under_help_for_those_who_write_with_its_pictures(editor, steward) -> None:
    page = bs4.BeautifulSoup(client_of(editor).get(reverse("editorial_guide")).content, "html.parser")
    guide = page.select_one(".area-guide")
    assert len(guide.select("img[src^='data:image/png']")) == len(guide.select("img")) > 5
    assert all(image["alt"] for image in guide.select("img"))
    there = {element["id"] for element in page.select("[id]")}
    assert {link["href"][1:] for link in page.select(".area a[href^='#']")} <= there
    assert reverse("editorial_guide") in client_of(editor).get(reverse("wagtailadmin_home")).content.decode()
    assert client_of(steward).get(reverse("editorial_guide")).status_code == 302
