"""Every form that editors have on the loaded site can be saved, autosaved and previewed as it comes, and with a change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from gradient.models import GradientIndexPage, UnitGroupPage
from occupations.models.pages import OccupationPage, RolesPage
from singulariki.editorial.models import Caveat, HomePage, Layout, SiteWords, StandardPage
from singulariki.editorial.permissions import EDITORS, MODERATORS
from singulariki.editorial.registry import PAGE_KINDS
from tests.editorial.conftest import member
from tests.editorial.forms import address, content, problems, rendered_form, save_as_it_comes_and_changed, unnumbered
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.either_database
THINGS: dict[str, Callable[[], list[Model]]] = {
    **{kind: lambda kind=kind: [Layout.objects.get(kind=kind)] for kind in PAGE_KINDS},
    "caveats": lambda: list(Caveat.objects.all()),
    "home page": lambda: [HomePage.objects.get()],
    "standard pages": lambda: list(StandardPage.objects.all()),
    "parents of subjects": lambda: [RolesPage.objects.get(), GradientIndexPage.objects.get()],
    "subjects": lambda: [OccupationPage.objects.first(), UnitGroupPage.objects.first()],
}


def enter(group: str, name: str) -> Client:
    client = Client()
    client.force_login(member(group, name))
    return client


@pytest.mark.parametrize("things", THINGS.values(), ids=THINGS.keys())
def test_an_editor_saves_autosaves_and_previews_every_form(things, module_sample_edition):
    client = enter(EDITORS, "edith")
    for thing in things():
        save_as_it_comes_and_changed(client, thing)


def test_a_moderator_publishes_the_largest_layout_from_its_own_form(module_sample_edition):
    client = enter(MODERATORS, "mona")
    layout = max(Layout.objects.all(), key=lambda each: len(str(each.body.get_prep_value())))
    fields = rendered_form(client.get(address(layout, "edit")).content.decode(), is_open=True)
    assert len(fields) > 500
    before = content(layout)
    answer = client.post(address(layout, "edit"), {**fields, "body-0-value-heading": "Of our own", "action-publish": "1"})
    assert answer.status_code == 302, problems(answer)
    layout.refresh_from_db()
    after = unnumbered(layout.body.get_prep_value())
    assert after[0]["value"].pop("heading") == "Of our own"
    before["body"][0]["value"].pop("heading")
    assert after == before["body"]


def test_a_moderator_saves_the_words_of_the_site(db):
    client = enter(MODERATORS, "mona")
    edit = reverse("wagtailsettings:edit", args=["editorial", "sitewords", SiteWords.load().pk])

    def words() -> dict[str, Any]:
        row = SiteWords.objects.get()
        return {**unnumbered(model_to_dict(row)), "navigation": unnumbered(row.navigation.get_prep_value())}

    before = words()
    for change in ({}, {"site_name": "Another", "navigation-0-value-title": "Occupations"}):
        answer = client.post(edit, {**rendered_form(client.get(edit).content.decode()), **change})
        assert answer.status_code == 302, problems(answer)
        if not change:
            assert words() == before
    assert words()["site_name"] == "Another"
    assert words()["navigation"][0]["value"] == {"title": "Occupations", "url": "/roles/"}
    assert words()["navigation"][1:] == before["navigation"][1:]


def test_an_editor_adds_a_page_and_a_caveat_from_their_empty_forms(db):
    client = enter(EDITORS, "edith")
    add = reverse("wagtailadmin_pages:add", args=["editorial", "standardpage", HomePage.objects.get().pk])
    page = {**rendered_form(client.get(add).content.decode()), "title": "On method", "slug": "on-method"}
    assert client.post(reverse("wagtailadmin_pages:preview_on_add", args=add.split("/")[-4:-1]), page).json()["is_valid"]
    answer = client.post(add, page)
    assert answer.status_code == 302, problems(answer)
    assert not StandardPage.objects.get(slug="on-method").live

    add = reverse("wagtailsnippets_editorial_caveat:add")
    text = rich_text("<p>Read with care.</p>", features=["bold", "italic", "link"])
    caveat = {**rendered_form(client.get(add).content.decode()), "name": "New", "key": "new", "text": text}
    answer = client.post(add, caveat)
    assert answer.status_code == 302, problems(answer)
    assert "Read with care." in Caveat.objects.get(key="new").text
