"""Who may do what in the admin: editors, moderators, administrators. Data stewards: see citations.roles."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Workflow, WorkflowContentType
from wagtail.snippets.models import create_extra_permissions

from citations.roles import STEWARD_PERMISSIONS
from singulariki.editorial.models import Caveat, Layout

EDITORS, MODERATORS, ADMINISTRATORS = "Editors", "Moderators", "Administrators"

ENTER = ("wagtailadmin.access_admin",)
WRITE = ("editorial.change_layout", "editorial.add_caveat", "editorial.change_caveat")
APPROVE = (
    "editorial.publish_layout",
    "editorial.lock_layout",
    "editorial.unlock_layout",
    "editorial.publish_caveat",
    "editorial.lock_caveat",
    "editorial.unlock_caveat",
    "editorial.delete_caveat",
    "editorial.change_sitewords",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)
RUN = tuple(
    f"{room}.{deed}_{model}"
    for room, model in (
        ("auth", "user"),
        ("auth", "group"),
        ("wagtailcore", "site"),
        ("wagtailcore", "collection"),
        ("wagtailcore", "workflow"),
        ("wagtailcore", "task"),
        ("wagtailcore", "groupapprovaltask"),
    )
    for deed in ("add", "change", "delete")
)

PERMISSIONS: dict[str, tuple[str, ...]] = {
    EDITORS: ENTER + WRITE,
    MODERATORS: ENTER + WRITE + APPROVE,
    ADMINISTRATORS: ENTER + WRITE + APPROVE + RUN + tuple(STEWARD_PERMISSIONS),
}
PAGE_PERMISSIONS = {
    EDITORS: ("add", "change"),
    MODERATORS: ("add", "change", "publish", "lock", "unlock"),
    ADMINISTRATORS: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
FILE_PERMISSIONS = ("add", "change", "choose")


def _permissions(names: Iterable[str]) -> list[Permission]:
    wanted = Q(pk__in=[])
    for name in names:
        room, codename = name.split(".")
        wanted |= Q(content_type__app_label=room, codename=codename)
    return list(Permission.objects.filter(wanted))


def _make_permissions() -> None:
    """Django and Wagtail make them after every migrate too, but maybe after this."""
    for room in ("editorial", "citations", "auth", "wagtailcore", "wagtailredirects", "wagtailimages", "wagtaildocs"):
        create_permissions(apps.get_app_config(room), verbosity=0)
    create_extra_permissions(apps.get_app_config("wagtailsnippets"))


def _ensure_pages_and_files(group: Group) -> None:
    root = Page.get_first_root_node()
    everything = Collection.get_first_root_node()
    for permission in _permissions(f"wagtailcore.{deed}_page" for deed in PAGE_PERMISSIONS[group.name]):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    files = ("wagtailimages", "image"), ("wagtaildocs", "document")
    names = [f"{room}.{deed}_{model}" for room, model in files for deed in FILE_PERMISSIONS]
    for permission in _permissions(names):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=everything, permission=permission)


def _ensure_workflow() -> None:
    """Layouts and caveats go through the same approval as pages. A workflow that somebody chose for them is kept."""
    workflow = Workflow.objects.filter(active=True).order_by("pk").first()
    if workflow is None:
        return
    for model in (Layout, Caveat):
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )


def ensure_roles() -> dict[str, Group]:
    """Create the groups that are absent and give each its permissions. Takes nothing away, so it can run any number of times."""
    _make_permissions()
    groups = {}
    for name, wanted in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(wanted))
        _ensure_pages_and_files(group)
        groups[name] = group
    _ensure_workflow()
    return groups
