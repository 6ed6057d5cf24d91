"""Redirects lead from where the site answers nothing to where readers may go, and never around in a circle."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from singulariki.editorial.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


def add(client: Client, old: str, link: str = "", page: int | str = "") -> str:
    """The errors of the form; empty where the redirect was made."""
    data = {"old_path": old, "redirect_link": link, "redirect_page": page, "is_permanent": "on", "site": ""}
    answer = client.post(reverse("wagtailredirects:add"), data)
    return "" if answer.status_code == 302 else str(answer.context["form"].errors)


@pytest.mark.parametrize("link", ["/newsroom/", "https://example.org/a", "/roles/?q=a"])
def test_it_leads_to_this_site_or_another(admin, link):
    assert add(admin, "/old", link) == ""
    answer = Client().get("/old/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == link


@pytest.mark.parametrize(
    "link",
    ["//evil.example", "/\\evil.example", "ftp://evil.example/", "javascript:alert(1)", "newsroom", "mailto:a@b.example", "#x"],
)
def test_where_nobody_should_go_is_named(admin, link):
    refusal = add(admin, "/old", link)
    assert f"“{link}” is not an address that readers can follow" in refusal
    assert "mailto:press" not in refusal
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    "old", ["/admin/", "/roles/", "/Gradient", "/datasets/x/", "admin", "/", "https://example.org/api/v1/", "/media/a"]
)
def test_what_the_site_answers_itself_is_not_redirected(admin, old):
    assert "itself, so nobody would be redirected from there." in add(admin, old, "/newsroom/")
    assert not Redirect.objects.exists()


def test_circles_are_refused_at_once_and_over_others(admin, settings):
    settings.ALLOWED_HOSTS = ["testserver", ".alias.example"]
    here = "http://localhost"
    assert "around in a circle: /self → /self" in add(admin, "/self", "/self")
    assert "around in a circle" in add(admin, "/self/", "/self?x=1")
    assert "around in a circle" in add(admin, "/self", f"{here}/self/")
    for winding in ("/./self", "/x/../self", "/x/%2E%2e/self/", "http://127.0.0.1:8000/self", "https://alias.example/self"):
        assert "around in a circle" in add(admin, "/self", winding), winding
    assert add(admin, "/a", "/b/") == ""
    assert add(admin, "/b", "/c?y=1") == ""
    assert "around in a circle" in add(admin, "/c", "/a")
    assert add(admin, "/d", "/a") == ""
    first = Redirect.objects.get(old_path="/a")
    edit = reverse("wagtailredirects:edit", args=[first.pk])
    answer = admin.post(edit, {"old_path": "/a", "redirect_link": "/d", "is_permanent": "on", "site": "", "redirect_page": ""})
    assert "around in a circle" in str(answer.context["form"].errors)
    page = StandardPage.objects.get(slug="about")
    assert "around in a circle" in add(admin, "/about", page=page.pk)
    assert add(admin, "/over", page=page.pk) == ""


def test_what_is_typed_with_a_blank_is_found_as_browsers_ask_for_it(admin):
    assert add(admin, "/old name", "/newsroom/") == ""
    assert Client().get("/old%20name").headers["Location"] == "/newsroom/"


def test_it_has_to_lead_somewhere(admin):
    assert "Say where it leads" in add(admin, "/old")


def test_a_file_of_redirects_follows_the_same_rules(admin):
    rows = b"from,to\n/one,/newsroom/\n/two,//evil.example\n/roles/,/newsroom/\n"
    file = SimpleUploadedFile("redirects.csv", rows, "text/csv")
    confirmation = admin.post(reverse("wagtailredirects:start_import"), {"import_file": file})
    initial = confirmation.context["form"].initial
    data = {**initial, "from_index": "0", "to_index": "1", "permanent": "on", "site": ""}
    answer = admin.post(reverse("wagtailredirects:process_import"), data, follow=True)
    assert "is not an address that readers can follow" in answer.content.decode()
    assert list(Redirect.objects.values_list("old_path", flat=True)) == ["/one"]
