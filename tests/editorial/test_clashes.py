"""What editors write does not clash with what others have published or drafted; what leaves the admin as a table runs nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowContentType
from wagtail.test.utils.form_data import rich_text

from singulariki.editorial.blocks.sections import NARRATIVE_FEATURES
from singulariki.editorial.models import ArticlePage, Caveat, Correction, DataPageText, StandardPage, Term
from tests.editorial.forms import address, problems, rendered_form, words_of

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]
SOUND = "/roles/role-27-4014-00"


@pytest.fixture
def mona(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


def change(client: Client, thing: Any, **fields: str) -> Any:
    edit = address(thing, "edit")
    return client.post(edit, {**rendered_form(client.get(edit).content.decode()), **fields})


def test_a_draft_that_is_called_like_another_draft_is_refused(mona) -> None:
    first, second = (Term.objects.create(name=name, meaning="x", live=True) for name in ("first word", "second word"))
    assert change(mona, first, name="one name").status_code == 302
    assert "is a spelling of “one name” already" in words_of(change(mona, second, name="One name"))
    texts = [DataPageText.objects.create(page=page, above="<p>x</p>", live=True) for page in ("datasets", "editions")]
    assert change(mona, texts[0], page="dataset:onet").status_code == 302
    assert "There is a text on this page, or a draft of one" in words_of(change(mona, texts[1], page="dataset:onet"))


def caveat(key: str, **more: Any) -> Caveat:
    made = Caveat(key=key, name=key, text="<p>It says less.</p>", live=True, **more)
    made.save()
    made.save_revision().publish()
    return made


def test_a_caveat_clashes_with_no_draft_and_holds_no_figures(mona) -> None:
    first, second = (caveat(key, scope=[("measure", "wage-median")]) for key in ("first", "second"))
    assert change(mona, first, is_meaning="on", key="other").status_code == 302
    refused = words_of(change(mona, second, is_meaning="on", key="other"))
    assert "says that of the same measure already" in refused
    assert "Another caveat has this key, or a draft of it" in refused
    for field in ("short", "text"):
        typed = "Half earn {median-pay}."
        said = rich_text(f"<p>{typed}</p>", features=["bold", "italic", "link"]) if field == "text" else typed
        assert "cannot hold figures of one" in words_of(change(mona, second, **{field: said}))
    assert change(mona, second, key="", name="A name of its own").status_code == 302
    second.refresh_from_db()
    assert second.get_latest_revision_as_object().key == "a-name-of-its-own"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (SOUND, SOUND),
        ("/roles/role-27-4014", SOUND),
        ("http://localhost:8000/roles/27-4014.00?x=1#wages", SOUND),
        ("/newsroom", "/newsroom/"),
        ("/roles/role-99-9999-00", ""),
        ("/no-such-page/", ""),
        ("https://example.org/roles/", ""),
    ],
)
def test_a_correction_names_a_page_that_is_there_by_its_own_address(mona, typed: str, kept: str) -> None:
    fields = {"path": typed, "measure": "", "what": "A word", "was": "a", "is_now": "b", "reason": "c", "supersedes": ""}
    answer = mona.post(reverse("wagtailsnippets_editorial_correction:add"), fields)
    assert answer.status_code == (302 if kept else 200), problems(answer)
    if kept:
        assert Correction.objects.get().path == kept
    else:
        assert "address" in words_of(answer)


def test_a_number_is_not_asked_what_word_it_is(mona) -> None:
    form = reverse("editorial_new_bulk_note", args=["occupation"])
    text = rich_text("<p>A note.</p>", features=NARRATIVE_FEATURES)
    fields = {**rendered_fields(mona, form), "only_if": "median-pay is knwon", "section": "wages", "text": text, "look": "1"}
    assert "is a number. Ask whether it is known" in words_of(mona.post(form, fields))


def rendered_fields(client: Client, form: str) -> dict[str, str]:
    initial = client.get(form).context["form"]
    return {name: str(initial[name].value() or "") for name in initial.fields}


def test_an_article_and_a_word_can_be_put_back_as_they_were_published(mona) -> None:
    article = ArticlePage(title="Old", slug="old", standfirst="x", authors="x")
    StandardPage.objects.get(slug="newsroom").add_child(instance=article)
    word = Term.objects.create(name="old word", meaning="Old.", live=True)
    for thing, fields in ((article, {"title": "New", "slug": "new"}), (word, {"meaning": "New."})):
        for more in ({}, fields):
            assert change(mona, thing, **more, **{"action-publish": "1"}).status_code == 302
        undo = reverse("editorial_undo", args=[thing._meta.model_name, thing.pk])
        page = mona.get(undo)
        assert page.status_code == 200
        versions = {name: page.context[name].revision.pk for name in ("now", "former")}
        assert mona.post(undo, versions).status_code == 302
        thing.refresh_from_db()
    assert (article.title, article.slug) == ("Old", "new")
    assert word.meaning == "Old."


@pytest.mark.parametrize("report", ["wagtailadmin_reports:site_history", "editorial_report_local-notes"])
def test_no_table_of_the_admin_runs_anything(mona, administrator, report: str) -> None:
    bad = '=HYPERLINK("http://evil.example","x")'
    article = ArticlePage(title="Fine", slug="fine", standfirst="x", authors="x")
    StandardPage.objects.get(slug="newsroom").add_child(instance=article)
    assert change(mona, article, title=bad).status_code == 302
    client = Client()
    client.force_login(administrator)
    table = b"".join(client.get(reverse(report), {"export": "csv"})).decode()
    assert not [cell for line in table.splitlines() for cell in line.split(",") if cell.lstrip('"').startswith("=")]


def test_all_that_editors_write_goes_through_moderation(db) -> None:
    held = set(WorkflowContentType.objects.values_list("content_type__model", flat=True))
    assert {"layout", "caveat", "correction", "term", "datapagetext"} <= held
