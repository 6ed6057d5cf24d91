"""Nobody gives, takes over or takes away what he does not hold himself: every view of users and groups, and the bulk actions."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from singulariki.editorial.models import StandardPage
from tests.editorial.conftest import PASSWORD, member

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "quite another long password"
OUTSIDE = "axes.view_accessattempt"  # what no group of ours holds


def permission(name: str) -> Permission:
    room, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=room, codename=codename)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(administrator) -> Client:
    return signed_in(administrator)


@pytest.fixture
def root(db) -> User:
    return User.objects.create_superuser("root", "root@encyclopedia.example", PASSWORD, first_name="Root", last_name="User")


@pytest.fixture
def auditors(db) -> Group:
    group = Group.objects.create(name="Auditors")
    group.permissions.add(permission(OUTSIDE))
    return group


@pytest.fixture
def auditor(auditors) -> User:
    user = User.objects.create_user("auditor", "auditor@encyclopedia.example", PASSWORD, first_name="A", last_name="B")
    user.groups.add(auditors)
    return user


def filled(client: Client, address: str) -> dict[str, Any]:
    """The form at this address as a browser would send it back untouched."""
    form = (
        BeautifulSoup(client.get(address).content, "html.parser")
        .find("main")
        .find("form", method=lambda v: (v or "").lower() == "post")
    )
    data: dict[str, Any] = {}
    for field in form.find_all("input"):
        kind, name = field.get("type"), field.get("name")
        if not name or field.has_attr("disabled") or (kind in {"checkbox", "radio"} and not field.has_attr("checked")):
            continue
        data.setdefault(name, []).append(field.get("value", "on" if kind in {"checkbox", "radio"} else ""))
    for field in form.find_all("select"):
        data[field["name"]] = [option["value"] for option in field.find_all("option", selected=True)]
    return data


def user_form(**changes: Any) -> dict[str, Any]:
    form = {"username": "someone", "email": "someone@encyclopedia.example", "first_name": "Some", "last_name": "One"}
    return {**form, "is_active": "on", "password1": "", "password2": "", **changes}


def edit(user: User) -> str:
    return reverse("wagtailusers_users:edit", args=[user.pk])


def state(user: User) -> tuple:
    fresh = User.objects.get(pk=user.pk)
    groups = tuple(fresh.groups.order_by("pk").values_list("pk", flat=True))
    return fresh.username, fresh.password, fresh.email, fresh.is_active, fresh.is_superuser, groups


def bulk(action: str, *users: User | str) -> str:
    address = reverse("wagtail_bulk_action", args=["auth", "user", action])
    return f"{address}?" + "&".join(f"id={each if isinstance(each, str) else each.pk}" for each in users)


@pytest.fixture(params=["superuser", "inactive superuser", "holds more", "inactive, holds more", "holds more without a group"])
def above(request, root, auditor) -> User:
    """Somebody who holds what an administrator does not."""
    user = root if "superuser" in request.param else auditor
    if "without" in request.param:
        user.groups.clear()
        user.user_permissions.add(permission(OUTSIDE))
    user.is_active = "inactive" not in request.param
    user.save()
    return user


def test_an_administrator_changes_nothing_of_somebody_above(admin, above):
    before = state(above)
    takeover = user_form(username="taken", email="mine@elsewhere.example", password1=NEW_PASSWORD, password2=NEW_PASSWORD)

    for address, form in (
        (edit(above), takeover),
        (edit(above), {key: value for key, value in takeover.items() if key != "is_active"}),
        (reverse("wagtailusers_users:delete", args=[above.pk]), {}),
        (bulk("set_active_state", above), {"mark_as_active": str(not above.is_active)}),
        (bulk("assign_role", above), {"role": Group.objects.get(name="Editors").pk}),
        (bulk("delete", above), {}),
    ):
        admin.get(address)
        admin.post(address, form)
        assert state(above) == before, address


def test_the_refusal_says_why(admin, root):
    page = admin.get(edit(root), follow=True).content.decode()

    assert "root holds more than you do" in page


def test_all_at_once_leaves_out_those_above(admin, administrator, root, auditor):
    editor = member("Editors")
    admin.post(bulk("set_active_state", "all"), {"mark_as_active": "False"})

    assert set(User.objects.filter(is_active=True)) == {administrator, root, auditor}
    admin.post(bulk("delete", "all"))
    assert set(User.objects.all()) == {administrator, root, auditor}
    assert not User.objects.filter(pk=editor.pk).exists()


@pytest.mark.parametrize("whose", ["own", "another's", "new"])
def test_an_administrator_makes_nobody_a_superuser(admin, administrator, whose):
    other = member("Editors")
    address = {"own": edit(administrator), "another's": edit(other), "new": reverse("wagtailusers_users:add")}[whose]
    editors = Group.objects.get(name="Editors").pk
    form = user_form(is_superuser="on", groups=[editors], password1=NEW_PASSWORD, password2=NEW_PASSWORD)

    page = admin.get(address)
    answer = admin.post(address, form)

    assert page.status_code == 200
    assert answer.status_code == 302
    assert User.objects.get(username="someone").groups.filter(pk=editors).exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_an_administrator_gives_no_group_that_holds_more(admin, administrator, auditors):
    other = member("Editors")
    form = user_form(groups=[auditors.pk], password1=NEW_PASSWORD, password2=NEW_PASSWORD)

    for address in (edit(administrator), edit(other), reverse("wagtailusers_users:add")):
        answer = admin.post(address, form)
        assert answer.status_code == 200, address
        assert "Select a valid choice" in answer.content.decode()
    answer = admin.post(bulk("assign_role", other, administrator), {"role": auditors.pk})

    assert answer.status_code == 200
    assert not auditors.user_set.exists()


def test_a_user_is_not_copied(admin, root):
    with pytest.raises(NoReverseMatch):
        reverse("wagtailusers_users:copy", args=[root.pk])
    assert admin.get(f"/admin/users/copy/{root.pk}/").status_code == 404


@pytest.mark.parametrize("group", ["Editors", "Moderators", "Data stewards", "Administrators"])
def test_an_administrator_runs_the_groups_of_the_site(admin, group):
    chosen = Group.objects.get(name=group)
    made = user_form(groups=[chosen.pk], password1=NEW_PASSWORD, password2=NEW_PASSWORD)
    assert admin.post(reverse("wagtailusers_users:add"), made).status_code == 302
    user = User.objects.get(username="someone")
    assert user.check_password(NEW_PASSWORD)

    assert admin.post(bulk("set_active_state", user), {"mark_as_active": "False"}).status_code == 302
    assert not User.objects.get(pk=user.pk).is_active
    assert admin.post(edit(user), user_form(groups=[chosen.pk], password1=PASSWORD, password2=PASSWORD)).status_code == 302
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert User.objects.get(pk=user.pk).is_active
    assert admin.post(reverse("wagtailusers_users:delete", args=[user.pk])).status_code == 302
    assert not User.objects.filter(pk=user.pk).exists()


def test_a_superuser_still_does_everything(root, auditors, auditor):
    client = signed_in(root)
    form = user_form(is_superuser="on", groups=[auditors.pk], password1=NEW_PASSWORD, password2=NEW_PASSWORD)

    assert client.post(edit(auditor), form).status_code == 302

    changed = User.objects.get(pk=auditor.pk)
    assert changed.is_superuser
    assert changed.check_password(NEW_PASSWORD)


def test_the_list_offers_no_change_of_somebody_above(admin, root):
    other = member("Editors")
    page = admin.get(reverse("wagtailusers_users:index")).content.decode()

    assert edit(other) in page
    assert edit(root) not in page


def test_the_list_asks_no_more_of_the_database_for_more_people(admin):
    group = Group.objects.get(name="Editors")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(reverse("wagtailusers_users:index")).status_code == 200
        return len(queries)

    group.user_set.add(User.objects.create_user("person"))
    count()
    few = count()
    for number in range(12):
        group.user_set.add(User.objects.create_user(f"person-{number}"))
    # Wagtail itself asks for the profile of each.
    assert count() - few <= 12


def test_djangos_own_admin_is_not_there():
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


# Groups. The office runs users and groups, and holds little else.


@pytest.fixture
def about(db) -> StandardPage:
    return StandardPage.objects.get(slug="about")


@pytest.fixture
def office(db, about) -> Group:
    group = Group.objects.create(name="Office")
    actions = [f"auth.{action}_{model}" for action in ("add", "change", "delete") for model in ("user", "group")]
    group.permissions.add(*(permission(name) for name in ("wagtailadmin.access_admin", *actions)))
    GroupPagePermission.objects.create(group=group, page=about, permission=permission("wagtailcore.publish_page"))
    return group


@pytest.fixture
def clerk(office) -> Client:
    user = User.objects.create_user("clerk", password=PASSWORD)
    user.groups.add(office)
    return signed_in(user)


@pytest.fixture
def club(db) -> Group:
    group = Group.objects.create(name="Club")
    everything = Collection.get_first_root_node()
    group.permissions.add(permission("editorial.publish_layout"))
    GroupPagePermission.objects.create(
        group=group, page=Page.get_first_root_node(), permission=permission("wagtailcore.add_page")
    )
    GroupCollectionPermission.objects.create(
        group=group, collection=everything, permission=permission("wagtaildocs.add_document")
    )
    return group


def gives(group: Group) -> set[tuple]:
    return {
        *group.permissions.values_list("content_type__app_label", "codename"),
        *group.page_permissions.values_list("page", "permission__codename"),
        *group.collection_permissions.values_list("collection", "permission__codename"),
    }


def more_of(kind: str) -> dict[str, Any]:
    """What a form sends to give a group one thing more."""
    everything, top = Collection.get_first_root_node().pk, Page.get_first_root_node().pk
    return {
        "permission": {"permissions": [permission("editorial.publish_layout").pk]},
        "page": {
            "page_permissions-0-page": top,
            "page_permissions-0-permissions": ["publish_page"],
            "page_permissions-TOTAL_FORMS": 1,
        },
        "image": {
            "image_permissions-0-collection": everything,
            "image_permissions-0-permissions": [permission("wagtailimages.add_image").pk],
            "image_permissions-TOTAL_FORMS": 1,
        },
        "document": {
            "document_permissions-0-collection": everything,
            "document_permissions-0-permissions": [permission("wagtaildocs.add_document").pk],
            "document_permissions-TOTAL_FORMS": 1,
        },
        "collection": {
            "collection_permissions-0-collection": everything,
            "collection_permissions-0-permissions": [permission("wagtailcore.add_collection").pk],
            "collection_permissions-TOTAL_FORMS": 1,
        },
    }[kind]


GAINS = ["permission", "page", "image", "document", "collection"]


@pytest.mark.parametrize("kind", GAINS)
@pytest.mark.parametrize("which", ["new", "another", "own"])
def test_nobody_gives_a_group_what_he_does_not_hold(clerk, office, kind, which):
    other = Group.objects.create(name="Others")
    address = {
        "new": reverse("wagtailusers_groups:add"),
        "another": reverse("wagtailusers_groups:edit", args=[other.pk]),
        "own": reverse("wagtailusers_groups:edit", args=[office.pk]),
    }[which]
    before, count = (gives(office), gives(other)), Group.objects.count()

    answer = clerk.post(address, {**filled(clerk, address), "name": "Renamed", **more_of(kind)})

    assert answer.status_code == 200
    if kind != "permission":  # which the form does not even know
        assert "You can give and take only what you hold yourself" in answer.content.decode()
    assert (gives(office), gives(other)) == before
    assert Group.objects.count() == count
    assert not Group.objects.filter(name="Renamed").exists()


@pytest.mark.parametrize("kind", GAINS)
def test_a_superuser_gives_a_group_anything(root, club, kind):
    client = signed_in(root)
    address = reverse("wagtailusers_groups:add")

    assert client.post(address, {**filled(client, address), "name": "New", **more_of(kind)}).status_code == 302
    assert len(gives(Group.objects.get(name="New"))) == 1


def test_nobody_takes_from_a_group_what_he_does_not_hold(clerk, club):
    address = reverse("wagtailusers_groups:edit", args=[club.pk])
    before = gives(club)
    untouched = filled(clerk, address)

    assert clerk.post(address, {**untouched, "page_permissions-0-DELETE": "on"}).status_code == 200
    assert gives(club) == before
    assert clerk.post(address, {**untouched, "name": "The club"}).status_code == 302
    assert Group.objects.get(pk=club.pk).name == "The club"
    assert gives(club) == before
    clerk.post(reverse("wagtailusers_groups:delete", args=[club.pk]))
    assert Group.objects.filter(pk=club.pk).exists()


def test_what_is_held_below_a_page_can_be_given_there(clerk, about):
    below = about.add_child(instance=StandardPage(title="Below", slug="below"))
    address = reverse("wagtailusers_groups:add")
    page = {**more_of("page"), "page_permissions-0-page": below.pk}

    assert clerk.post(address, {**filled(clerk, address), "name": "Writers", **page}).status_code == 302
    group = Group.objects.get(name="Writers")
    assert gives(group) == {(below.pk, "publish_page")}
    assert clerk.post(reverse("wagtailusers_groups:delete", args=[group.pk])).status_code == 302
    assert not Group.objects.filter(pk=group.pk).exists()


def test_who_approves_in_a_workflow_holds_more(clerk):
    approvers = Group.objects.get(name="Moderators")
    approvers.permissions.clear()
    approvers.page_permissions.all().delete()
    approvers.collection_permissions.all().delete()
    other = User.objects.create_user("other")

    clerk.post(bulk("assign_role", other), {"role": approvers.pk})

    assert not approvers.user_set.exists()
