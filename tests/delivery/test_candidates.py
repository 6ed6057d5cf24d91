"""Pages of an edition that is not published: for those who decide about it, and nobody else."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.models import Edition, Profile
from citations.permissions import DATA_STEWARDS
from citations.staff.publishing import public_path
from singulariki.delivery import page_cache
from singulariki.delivery.editions import edition_of, live_edition_of
from singulariki.editorial.models import Layout
from singulariki.editorial.permissions import EDITORS
from tests.editorial.forms import layout_form, words_of
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db
NOTICE = "It is not published"


@pytest.fixture
def candidate(module_sample_edition: Edition) -> Edition:
    page_cache.clear()
    return compile_edition(name="candidate", is_sample=True)


def logged_in(name: str, *codenames: str, group: str = "") -> Client:
    user = get_user_model().objects.create_user(name)
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    if group:
        user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def steward(db) -> Client:
    return logged_in("stella", group=DATA_STEWARDS)


def pages() -> list[str]:
    """A page of every kind of the sample, lists and what belongs to pages besides."""
    kinds = Profile.objects.exclude(path="").values_list("kind", flat=True).distinct().order_by("kind")
    subjects = [Profile.objects.filter(kind=kind).exclude(path="").first().path for kind in kinds]
    role = Profile.objects.filter(kind="occupation").first().path
    return [
        *subjects,
        "/gradient/",
        "/roles/",
        "/methodology",
        "/compare/",
        "/home",
        "/",
        f"{role}/context.md",
        "/roles/?format=csv",
    ]


def test_whoever_may_compile_or_publish_opens_every_page_of_a_candidate(candidate, steward):
    size = page_cache.STORE.size
    for path in pages():
        answer = steward.get(f"/editions/candidate{path}")
        assert answer.status_code == 200, path
        assert answer.headers["Cache-Control"] == "private, no-store", path
        assert "ETag" not in answer.headers, path
        assert answer.headers.get("X-Frame-Options") == "SAMEORIGIN", path
        if answer.headers["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            assert NOTICE in page, path
            assert page.count('<meta name="robots"') == 1, path
            assert "noindex" in page, path
            assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"], path
    assert page_cache.STORE.size == size
    assert len(caches["pages"]._cache) == 0


@pytest.mark.parametrize("held", ["compile_edition", "publish_edition"])
def test_one_of_the_permissions_is_enough(candidate, held):
    assert logged_in("only", held).get("/editions/candidate/gradient/").status_code == 200


def test_to_others_there_is_no_such_edition_also_after_somebody_looked(candidate, steward):
    for path in pages():
        steward.get(f"/editions/candidate{path}")
    for client in (Client(), logged_in("edgar", group="Editors"), logged_in("rita", "manage_releases")):
        for path in pages():
            answer = client.get(f"/editions/candidate{path}", follow=True)
            assert answer.status_code == 404, path
            assert NOTICE not in answer.content.decode(), path
    assert "candidate" not in Client().get("/editions/").content.decode()
    assert "candidate" not in Client().get("/api/v1/editions/").content.decode()


def test_an_edition_that_is_no_candidate_any_more_is_for_everyone_and_kept(candidate, steward):
    publish_edition(edition=candidate)
    answer = steward.get("/editions/candidate/gradient/")
    assert "public" in answer.headers["Cache-Control"]
    assert NOTICE not in answer.content.decode()
    assert Client().get("/editions/candidate/gradient/").status_code == 200


def test_what_stands_on_every_page_is_of_the_candidate_though_the_live_one_was_asked_for_first(candidate, steward, rf):
    request = rf.get("/editions/candidate/gradient/")
    request.user = get_user_model().objects.get()
    assert live_edition_of(request) != candidate
    assert edition_of(request, "candidate") == candidate
    assert edition_of(request) == candidate
    assert live_edition_of(request) != candidate


def test_an_edition_that_is_being_compiled_is_for_nobody(module_sample_edition, steward):
    Edition.objects.create(name="half")
    assert steward.get("/editions/half/gradient/").status_code == 404


def test_a_page_is_shown_side_by_side_with_todays(candidate, steward):
    address = reverse("citations_admin:beside", args=[candidate.pk])
    page = steward.get(address, {"path": "/gradient/?sort=title"})
    text = page.content.decode()
    assert 'src="/gradient/?sort=title"' in text
    assert 'src="/editions/candidate/gradient/?sort=title"' in text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert 'src="/editions/candidate/home"' in steward.get(address).content.decode()


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/roles/role-27-4014-00", "/roles/role-27-4014-00"),
        ("https://example.org/gradient/?sort=title", "/gradient/?sort=title"),
        ("/editions/2026-01-01/roles/", "/roles/"),
        ("/editions/2026-01-01", "/editions/2026-01-01"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/admin/data/", "/"),
        ("", "/"),
    ],
)
def test_only_addresses_of_public_pages_are_shown(typed, path):
    assert public_path(typed) == path


def test_an_editor_previews_a_layout_in_a_candidate_and_opens_none_of_its_pages(candidate):
    editor = logged_in("ed", group=EDITORS)
    layout = Layout.objects.get(kind="occupation")
    edit, preview = (
        reverse(f"wagtailsnippets_editorial_layout:{view}", args=[layout.pk]) for view in ("edit", "preview_on_edit")
    )
    assert "candidate, a candidate" in words_of(editor.get(edit))
    for name in ("candidate", ""):
        form = layout_form(layout, layout.body.get_prep_value(), preview_edition=name)
        assert editor.post(preview, form).json()["is_valid"] is True
        drawn = editor.get(preview, {"mode": "", "in_preview_panel": "true"}).content.decode()
        assert ("/editions/candidate/" in drawn) == bool(name)
    assert editor.get("/editions/candidate/roles/").status_code == 404
