"""A caveat with a scope stands wherever what it qualifies is shown, once on a page; where a layout places it, there."""

from html import unescape
from typing import Any

import bs4
import pytest
from django.test import Client, RequestFactory

from citations.measures import MEASURES
from citations.models import Edition
from singulariki.delivery.share import SHARE_CARDS
from singulariki.editorial.models import Caveat, Layout
from singulariki.editorial.scoped import scoped_caveats, short_of
from tests.editorial.forms import address, rendered_form, words_of

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]

SOUND, GROUP = "/roles/role-27-4014-00", "/gradient/3521-broadcasting-and-audio-visual-technicians.html"
SAID = "Medians hide the spread."


def caveat(scope: list[tuple[str, Any]], text: str = f"<p>{SAID} Half earn less.</p>", **more: Any) -> Caveat:
    made = Caveat(key=more.pop("key", "medians"), name="Medians", text=text, scope=scope, live=True, **more)
    made.save()
    made.save_revision().publish()
    return made


def read(path: str) -> str:
    answer = Client().get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def api(code: str = "27-4014.00") -> list[dict[str, Any]]:
    return Client().get(f"/api/v1/occupations/{code}/").json()["caveats"]


MEANING = "A wage that anybody is paid."


def test_what_a_figure_does_not_mean_is_said_by_editors_in_notes_methodology_and_api(module_sample_edition: Edition) -> None:
    own = MEASURES["wage-median"].does_not_mean
    before = read("/methodology")
    assert own in unescape(before)
    caveat([("measure", "wage-median")], f"<p>{MEANING}</p>", is_meaning=True)
    page, about = (bs4.BeautifulSoup(read(f"{SOUND}{query}"), "html.parser") for query in ("", "?notes=1"))
    notes = [note for note in about.select(".note") if note["id"] in {"note--wages-median", "note-wage-median"}]
    assert notes
    assert all(MEANING in note.get_text() and own not in note.get_text() for note in notes)
    assert MEANING not in page.select_one("main").get_text()
    others = [note for note in about.select(".note") if "median" not in note["id"] and "all-occupations" not in note["id"]]
    assert others
    assert not any(MEANING in note.get_text() for note in others)
    entry = bs4.BeautifulSoup(read("/methodology"), "html.parser").find(id="wage-median")
    assert MEANING in entry.get_text()
    assert own not in entry.get_text()
    # An edition that is named is explained by its own words.
    old = bs4.BeautifulSoup(read(f"/editions/{module_sample_edition.name}/methodology"), "html.parser").find(id="wage-median")
    assert own in old.get_text()
    assert MEANING in [one["text"] for one in api()]


def test_a_measure_is_said_not_to_mean_something_once_and_only_measures_are(client, moderator) -> None:
    client.force_login(moderator)
    first = caveat([("measure", "wage-median")], is_meaning=True)
    second = caveat([("measure", "wage-median")], key="second")
    third = caveat([("dataset", "onet")], key="third")
    for made, why in ((second, f"“{first.name}” says that of the same measure already"), (third, "Only a measure has something")):
        fields = rendered_form(client.get(address(made, "edit")).content.decode())
        answer = client.post(address(made, "edit"), {**fields, "is_meaning": "on"})
        assert answer.status_code == 200
        assert why in words_of(answer)


@pytest.mark.parametrize(("path", "measure"), [("occupations", "wage-median"), ("gradient", "mean-exposure")])
def test_the_apis_lists_carry_the_caveats_of_their_columns(path: str, measure: str) -> None:
    caveat([("measure", measure)], severity="warning")
    caveat([("measure", "no-column-of-these")], key="other")
    told = Client().get(f"/api/v1/{path}/?page_size=1").json()["caveats"]
    assert told[0]["short"] == SAID
    assert told[0]["measures"] == [measure]
    assert "other" not in {one["key"] for one in told}
    assert Client().get("/api/v1/tasks/?page_size=1").json()["caveats"] == []


def test_a_measures_caveat_stands_once_on_page_brief_api_chart_and_picture(module_sample_edition: Edition) -> None:
    caveat([("measure", "wage-median")], title="Medians", severity="warning")
    page = read(SOUND)
    assert page.count(SAID) == 1
    assert "caveat--warning" in page
    assert ">Warning</p>" in page
    assert SAID in read(f"{SOUND}/context.md")
    assert SAID not in read("/gradient/3521")
    assert SAID in read("/embed/role/27-4014-00/pay")
    assert SAID not in read("/embed/unit-group/3521/tasks")
    [told] = [one for one in api() if one["key"] == "medians"]
    assert told == {
        "key": "medians",
        "severity": "warning",
        "title": "Medians",
        "short": SAID,
        "text": f"{SAID} Half earn less.",
        "measures": ["wage-median"],
    }
    assert api()[0]["key"] == "medians", "the most severe first"
    request = RequestFactory().get("/")
    card = SHARE_CARDS["role"](request, module_sample_edition, "27-4014-00")
    assert card is not None
    # The picture has no pay on it, but the rank.
    assert SAID not in card.note
    caveat([("measure", "ai-overlap-percentile")], "<p>Ranks hide scores. They do.</p>", key="ranks", severity="warning")
    card = SHARE_CARDS["role"](RequestFactory().get("/"), module_sample_edition, "27-4014-00")
    assert card is not None
    assert card.note.startswith("Ranks hide scores.")


def test_it_stands_beside_the_section_that_prints_the_measure_first_and_below_the_title_where_only_the_head_does() -> None:
    caveat([("measure", "projection-openings")])
    page = read(SOUND)
    section = page[page.index('id="job-outlook"') :]
    assert SAID in section[: section.index("</section>")]
    layout = Layout.objects.get(kind="occupation")
    without = ("job-outlook", "wages", "report-kit")
    layout.body = [
        block
        for block in layout.body.get_prep_value()
        if block["value"].get("section") not in without and block["type"] != "report_kit"
    ]
    layout.save_revision().publish()
    page = read(SOUND)
    assert page.count(SAID) == 1
    assert page.index(SAID) < page.index('class="page__body"')


@pytest.mark.parametrize(
    ("scope", "on_roles", "on_groups"),
    [
        ([("dataset", "bls-oews")], True, True),
        ([("dataset", "bls-ep")], True, False),
        ([("section", "band-table")], False, True),
        ([("release", {"dataset": "bls-ep", "until": "2024-2034"})], True, False),
        ([("release", {"dataset": "bls-ep", "until": "2023-2033"})], False, False),
        ([("release", {"dataset": "onet", "until": "31.0"})], True, True),
        ([("release", {"dataset": "onet", "until": "9.0"})], False, False),
        ([("measure", "mean-exposure"), ("dataset", "bls-ep")], True, True),
        ([], False, False),
    ],
)
def test_every_kind_of_scope_is_kept(scope, on_roles: bool, on_groups: bool) -> None:
    caveat(scope)
    assert (SAID in read(SOUND), SAID in read(GROUP)) == (on_roles, on_groups)


def test_where_a_layout_places_it_it_stands_there_alone() -> None:
    made = caveat([("measure", "wage-median")])
    layout = Layout.objects.get(kind="occupation")
    layout.body = [*layout.body.get_prep_value(), {"type": "caveat", "value": {"caveat": made.pk, "position": "standing"}}]
    layout.save_revision().publish()
    page = read(SOUND)
    assert page.count(SAID) == 1
    assert page.index(SAID) < page.index('class="page__body"')


def test_a_change_and_an_end_are_seen_at_once_everywhere() -> None:
    made = caveat([("measure", "wage-median")])
    assert SAID in read(SOUND)
    made.text = "<p>Half earn more.</p>"
    made.save_revision().publish()
    for path in (SOUND, f"{SOUND}/context.md", "/embed/role/27-4014-00/pay"):
        assert "Half earn more." in read(path)
        assert SAID not in read(path)
    assert [one["text"] for one in api() if one["key"] == "medians"] == ["Half earn more."]
    made.refresh_from_db()
    made.unpublish()
    assert "Half earn more." not in read(SOUND)
    assert "medians" not in {one["key"] for one in api()}


def test_the_short_form_is_the_first_sentence_unless_it_is_written() -> None:
    assert short_of(Caveat(text="<p>In the U.S. <b>it</b> is so. And so on.</p>")) == "In the U.S. it is so."
    assert short_of(Caveat(text="<p>Long.</p>", short="Short.")) == "Short."
    assert short_of(Caveat(text="<p>One &amp; two</p><p>three. Four.</p>")) == "One & two three."
    assert short_of(Caveat(text="")) == ""
    assert all(one.short for one in scoped_caveats())


def test_what_the_first_site_says_of_its_caveats_scopes_is_so() -> None:
    """Each that has a scope stands on some page, and none twice."""
    pages = {path: read(path) for path in (SOUND, GROUP, "/gradient/", "/roles/role-11-3031-00")}
    for one in scoped_caveats():
        numbers = [page.count(str(one.shown.text)) for page in pages.values()]
        assert max(numbers) == 1, (one.key, numbers)


def test_the_form_refuses_a_release_that_there_cannot_be(client, moderator) -> None:
    client.force_login(moderator)
    made = caveat([("release", {"dataset": "bls-ep", "until": "2024-2034"})])
    fields = rendered_form(client.get(address(made, "edit")).content.decode())
    answer = client.post(address(made, "edit"), {**fields, "scope-0-value-until": "yesterday"})
    assert "“yesterday” is no release of" in words_of(answer)
    answer = client.post(address(made, "edit"), fields)
    assert answer.status_code == 302
    assert made.applies_to.endswith("up to 2024-2034")
