"""Editors, moderators, data stewards, administrators: each can do what is theirs, and sees only that."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import GroupCollectionPermission, PageViewRestriction, WorkflowContentType

from occupations.models.pages import OccupationPage
from singulariki.editorial.models import Layout, SiteWords, StandardPage
from singulariki.editorial.permissions import PERMISSIONS
from tests.editorial.conftest import member
from tests.editorial.forms import layout_form

pytestmark = pytest.mark.django_db

EDITORS, MODERATORS, STEWARDS, ADMINISTRATORS = "Editors", "Moderators", "Data stewards", "Administrators"


def enter(group: str) -> Client:
    client = Client()
    client.force_login(User.objects.filter(groups__name=group).first() or member(group))
    return client


def layout_address(view: str) -> str:
    return reverse(f"wagtailsnippets_editorial_layout:{view}", args=[Layout.objects.get(kind="unit-group").pk])


def newsroom_address() -> str:
    return reverse("wagtailadmin_pages:edit", args=[StandardPage.objects.get(slug="newsroom").pk])


ADDRESSES = {
    "layouts": lambda: reverse("wagtailsnippets_editorial_layout:list"),
    "edit a layout": lambda: layout_address("edit"),
    "caveats": lambda: reverse("wagtailsnippets_editorial_caveat:list"),
    "add a caveat": lambda: reverse("wagtailsnippets_editorial_caveat:add"),
    "edit a page": newsroom_address,
    "unpublish a layout": lambda: layout_address("unpublish"),
    "words of the site": lambda: reverse("wagtailsettings:edit", args=["editorial", "sitewords", SiteWords.load().pk]),
    "redirects": lambda: reverse("wagtailredirects:index"),
    "users": lambda: reverse("wagtailusers_users:index"),
    "workflows": lambda: reverse("wagtailadmin_workflows:index"),
}
WRITING = {"layouts", "edit a layout", "caveats", "add a caveat", "edit a page"}
OPEN_TO = {
    EDITORS: WRITING,
    MODERATORS: WRITING | {"unpublish a layout", "words of the site", "redirects"},
    STEWARDS: set(),
    ADMINISTRATORS: set(ADDRESSES),
}


@pytest.mark.parametrize("group", OPEN_TO)
def test_each_role_opens_what_is_theirs_and_nothing_else(group):
    client = enter(group)
    opened = set()
    for name, address in ADDRESSES.items():
        status = client.get(address(), follow=False).status_code
        assert status in {200, 302, 403}, name
        if status == 200:
            opened.add(name)
    assert opened == OPEN_TO[group]


@pytest.mark.parametrize("group", [EDITORS, MODERATORS, ADMINISTRATORS])
def test_nobody_adds_or_deletes_a_layout(group):
    client = enter(group)
    assert client.get(reverse("wagtailsnippets_editorial_layout:add")).status_code == 302
    assert client.post(layout_address("delete")).status_code == 302
    assert Layout.objects.filter(kind="unit-group").exists()


def test_strangers_are_asked_to_sign_in():
    for address in (layout_address("edit"), reverse("editorial_tokens") + "?kind=unit-group"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("wagtailadmin_login"))


# Sources, citation and a caveat, which no layout may leave out.
NEEDED = 3


def test_an_editor_cannot_publish_a_layout_by_sending_the_buttons_name():
    layout = Layout.objects.get(kind="unit-group")
    form = layout_form(layout, [], **{"action-publish": "1"})
    enter(EDITORS).post(layout_address("edit"), form)
    layout.refresh_from_db()
    assert len(layout.body) > NEEDED
    assert enter(MODERATORS).post(layout_address("edit"), form).status_code == 302
    layout.refresh_from_db()
    assert len(layout.body) == NEEDED


def test_an_editors_layout_goes_to_the_moderators_for_approval():
    layout = Layout.objects.get(kind="unit-group")
    enter(EDITORS).post(layout_address("edit"), layout_form(layout, [], **{"action-submit": "1"}))
    layout.refresh_from_db()
    assert layout.workflow_in_progress
    assert len(layout.body) > NEEDED
    moderator = member(MODERATORS, "second")
    layout.current_workflow_task.on_action(layout.current_workflow_task_state, user=moderator, action_name="approve")
    layout.refresh_from_db()
    assert len(layout.body) == NEEDED


MENU = {
    EDITORS: {"Layouts", "Caveats", "Images", "Documents"},
    MODERATORS: {"Layouts", "Caveats", "Images", "Documents", "Redirects", "Words of the site"},
    STEWARDS: set(),
    ADMINISTRATORS: {"Layouts", "Caveats", "Images", "Documents", "Redirects", "Words of the site", "Users", "Groups"},
}


@pytest.mark.parametrize("group", MENU)
def test_the_menu_shows_only_what_a_role_can_open(group):
    page = enter(group).get(reverse("wagtailadmin_home")).content.decode()
    everything = set().union(*MENU.values())
    shown = {label for label in everything if f'"label": "{label}"' in page or f"&quot;label&quot;: &quot;{label}&quot;" in page}
    assert shown == MENU[group]


def held(name: str) -> set[str]:
    group = Group.objects.get(name=name)
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}


def test_migrating_gives_nothing_back_that_was_taken_away():
    extra = Group.objects.get(name=MODERATORS).permissions.get(codename="publish_layout")
    for group in Group.objects.filter(name__in=[EDITORS, STEWARDS]):
        group.permissions.set([extra])
    editors = Group.objects.get(name=EDITORS)
    editors.page_permissions.all().delete()
    editors.collection_permissions.all().delete()
    Group.objects.filter(name=MODERATORS).update(name="Approvers")
    Group.objects.get(name=ADMINISTRATORS).delete()
    WorkflowContentType.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert held(EDITORS) == held(STEWARDS) == {"editorial.publish_layout"}
    assert not editors.page_permissions.exists()
    assert not editors.collection_permissions.exists()
    assert set(Group.objects.values_list("name", flat=True)) == {EDITORS, STEWARDS, "Approvers"}
    assert not WorkflowContentType.objects.exists()


def test_a_permission_that_a_new_version_makes_is_given_once():
    editors = Group.objects.get(name=EDITORS)
    editors.permissions.remove(editors.permissions.get(codename="change_layout"))
    wanted = Permission.objects.filter(codename__in=["add_caveat", "publish_layout", "publish_edition"])
    assert wanted.delete()[1]["auth.Permission"] == 3  # as they were not there before the version

    call_command("migrate", verbosity=0)

    assert held(EDITORS) >= {"editorial.add_caveat"}
    assert not held(EDITORS) & {"editorial.change_layout", "editorial.publish_layout"}
    assert held(MODERATORS) >= {"editorial.add_caveat", "editorial.publish_layout"}
    assert "citations.publish_edition" in held(STEWARDS) & held(ADMINISTRATORS)
    editors.permissions.remove(Permission.objects.get(codename="add_caveat"))
    call_command("migrate", verbosity=0)
    assert "editorial.add_caveat" not in held(EDITORS)


def test_an_administrator_keeps_collections():
    client = enter(ADMINISTRATORS)
    for address in (reverse("wagtailadmin_collections:index"), reverse("wagtailadmin_collections:add")):
        assert client.get(address).status_code == 200
        assert enter(EDITORS).get(address).status_code == 302


def test_every_permission_that_roles_name_exists():
    for name, wanted in PERMISSIONS.items():
        held = {f"{p.content_type.app_label}.{p.codename}" for p in Group.objects.get(name=name).permissions.all()}
        assert set(wanted) <= held, name


ONCE = import_module("singulariki.editorial.migrations.0005_once_for_older_sites")


def collections_of_administrators() -> set[str]:
    grants = GroupCollectionPermission.objects.filter(group__name=ADMINISTRATORS, permission__codename__endswith="_collection")
    return set(grants.values_list("permission__codename", flat=True))


def test_administrators_of_an_older_site_are_let_manage_collections_once():
    everything = {"add_collection", "change_collection", "delete_collection"}
    assert collections_of_administrators() == everything
    GroupCollectionPermission.objects.filter(permission__codename__endswith="_collection").delete()
    assert enter(ADMINISTRATORS).get(reverse("wagtailadmin_collections:index")).status_code == 302
    ONCE.let_administrators_manage_collections(apps, None)
    assert collections_of_administrators() == everything
    assert enter(ADMINISTRATORS).get(reverse("wagtailadmin_collections:index")).status_code == 200


def test_what_somebody_took_from_administrators_stays_taken():
    GroupCollectionPermission.objects.filter(permission__codename="delete_collection").delete()
    ONCE.let_administrators_manage_collections(apps, None)
    assert collections_of_administrators() == {"add_collection", "change_collection"}
    GroupCollectionPermission.objects.filter(permission__codename__endswith="_collection").delete()
    log(Group.objects.get(name=ADMINISTRATORS), "wagtail.edit")
    ONCE.let_administrators_manage_collections(apps, None)
    assert collections_of_administrators() == set()


def test_privacy_that_readers_never_met_is_taken_off_and_other_privacy_stays(sample_edition):
    for page in (OccupationPage.objects.first(), StandardPage.objects.get(slug="about")):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    ONCE.take_off_privacy_without_effect(apps, None)
    assert [kept.page.slug for kept in PageViewRestriction.objects.all()] == ["about"]
