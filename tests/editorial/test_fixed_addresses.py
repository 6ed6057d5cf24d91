"""No page takes an address that the site answers itself, whichever way it comes to its slug or place."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import Page

from gradient.models.pages import GradientIndexPage
from occupations.models.pages import RolesPage
from singulariki.editorial.fixed_addresses import is_fixed
from singulariki.editorial.models import HomePage, StandardPage
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
    one = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk])
    assert admin.post(one, follow=True).status_code == 200
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    admin.post(f"{many}?id={page.pk}", {"chooser": home.pk, "move_applicable": "on"})
    page.refresh_from_db()
    assert page.get_parent().slug == "about"


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
