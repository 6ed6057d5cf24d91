"""What helps editors while they write: figures by example, how far a text reaches, pages to preview against, blocks that open on
demand, and what no layout may leave out."""

import json
from datetime import timedelta
from typing import Any

import bs4
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Page

from citations.models import Edition
from citations.selectors import live_edition
from singulariki.editorial.expressions import condition_of
from singulariki.editorial.models import Caveat, Layout, StandardPage
from singulariki.editorial.reach import finds_of, known_pages, reach_of
from singulariki.editorial.registry import PAGE_KINDS
from tests.editorial.forms import layout_form, problems, rendered_form, words_of
from tests.editorial.test_long_texts import seconds_of_work

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]
SOUND = "27-4014.00"


@pytest.fixture
def admin(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


def asked(client: Client, name: str, **parameters: str) -> Any:
    answer = client.get(reverse(f"editorial_{name}"), {"kind": "occupation", **parameters})
    assert answer.status_code == 200, answer.content
    return answer.json()


def edit_address(kind: str) -> str:
    return reverse("wagtailsnippets_editorial_layout:edit", args=[Layout.objects.get(kind=kind).pk])


def test_figures_are_listed_with_the_values_of_a_page(admin) -> None:
    listed = asked(admin, "tokens", kind="unit-group")
    assert listed["subject"] == {"key": "3521", "title": "Broadcasting and Audio-visual Technicians"}
    tokens = {token["key"]: token for group in listed["groups"] for token in group["tokens"]}
    assert tokens["title"]["sample"] == "Broadcasting and Audio-visual Technicians"
    assert tokens["mean-exposure"]["sample"].startswith("0.")
    other = asked(admin, "tokens", kind="unit-group", subject="3211 Medical Imaging")
    assert other["subject"]["key"] == "3211"
    assert admin.get(reverse("editorial_tokens"), {"kind": "nothing"}).status_code == 404
    assert admin.get(reverse("editorial_forms"), {"kind": "occupation", "key": "nothing"}).status_code == 404


def test_forms_and_tests_of_a_figure_are_offered_by_example(admin) -> None:
    pay = asked(admin, "forms", key="median-pay")
    assert pay["sample"] == "$66,430"
    assert {form["form"]: form["sample"] for form in pay["forms"]}["short"] == "$66k"
    assert {"is known", "is top-coded", "is above"} <= {test["test"] for test in pay["tests"]}
    level = asked(admin, "forms", key="overlap-level")
    assert [test["test"] for test in level["tests"]] == ["is known", "is not known", "is low", "is moderate", "is high"]
    assert asked(admin, "forms", key="change")["has_direction"] is True
    assert asked(admin, "forms", key="task-count")["is_count"] is True


@pytest.mark.parametrize(
    ("source", "label", "sample"),
    [
        ("median-pay:short", "Median annual pay (short)", "$66k"),
        ("if median-pay is known", "Only if Median annual pay is known:", "so here"),
        ("if median-pay is above 100,000", "Only if Median annual pay is above 100000:", "not so here"),
        ("otherwise", "Otherwise:", ""),
        ("nothing", "{nothing}: unknown", ""),
    ],
)
def test_a_chip_reads_as_its_page_does(source: str, label: str, sample: str, admin) -> None:
    assert asked(admin, "expression", source=source) == {"label": label, "sample": sample}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sound eng", SOUND),
        ("27-4014", SOUND),
        ("http://testserver/roles/role-27-4014-00", SOUND),
        ("/roles/role-27-4014-00/", SOUND),
        ("/roles/role-27-4014-00/context.md", SOUND),
        ("/roles/role-27-4014-01/", ""),
        ("no such words", ""),
    ],
)
def test_pages_are_found_by_title_code_and_address(words: str, found: str, admin) -> None:
    assert [page["key"] for page in asked(admin, "pages", q=words)["pages"]] == [found] * bool(found)


def test_pages_worth_a_look_are_offered_and_are_what_they_are_offered_as(module_sample_edition) -> None:
    kind = PAGE_KINDS["occupation"]
    found = {find.key: page for find, page in finds_of(known_pages(kind, module_sample_edition))}
    pay = kind.profile(module_sample_edition, found["missing-pay"].key).document.wages  # type: ignore[union-attr,attr-defined]
    assert pay is None or pay.median.is_missing
    titles = [title for _, title in kind.subjects(module_sample_edition)]
    assert len(found["longest"].title) == max(map(len, titles))
    assert any(getattr(value, "group", None) for value in found["shared-figures"].values.values())


def independently_without_pay(edition: Edition) -> set[str]:
    """Keys of occupations whose stored document has no number for annual median pay."""
    rows = edition.profiles.filter(kind="occupation").values_list("key", "document")
    documents = [(key, json.loads(document) if isinstance(document, str | bytes) else document) for key, document in rows]
    return {key for key, document in documents if ((document.get("wages") or {}).get("median") or {}).get("v") is None}


def test_a_text_says_on_how_many_pages_it_is_printed(module_sample_edition) -> None:
    kind = PAGE_KINDS["occupation"]
    known = known_pages(kind, module_sample_edition)
    without = independently_without_pay(module_sample_edition)
    assert 0 < len(without) < len(known.pages)
    found = reach_of(known, "<p>{title} earn {median-pay:short}. That is so. {otherwise}No pay is known.</p>", is_rich=True)
    assert found.pages == found.of_pages == len(known.pages)
    numbers = [sentence.pages for sentence in found.sentences]
    assert numbers == [len(known.pages) - len(without), len(known.pages), 0], "“otherwise” belongs to the sentence before it"
    assert found.examples[0].words == "Sound Engineering Technicians earn $66k. That is so."
    assert found.without is not None
    assert found.without.words == "That is so."
    [orphan] = found.orphans
    assert (orphan.words, orphan.pages) == ("That is so.", len(without))

    mended = reach_of(known, "<p>{title} earn {median-pay}. {otherwise}No pay is known. That is so.</p>", is_rich=True)
    assert [sentence.pages for sentence in mended.sentences] == [len(known.pages) - len(without), len(without), len(known.pages)]
    assert mended.orphans == []

    condition = condition_of("median-pay", "is not known")
    assert reach_of(known, "No pay.", is_rich=False, only_if=condition).pages == len(without)
    assert reach_of(known, "Pay.", is_rich=False, only_if=condition, otherwise=True).pages == len(known.pages) - len(without)


def test_the_admin_answers_with_the_reach_of_what_is_typed(admin) -> None:
    address = f"{reverse('editorial_reach')}?kind=occupation"
    answer = admin.post(address, {"text": "{title} earn {median-pay}."}).json()
    assert 0 < answer["pages"] < answer["of_pages"]
    assert admin.post(address, {"text": "{broken", "rich": "1"}).json() == {"pages": None}
    assert admin.post(address, {"text": "x" * 300_000, "rich": "1"}).json() == {"pages": None}
    assert admin.post(address, {"text": ""}).json()["sentences"] == []
    assert admin.get(address).status_code == 405
    assert Client().post(address, {"text": "x"}).status_code == 302


def test_a_section_says_on_how_many_pages_it_has_data(admin, module_sample_edition) -> None:
    paths = [row["path"] for row in Client().get("/api/v1/occupations/?page_size=100").json()["results"]]
    pages = {path: bs4.BeautifulSoup(Client().get(path).content, "html.parser") for path in paths}
    for section in ("observed-use", "work-context"):
        without = {path for path, page in pages.items() if page.select_one(f"#{section}.section--absent")}
        told = asked(admin, "section", section=section)
        assert (told["pages"], told["of_pages"]) == (len(paths) - len(without), len(paths))
        assert {page["path"] for page in told["without"]} <= without
        assert without, section
    assert asked(admin, "section", section="sources") == {"pages": None}
    assert admin.get(reverse("editorial_section"), {"kind": "occupation", "section": "nonsense"}).status_code == 404


@pytest.mark.parametrize("state", ["locked", "in moderation"])
@pytest.mark.parametrize("view", ["delete", "unpublish"])
def test_what_is_locked_or_in_moderation_is_neither_deleted_nor_unpublished(
    view: str, state: str, admin, editor, administrator
) -> None:
    caveat = Caveat.objects.create(key="alone", name="Alone", text="<p>Alone.</p>", live=True)
    home = Page.objects.get(slug="home", depth=2).specific
    page = home.add_child(instance=StandardPage(title="A page", slug="a-page", live=True))
    for thing in (caveat, page):
        if state == "locked":
            thing.locked, thing.locked_by = True, administrator
            thing.save()
        else:
            thing.save_revision(user=editor)
            thing.get_workflow().start(thing, editor)
    addresses = (
        reverse(f"wagtailsnippets_editorial_caveat:{view}", args=[caveat.pk]),
        reverse(f"wagtailadmin_pages:{view}", args=[page.pk]),
    )
    for address in addresses:
        words = words_of(admin.post(address, follow=True))
        if (view, state, address) != ("unpublish", "locked", addresses[1]):  # Wagtail itself lets nobody unpublish such a page
            assert f"Nothing was {view}{'d' if view == 'delete' else 'ed'}." in words
            assert ("is locked by" if state == "locked" else "is in moderation. Approve it") in words
    assert Caveat.objects.get(pk=caveat.pk).live
    assert StandardPage.objects.get(pk=page.pk).live


def test_the_list_of_layouts_is_searched_and_says_what_waits(admin, editor) -> None:
    layout = Layout.objects.get(kind="occupation")
    layout.save_revision(user=editor)
    listing = reverse("wagtailsnippets_editorial_layout:list")
    listed = words_of(admin.get(listing, {"q": "U.S. occup"}))
    assert "a draft that is not published" in listed
    assert "International unit groups" not in listed
    layout.get_workflow().start(layout, editor)
    assert "in moderation: " in words_of(admin.get(listing, {"q": "occupation"}))


def test_unpublishing_a_layout_says_what_readers_will_see(admin) -> None:
    layout = Layout.objects.get(kind="occupation")
    words = " ".join(admin.get(reverse("wagtailsnippets_editorial_layout:unpublish", args=[layout.pk])).content.decode().split())
    pages = len(PAGE_KINDS["occupation"].subjects(live_edition()))  # type: ignore[arg-type]
    assert f"Readers keep all {pages} pages of “U.S. occupations”." in words
    assert "Are you sure" in words


def test_a_link_to_an_unpublished_page_is_plain_words_on_pages_and_in_briefs(admin) -> None:
    home = Page.objects.get(slug="home", depth=2).specific
    page = home.add_child(instance=StandardPage(title="On method", slug="on-method", live=True))
    layout = Layout.objects.get(kind="occupation")
    link = f'<p>Read <a linktype="page" id="{page.pk}">on method</a>.</p>'
    body = [*layout.body.get_prep_value(), {"type": "narrative", "value": {"heading": "", "placement": "section", "text": link}}]
    layout.body = body
    layout.save_revision().publish()
    for address, linked in (
        ("/roles/role-27-4014-00", 'href="/on-method/"'),
        ("/roles/role-27-4014-00/context.md", "/on-method/"),
    ):
        assert linked in Client().get(address).content.decode()
    page.unpublish()
    for address in ("/roles/role-27-4014-00", "/roles/role-27-4014-00/context.md"):
        words = Client().get(address).content.decode()
        assert "on method" in words
        assert "/on-method/" not in words


def test_what_has_expired_can_be_saved_as_a_draft_and_not_published(admin) -> None:
    caveat = Caveat.objects.create(
        key="late", name="Late", text="<p>Late.</p>", expire_at=now() - timedelta(days=2), expired=True, live=False
    )
    caveat.save_revision()
    edit = reverse("wagtailsnippets_editorial_caveat:edit", args=[caveat.pk])
    fields = {**rendered_form(admin.get(edit).content.decode()), "name": "Later"}
    answer = admin.post(edit, fields)
    assert answer.status_code == 302, problems(answer)
    caveat.refresh_from_db()
    assert caveat.get_latest_revision_as_object().name == "Later"
    answer = admin.post(edit, {**fields, "action-publish": "1"})
    assert "must be in the future" in words_of(answer)


def test_comparing_versions_marks_words_formats_links_and_figures_by_their_names(admin) -> None:
    layout = Layout.objects.get(kind="occupation")
    before = layout.save_revision()
    body = layout.body.get_prep_value()
    token = '<figure-token key="{}">{}</figure-token>'
    old = f'<p>They <b>earn</b> {token.format("median-pay", "Median annual pay")}, as <a href="/roles/">roles</a> do.</p>'
    new = (
        f'<p>They earn {token.format("median-pay:short", "Median annual pay (short)")}, as <a href="/gradient/">roles</a> do.</p>'
    )
    narrative = {"type": "narrative", "id": "one", "value": {"heading": "", "placement": "section", "text": old}}
    layout.body = [*body, narrative]
    before = layout.save_revision()
    changed = [
        {**block, "value": {**block["value"], "wording": [{"key": "introduction", "text": "Other words."}]}}
        if block["value"].get("section") == "job-outlook"
        else block
        for block in body
    ]
    layout.body = [*changed, {**narrative, "value": {**narrative["value"], "text": new, "placement": "opening"}}]
    after = layout.save_revision()
    view = reverse("wagtailsnippets_editorial_layout:revisions_compare", args=[layout.pk, before.pk, after.pk])
    html = " ".join(admin.get(view).content.decode().split())
    assert '<span class="deletion">**</span>earn<span class="deletion">**</span>' in html
    assert "](/<span" in html
    assert '<span class="deletion">roles</span><span class="addition">gradient</span>' in html
    assert '[Median annual pay<span class="addition"> (short)</span>]' in html
    assert "Job outlook" in html
    assert "job-outlook" not in html
    assert "Introduction" in html
    assert '<span class="deletion">Among the sections</span>' in html or "Opening paragraph, below the title" in html


def test_a_caveat_that_is_not_published_does_not_stand_for_one_that_every_page_needs(admin) -> None:
    draft = Caveat.objects.create(key="draft", name="Draft", text="<p>Not yet.</p>", live=False)
    layout = Layout.objects.get(kind="occupation")
    body = [
        {**block, "value": {**block["value"], "caveat": draft.pk}} if block["type"] == "caveat" else block
        for block in layout.body.get_prep_value()
    ]
    answer = admin.post(edit_address("occupation"), layout_form(layout, body, **{"action-publish": "1"}))
    assert "These pages need a caveat across the page, published and without a condition" in words_of(answer)


def test_sentences_that_may_contradict_each_other_are_named(module_sample_edition) -> None:
    known = known_pages(PAGE_KINDS["occupation"], module_sample_edition)
    text = "{if change is below zero}It falls. {if change is above zero}It rises. {otherwise}It stays."
    [clash] = reach_of(known, text, is_rich=False).clashes
    assert clash.example.words == "It falls. It stays."
    mended = text.replace("{if change is above", "{otherwise}{if change is above")
    assert reach_of(known, mended, is_rich=False).clashes == []


def test_only_those_who_write_are_answered(client, steward) -> None:
    client.force_login(steward)
    assert client.get(reverse("editorial_tokens"), {"kind": "occupation"}).status_code in (302, 403)
    assert client.post(f"{reverse('editorial_reach')}?kind=occupation", {"text": "x"}).status_code in (302, 403)


def test_a_long_text_is_answered_in_good_time(admin, module_sample_edition) -> None:
    known = known_pages(PAGE_KINDS["occupation"], module_sample_edition)
    long = "{if median-pay is zero}x. {otherwise}y. " * 400
    with seconds_of_work(3):
        assert reach_of(known, long, is_rich=False).of_pages == len(known.pages)
