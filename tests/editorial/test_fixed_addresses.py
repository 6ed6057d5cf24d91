"""No page takes an address that the site answers itself, whichever way it comes to its slug or place."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import Page, Site

from gradient.models import GradientIndexPage
from occupations.models.pages import RolesPage
from singulariki.editorial.models import HomePage, StandardPage
from singulariki.editorial.page_rules import is_fixed
from singulariki.editorial.subject_pages import ensure_parent
from tests.editorial.forms import rendered_form

FIXED = (
    *("admin", "api", "datasets", "editions", "methodology", "search", "embed", "share", "style", "static", "media"),
    *("roles", "quadrant", "compare", "gradient", "Gradient", "tasks", "elements", "industries", "technology", "study"),
    *("families", "clusters", "SEARCH"),
)


@pytest.fixture
def home(db) -> HomePage:
    return HomePage.objects.get()


@pytest.fixture
def admin(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


def below_about(slug: str) -> StandardPage:
    about = StandardPage.objects.get(slug="about")
    return about.add_child(instance=StandardPage(title="Of the same name", slug=slug))


@pytest.mark.parametrize("slug", FIXED)
def test_a_new_page_is_refused_a_fixed_address(admin, home, slug):
    add = reverse("wagtailadmin_pages:add", args=["editorial", "standardpage", home.pk])
    fields = {**rendered_form(admin.get(add).content.decode()), "title": "Ours", "slug": slug}
    answer = admin.post(add, fields)
    assert answer.status_code == 200
    assert "address that this site answers itself" in str(answer.context["form"].errors["slug"])
    assert not Page.objects.filter(slug=slug, content_type__model="standardpage").exists()


def test_a_page_cannot_be_renamed_to_a_fixed_address_nor_published_or_saved_there(admin, home):
    page = StandardPage.objects.get(slug="newsroom")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = {**rendered_form(admin.get(edit).content.decode()), "slug": "datasets", "action-publish": "1"}
    answer = admin.post(edit, fields)
    assert answer.status_code == 200
    assert "address that this site answers itself" in str(answer.context["form"].errors["slug"])
    page.slug = "datasets"
    with pytest.raises(ValidationError):
        page.save()


def test_a_copy_cannot_take_a_fixed_address(admin, home):
    page = StandardPage.objects.get(slug="newsroom")
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    fields = {"new_title": "Tasks", "new_slug": "tasks", "new_parent_page": home.pk}
    answer = admin.post(copy, fields)
    assert answer.status_code == 200
    assert "address that this site answers itself" in str(answer.context["form"].errors["new_slug"])
    assert not Page.objects.filter(slug="tasks").exists()


def test_a_page_cannot_be_moved_to_a_fixed_address_alone_or_with_others(admin, home):
    page = below_about("search")
    reason = "“search” is the beginning of an address that this site answers itself (/search)"
    one = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk])
    for answer in (admin.get(one, follow=True), admin.post(one, follow=True)):
        assert reason in answer.content.decode()
        assert "already in use" not in answer.content.decode()
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    words = admin.post(f"{many}?id={page.pk}", {"chooser": home.pk, "move_applicable": "on"}, follow=True).content.decode()
    assert reason in words
    assert "duplicate slug" not in words
    with pytest.raises(ValidationError):
        page.move(home, pos="last-child")
    page.refresh_from_db()
    assert page.get_parent().slug == "about"


def test_pages_of_prose_lie_below_the_home_page(home, administrator):
    root = Page.get_first_root_node()
    assert not StandardPage.can_create_at(root)
    client = Client()
    client.force_login(administrator)
    assert client.get(reverse("wagtailadmin_pages:add", args=["editorial", "standardpage", root.pk])).status_code in {302, 403}
    page = StandardPage.objects.get(slug="about")
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, root.pk]))
    page.refresh_from_db()
    assert page.get_parent().pk == home.pk


def edit_site(client: Client, **changes):
    site = Site.objects.get()
    address = reverse("wagtailsites:edit", args=[site.pk])
    fields = {
        "hostname": site.hostname,
        "port": site.port,
        "site_name": "",
        "root_page": site.root_page_id,
        "is_default_site": "on",
    }
    fields |= changes
    return client.post(address, {name: value for name, value in fields.items() if value is not None})


def test_no_page_comes_to_a_fixed_address_while_another_page_is_the_root_of_the_site(admin, home, administrator):
    about = StandardPage.objects.get(slug="about")
    client = Client()
    client.force_login(administrator)
    assert edit_site(client, root_page=about.pk).status_code == 302
    add = reverse("wagtailadmin_pages:add", args=["editorial", "standardpage", home.pk])
    fields = {**rendered_form(admin.get(add).content.decode()), "title": "Ours", "slug": "media"}
    assert "address that this site answers itself" in str(admin.post(add, fields).context["form"].errors["slug"])
    with pytest.raises(ValidationError):
        about.add_child(instance=StandardPage(title="Ours", slug="media"))
    assert edit_site(client, root_page=home.pk).status_code == 302
    below_about("media")
    refused = edit_site(client, root_page=about.pk)
    assert "/media. Give them other slugs first." in str(refused.context["form"].errors["root_page"])
    assert Site.objects.get().root_page_id == home.pk


def test_a_site_is_left_with_a_default_and_a_first_page(home, administrator):
    client = Client()
    client.force_login(administrator)
    site = Site.objects.get()
    words = client.post(reverse("wagtailsites:delete", args=[site.pk]), follow=True).content.decode()
    assert "readers would find no page at all" in words
    assert "One site must be the default" in str(edit_site(client, is_default_site=None).context["form"].errors)
    confirm = {"wagtail_site_name": "Singulariki", "confirm_site_name": "Singulariki"}
    words = client.post(reverse("wagtailadmin_pages:delete", args=[home.pk]), confirm, follow=True).content.decode()
    assert "the first page of a site" in words
    together = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    for address in (reverse("wagtailadmin_pages:unpublish", args=[home.pk]), f"{together}?id={home.pk}"):
        words = client.post(address, follow=True).content.decode()
        assert "cannot be unpublished: it is the first page of a site" in words
    for page in (ensure_parent(RolesPage, title="Roles", slug="roles"), Page.get_first_root_node()):
        refused = edit_site(client, root_page=page.pk).context["form"].errors["root_page"]
        assert "cannot be the first page of a site" in str(refused)
    assert Client().get("/").status_code == 200
    other = Site.objects.create(hostname="other.example", port=80, root_page=home)
    client.post(reverse("wagtailsites:delete", args=[other.pk]))
    assert Site.objects.get() == site


def test_below_another_page_and_beside_a_fixed_address_every_slug_is_free(admin, home):
    assert below_about("datasets").full_url.endswith("/about/datasets/")
    for slug in ("admins", "on-search", "role", "grad"):
        assert not is_fixed(slug), slug
        home.add_child(instance=StandardPage(title=slug, slug=slug))


def test_a_slug_made_of_the_title_goes_around_fixed_addresses(home):
    page = home.add_child(instance=StandardPage(title="Search"))
    assert page.slug == "search-2"


def test_parents_of_subjects_are_made_even_where_an_older_page_has_their_slug(home):
    page = home.add_child(instance=StandardPage(title="Roles", slug="for-now"))
    Page.objects.filter(pk=page.pk).update(slug="roles", url_path=f"{home.url_path}roles/")
    roles = ensure_parent(RolesPage, title="Roles", slug="roles")
    assert roles.slug == "roles-2"
    assert roles.url == "/roles/"


def test_every_page_that_the_site_makes_is_answered_at_its_address(sample_edition):
    for page in Page.objects.filter(depth=3).specific():
        view = get_resolver().resolve(page.url).url_name
        assert (view == "wagtail_serve") is not getattr(page, "address_from_edition", False), page.url
        assert is_fixed(page.slug) is getattr(page, "address_from_edition", False), page.url
    assert GradientIndexPage.objects.exists()
