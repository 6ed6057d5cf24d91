"""Pages whose public page is drawn from the edition: the admin does not offer for them what would not reach readers."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Page, PageViewRestriction

from citations.selectors import live_edition
from gradient.models import GradientIndexPage, UnitGroupPage
from occupations.models.pages import OccupationPage, RolesPage
from singulariki.editorial.models import HomePage, StandardPage
from singulariki.editorial.permissions import ADMINISTRATORS, MODERATORS
from tests.editorial.conftest import member
from tests.editorial.forms import rendered_form

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]
KINDS = (RolesPage, OccupationPage, GradientIndexPage, UnitGroupPage)


@pytest.fixture(params=[MODERATORS, ADMINISTRATORS, "superuser"])
def admin(request, client: Client) -> Client:
    user = member(MODERATORS if request.param == "superuser" else request.param, "mona")
    user.is_superuser = request.param == "superuser"
    user.save()
    client.force_login(user)
    return client


def act(client: Client, view: str, page: Page, data: dict | None = None) -> str:
    address = reverse(f"wagtailadmin_pages:{view}", args=[page.pk])
    return client.post(address, data or {}, follow=True).content.decode()


def act_on_many(client: Client, action: str, pages: list, **data: str) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    confirm = {"wagtail_site_name": "Singulariki", "confirm_site_name": "Singulariki", **data}
    return client.post(f"{address}?{chosen}", confirm, follow=True).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_they_have_no_privacy_and_the_form_and_the_view_say_so(admin, kind):
    page = kind.objects.first()
    sentence = "Pages drawn from the edition are public; their local notes can be unpublished."
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    assert sentence in admin.get(address).json()["html"]
    assert sentence in admin.post(address, {"restriction_type": "login"}).json()["html"]
    assert not PageViewRestriction.objects.exists()
    edit = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert address not in edit
    assert "Public: drawn from the edition." in edit
    about = StandardPage.objects.get(slug="about")
    assert (
        reverse("wagtailadmin_pages:set_privacy", args=[about.pk])
        in admin.get(reverse("wagtailadmin_pages:edit", args=[about.pk])).content.decode()
    )


@pytest.mark.parametrize("kind", KINDS)
def test_they_are_neither_deleted_nor_copied(admin, kind):
    page = kind.objects.first()
    before = Page.objects.count()
    confirm = {"wagtail_site_name": "Singulariki", "confirm_site_name": "Singulariki"}
    confirmation = admin.get(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True).content.decode()
    if page.is_leaf():  # others a moderator may not delete anyway
        assert "cannot be deleted: it is drawn from the edition" in confirmation
    act(admin, "delete", page, confirm)
    act_on_many(admin, "delete", [page])
    home = HomePage.objects.get()
    act(admin, "delete", home, confirm)
    act_on_many(admin, "delete", [home])
    copied = {"new_title": "Again", "new_slug": "again", "new_parent_page": page.get_parent().pk, "copy_subpages": "on"}
    assert "cannot be copied: it is drawn from the edition" in act(admin, "copy", page, copied)
    assert Page.objects.count() == before


def test_above_them_nothing_is_deleted_either_and_the_sentence_says_why(client, administrator):
    client.force_login(administrator)
    roles, home = RolesPage.objects.get(), HomePage.objects.get()
    confirm = {"wagtail_site_name": "Singulariki", "confirm_site_name": "Singulariki"}
    assert escape("“Roles” cannot be deleted: it is drawn from the edition") in act(client, "delete", roles, confirm)
    assert "it is, or lies above, the first page of a site" in act(client, "delete", home, confirm)
    assert "Nothing was deleted." in act_on_many(client, "delete", [StandardPage.objects.get(slug="about"), roles])
    assert StandardPage.objects.filter(slug="about").exists()


def test_unpublishing_says_what_happens_and_takes_one_page(client, moderator):
    client.force_login(moderator)
    page = OccupationPage.objects.first()
    sentence = "Readers keep seeing the page; its local notes are taken off."
    assert sentence in client.get(reverse("wagtailadmin_pages:unpublish", args=[page.pk])).content.decode()
    about = StandardPage.objects.get(slug="about")
    assert sentence not in client.get(reverse("wagtailadmin_pages:unpublish", args=[about.pk])).content.decode()
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    confirmation = client.get(f"{many}?id={page.pk}&id={about.pk}&id={OccupationPage.objects.last().pk}").content.decode()
    assert f"2 drawn from the edition: {sentence} Sections that it hides show again" in confirmation
    assert "drawn from the edition" not in client.get(f"{many}?id={about.pk}").content.decode()
    act(client, "unpublish", page)
    page.refresh_from_db()
    assert not page.live
    assert Client().get(page.address).status_code == 200


@pytest.fixture
def retired() -> OccupationPage:
    """The page of a code that the live edition has not."""
    page = OccupationPage(title="Once There", code="99-9999.00", slug="once", address="/roles/role-99-9999-00")
    return RolesPage.objects.get().add_child(instance=page)


def test_of_what_the_edition_has_no_more_every_screen_says_so(client, administrator, retired):
    client.force_login(administrator)
    edition = live_edition().name
    lacks = f"the live edition, {edition}, does not have it"
    for view in ("unpublish", "delete"):
        words = client.get(reverse(f"wagtailadmin_pages:{view}", args=[retired.pk]), follow=True).content.decode()
        assert lacks in words, view
        assert "Readers keep seeing" not in words
        many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", view])
        assert lacks in client.get(f"{many}?id={retired.pk}", follow=True).content.decode()
    assert lacks in act(client, "delete", retired, {"wagtail_site_name": "Singulariki"})
    act(client, "unpublish", retired)
    retired.refresh_from_db()
    assert not retired.live
    assert Client().get(retired.address).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_they_are_not_moved_and_every_screen_says_why(admin, kind):
    page = kind.objects.first()
    before = list(Page.objects.order_by("pk").values_list("pk", "path", "url_path"))
    parent = page.get_parent()
    moved = {"chooser": parent.pk, "move_applicable": "on"}
    many = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'move'])}?id={page.pk}"
    one = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk])
    answers = (
        admin.get(one, follow=True),
        admin.post(one, follow=True),
        admin.get(many),
        admin.post(many, moved, follow=True),
    )
    for answer in answers:
        assert "cannot be moved: its address comes from the edition" in answer.content.decode()
    assert list(Page.objects.order_by("pk").values_list("pk", "path", "url_path")) == before


def test_the_screen_that_deletes_many_says_beforehand_what_cannot_be(client, administrator):
    client.force_login(administrator)
    page, about = UnitGroupPage.objects.first(), StandardPage.objects.get(slug="about")
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    sentence = "While it is among them, none of these pages is deleted."
    assert sentence in client.get(f"{many}?id={page.pk}&id={about.pk}").content.decode()
    assert sentence not in client.get(f"{many}?id={about.pk}").content.decode()


def test_all_below_an_index_are_not_unpublished_with_it(client, administrator):
    client.force_login(administrator)
    live = Page.objects.live().count()
    for page in (RolesPage.objects.get(), GradientIndexPage.objects.get(), HomePage.objects.get()):
        words = act(client, "unpublish", page, {"include_descendants": "on"})
        assert ("cannot be unpublished: it is the first" if page.slug == "home" else "cannot be unpublished with it") in words
        assert "Nothing was unpublished." in act_on_many(client, "unpublish", [page], include_descendants="on")
    assert Page.objects.live().count() == live
    confirmation = client.get(reverse("wagtailadmin_pages:unpublish", args=[RolesPage.objects.get().pk])).content.decode()
    assert "include_descendants" not in confirmation


def test_very_many_are_not_unpublished_in_one_request(client, moderator, monkeypatch):
    monkeypatch.setattr("singulariki.editorial.page_rules.MOST_UNPUBLISHED", 2)
    client.force_login(moderator)
    pages = list(OccupationPage.objects.all()[:3])
    assert "At most 2 pages drawn from the edition" in act_on_many(client, "unpublish", pages)
    assert all(OccupationPage.objects.get(pk=page.pk).live for page in pages)
    act_on_many(client, "unpublish", pages[:2])
    assert [OccupationPage.objects.get(pk=page.pk).live for page in pages] == [False, False, True]


@pytest.mark.parametrize("kind", [OccupationPage, UnitGroupPage])
def test_their_title_is_shown_but_not_offered_for_change(client, editor, kind):
    client.force_login(editor)
    page = kind.objects.first()
    words = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    fields = rendered_form(words)
    assert "title" not in fields
    assert "data-w-sync-target-value" not in words  # it would ask for a field that is not there
    assert escape(page.title) in words
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**fields, "title": "Another"})
    assert page.get_latest_revision_as_object().title == page.title


def test_a_private_page_of_prose_is_private_everywhere(client):
    page = StandardPage.objects.get(slug="newsroom")
    assert "/newsroom/" in client.get("/sitemap.xml").content.decode()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get("/newsroom/").status_code == 302
    assert "/newsroom/" not in client.get("/sitemap.xml").content.decode()
    assert "/newsroom/" not in client.get("/search", {"q": "newsroom"}, follow=True).content.decode().split("<main", 1)[1]
    assert "/newsroom/" not in client.get("/api/v1/search", {"q": "newsroom"}, follow=True).content.decode()
    PageViewRestriction.objects.all().delete()
    assert "/newsroom/" in client.get("/sitemap.xml").content.decode()
