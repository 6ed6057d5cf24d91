"""Reports on what editors write: what each lists, for whom, and as tables that no spreadsheet program runs."""

import codecs
import csv
import io
import json
import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission, Page

from citations.selectors import live_edition
from gradient.models import UnitGroupPage
from occupations.models.pages import OccupationPage
from singulariki.editorial.models import Caveat, HomePage, Layout, StandardPage
from singulariki.editorial.registry import PAGE_KINDS
from singulariki.editorial.staff import links, reports
from singulariki.editorial.staff.links import broken_links, path_of
from singulariki.editorial.staff.reports import REPORTS, url_of
from tests.editorial.conftest import PASSWORD
from tests.editorial.forms import words_of

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]
SOUND = "27-4014.00"


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def table(client: Client, key: str, **asked: str) -> list[dict[str, str]]:
    answer = client.get(reverse(f"editorial_report_{key}"), {"export": "csv", **asked})
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    assert content.startswith(codecs.BOM_UTF8)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def note(text: str, section: str = "wages") -> dict:
    return {"type": "note", "value": {"section": section, "position": "after", "text": text, "by": "=Ed", "on": "2026-11-01"}}


def hiding(reason: str, section: str = "job-outlook") -> dict:
    return {"type": "hidden", "value": {"section": section, "reason": reason}}


def write(page: Page, *blocks: dict, user: User | None = None, publish: bool = True) -> Page:
    page.local_notes = json.dumps(list(blocks))
    revision = page.save_revision(user=user)
    if publish:
        revision.publish()
    page.refresh_from_db()
    return page


def sound() -> OccupationPage:
    return OccupationPage.objects.get(code=SOUND)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)
def test_a_report_is_for_those_who_write_and_stands_in_their_menu_alone(report, editor, moderator, steward) -> None:
    for person in (editor, moderator):
        assert enter(person).get(url_of(report)).status_code == 200
        assert enter(person).get(url_of(report) + "results/", {"q": "pay"}).status_code == 200
        assert url_of(report) in words_of(enter(person).get(reverse("wagtailadmin_home")))
    assert enter(steward).get(url_of(report)).status_code == 302
    assert url_of(report) not in words_of(enter(steward).get(reverse("wagtailadmin_home")))


def test_whoever_may_edit_some_pages_sees_those_alone(editor) -> None:
    group = Group.objects.create(name="Some")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.filter(codename="access_admin"))
    unit = UnitGroupPage.objects.order_by("pk")[0]
    permission = GroupPagePermission.objects.filter(group__name="Editors", permission__codename="change_page")[0].permission
    GroupPagePermission.objects.create(group=group, page=unit.get_parent(), permission=permission)
    some = User.objects.create_user("some", password=PASSWORD)
    some.groups.add(group)
    section = next(iter(PAGE_KINDS["unit-group"].sections))
    write(sound(), note("<p>One</p>"))
    write(unit, note("<p>Two</p>", section))
    assert {row["Note"] for row in table(enter(editor), "local-notes")} == {"One", "Two"}
    assert [row["Note"] for row in table(enter(some), "local-notes")] == ["Two"]
    assert {row["What"] for row in table(enter(some), "figures-in-prose")} <= {"Local note"}
    assert enter(some).get(reverse("editorial_report_caveats-by-age")).status_code == 302


def test_local_notes_say_what_readers_see_and_what_a_draft_would_change(editor) -> None:
    page = write(sound(), note("<p>Stays</p>"), note("<p>Goes</p>"))
    write(page, note("<p>Stays</p>"), note("<p>Comes</p>"), publish=False)
    never = OccupationPage.objects.exclude(pk=page.pk).order_by("pk")[0]
    never.unpublish()
    write(never, note("<p>Waits</p>"), publish=False)
    rows = table(enter(editor), "local-notes")
    assert {(row["Note"], row["State"]) for row in rows} == {
        ("Stays", "Published"),
        ("Goes", "Published, not in the draft"),
        ("Comes", "Draft"),
        ("Waits", "Draft"),
    }
    assert {row["Section"] for row in rows} == {"Wages & employment"}
    assert [row["Note"] for row in table(enter(editor), "local-notes", q="comes")] == ["Comes"]


def test_a_hidden_section_says_who_hid_it_and_since_when(editor, moderator) -> None:
    page = write(sound(), hiding("Wrong here."), user=moderator)
    page.unpublish()
    write(page, user=moderator)
    second = write(page, hiding("Wrong again."), user=editor).latest_revision
    write(page, hiding("Wrong again, in other words."), note("<p>x</p>"), user=moderator)
    (row,) = table(enter(editor), "hidden-sections")
    assert (row["Reason"], row["Hidden by"], row["State"]) == ("Wrong again, in other words.", "editors", "Published")
    assert row["Since"].startswith(f"{second.created_at:%Y-%m-%d %H:%M}")


def test_no_table_has_a_formula(editor) -> None:
    write(sound(), note('<p>=HYPERLINK("http://a.example")</p>'), hiding("@SUM(A1)"))
    Caveat.objects.filter(pk=Caveat.objects.order_by("pk")[0].pk).update(name="+cmd|calc")
    client = enter(editor)
    (row,) = table(client, "local-notes")
    assert (row["Note"], row["By"]) == ('\'=HYPERLINK("http://a.example")', "'=Ed")
    assert [row["Reason"] for row in table(client, "hidden-sections")] == ["'@SUM(A1)"]
    assert "'+cmd|calc" in {row["Caveat"] for row in table(client, "caveats-by-age")}
    answer = client.get(reverse("editorial_report_local-notes"), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert {cell.data_type for line in sheet.iter_rows(min_row=2) for cell in line} <= {"s", "n"}


def test_figures_in_prose_are_on_as_many_pages_as_print_them(editor) -> None:
    """Reckoned otherwise: by drawing every page."""
    layout = Layout.objects.get(kind="occupation")
    text = '<p>Words. Pay: <figure-token key="median-pay:short">x</figure-token>.</p>'
    layout.body = json.dumps(
        [{"type": "narrative", "value": {"placement": "opening", "text": text}}, *layout.body.get_prep_value()]
    )
    layout.save_revision().publish()
    write(sound(), note('<p>Here it is <figure-token key="median-pay">x</figure-token>.</p>'))
    rows = {row["Sentence"]: row for row in table(enter(editor), "figures-in-prose") if "Median annual pay" in row["Figures"]}
    subjects = PAGE_KINDS["occupation"].subjects(live_edition())
    paths = [page.address for page in OccupationPage.objects.filter(code__in=[key for key, _ in subjects])]
    printed = sum(bool(re.search(r"Pay:\s*<", Client().get(path).content.decode())) for path in paths)
    assert 0 < printed < len(paths)
    (mine,) = (row for row in rows.values() if row["Sentence"].startswith("Pay:"))
    assert (int(mine["Printed on pages"]), int(mine["Of pages"])) == (printed, len(paths))
    (local,) = (row for row in rows.values() if row["What"] == "Local note")
    assert (local["Where"], local["Printed on pages"], local["Of pages"]) == (sound().title, "1", "1")


def test_a_hidden_section_prints_none_of_its_words(editor) -> None:
    before = {(row["Part"], row["Sentence"]): row for row in table(enter(editor), "figures-in-prose", q="occupations")}
    write(sound(), hiding("Wrong.", "wages"))
    after = {(row["Part"], row["Sentence"]): row for row in table(enter(editor), "figures-in-prose", q="occupations")}
    fewer = {
        key for key, row in before.items() if key in after and int(after[key]["Printed on pages"]) < int(row["Printed on pages"])
    }
    assert {part for part, _ in fewer} <= {"Wages & employment"}


def test_pages_with_missing_data_name_the_sections_that_they_lack(editor) -> None:
    kind, rows = PAGE_KINDS["occupation"], table(enter(editor), "missing-data")
    assert rows
    counts = [int(row["How many"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    labels = {section.label: section for section in kind.sections.values()}
    for row in [row for row in rows if row["Kind"] == kind.label][:5]:
        profile = kind.profile(live_edition(), row["Code"])
        lacking = [name for name in labels if name in row["Sections without data"]]
        assert all(labels[name].context(profile) is None for name in lacking)


def link(address: str) -> str:
    return f'<p><a href="{address}">words</a></p>'


BROKEN = {
    "/nowhere/": "no published page",
    "/roles/role-99-9999-99": "404",
    "/tasks/99999999-nothing": "404",
    "/datasets/nothing/": "404",
    "/nowhere.php": "no such address",
    "https://singulariki.com/roles/role-99-9999-99?a=b#c": "404",
}
SOUND_LINKS = (
    *("/", "/roles/", "/roles", "/roles/role-27-4014-00", "/roles/role-27-4014-00#wages", "/roles/?overlap=high", "/gradient/"),
    *("/methodology", "/datasets/", "/datasets/onet/", "/editions/", "/newsroom/", "/search", "/corrections/feed.xml"),
    *("https://example.org/nowhere/", "mailto:a@b.example", "#here", "/old/", "{page-address}"),
)


def test_links_that_lead_nowhere_are_found_wherever_they_stand(editor, settings) -> None:
    settings.PUBLIC_SITE_URL = "https://singulariki.com"
    Redirect.objects.create(old_path="/old", redirect_link="/roles/", is_permanent=True)
    page = StandardPage.objects.order_by("pk")[0]
    page.body = json.dumps([{"type": "text", "value": "".join(map(link, (*BROKEN, *SOUND_LINKS)))}])
    page.save_revision().publish()
    rows = [row for row in table(enter(editor), "broken-links") if row["Where"] == page.title]
    assert {row["Address"] for row in rows} == set(BROKEN)
    for row in rows:
        assert BROKEN[row["Address"]] in row["Why"], row


def test_links_to_pages_that_are_gone_or_unpublished_are_found(editor) -> None:
    first, second = StandardPage.objects.order_by("pk")[:2]
    caveat = Caveat.objects.order_by("pk")[0]
    gone = 10**9
    targets = (("page", second.pk), ("page", gone), ("document", 7))
    to_things = "".join(f'<p><a linktype="{what}" id="{number}">a</a></p>' for what, number in targets)
    caveat.text = link("/documents/8/x.pdf") + link("/media/images/x.png") + to_things
    caveat.save_revision().publish()
    write(sound(), note(f'<p><a linktype="page" id="{first.pk}">a</a> <a linktype="page" id="{sound().pk}">b</a></p>'))
    whys = {row["Address"]: row["Why"] for row in table(enter(editor), "broken-links")}
    expected = {f"page {gone}": "The page is gone.", "document 7": "The document is gone."}
    assert whys == {**expected, "/documents/8/x.pdf": "The document is gone."}
    second.unpublish()
    sound().unpublish()
    whys = {row["Address"]: row["Why"] for row in table(enter(editor), "broken-links")}
    assert whys[f"page {second.pk}"] == f"The page “{second.title}” is not published."
    assert f"page {sound().pk}" not in whys


def test_entries_of_the_home_page_and_the_sites_words_are_looked_at_and_drafts_are_not(editor) -> None:
    page = HomePage.objects.get()
    page.body = json.dumps(
        [{"type": "entries", "value": {"heading": "", "entries": [{"title": "x", "text": "", "url": "/nowhere/"}]}}]
    )
    page.save_revision()
    assert table(enter(editor), "broken-links") == []
    page.latest_revision.publish()
    assert [row["Address"] for row in table(enter(editor), "broken-links")] == ["/nowhere/"]


def test_the_home_draws_few_pages_and_the_report_all_that_it_must(editor, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(links, "_is_there", lambda path: bool(asked.append(path)))
    monkeypatch.setattr(reports, "ASKED_BY_REPORT", 20)
    page = StandardPage.objects.order_by("pk")[0]
    page.body = json.dumps([{"type": "text", "value": "".join(link(f"/families/{n}-x") for n in range(30))}])
    page.save_revision().publish()
    assert (len(broken_links(3).links), broken_links(0).left, len(asked)) == (3, 27, 3)
    report = enter(editor).get(reverse("editorial_report_broken-links"))
    assert "7 addresses are still to be looked at" in words_of(report)
    assert len(asked) == 23
    assert len(table(enter(editor), "broken-links")) == len(asked) == 30
    assert (len(broken_links(0).links), len(asked)) == (30, 30)


def test_a_page_that_cannot_be_drawn_takes_no_screen_with_it(editor, monkeypatch) -> None:
    def fails(path: str) -> None:
        raise RuntimeError(path)

    monkeypatch.setattr(links, "answer", fails)
    page = StandardPage.objects.order_by("pk")[0]
    page.body = json.dumps([{"type": "text", "value": link("/families/unheard-of")}])
    page.save_revision().publish()
    assert enter(editor).get(reverse("wagtailadmin_home")).status_code == 200
    assert table(enter(editor), "broken-links") == []


@pytest.mark.parametrize("address", ["//evil.example", "mailto:x@y.example", "{token}/x", "#a", "http://other.example/roles/"])
def test_what_is_no_address_of_this_site_has_no_path(address: str) -> None:
    assert path_of(address) == ""


def test_caveats_by_age_can_be_narrowed(editor) -> None:
    first, second = Caveat.objects.order_by("pk")[:2]
    Caveat.objects.filter(pk=first.pk).update(review_by="2026-01-31", severity="warning")
    Caveat.objects.filter(pk=second.pk).update(review_by="2027-01-31")
    rows = table(enter(editor), "caveats-by-age", review_by="2026-12-31")
    assert [(row["Caveat"], row["Severity"], row["To be looked at by"]) for row in rows] == [
        (first.name, "Warning", "2026-01-31")
    ]
    layouts = set(first.placed_by)
    (row,) = (row for row in table(enter(editor), "caveats-by-age") if row["Caveat"] == first.name)
    assert set(filter(None, row["Placed by"].split("; "))) == layouts
