"""Who may do what in the admin: editors, moderators, administrators. Data stewards: see citations.permissions."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Workflow, WorkflowContentType
from wagtail.snippets.models import create_extra_permissions

from citations.permissions import STEWARD_PERMISSIONS, ensure_data_steward, make_permissions, permissions_named
from singulariki.editorial.models import Caveat, Correction, DataPageText, EditorialStamp, Layout, Term

EDITORS, MODERATORS, ADMINISTRATORS = "Editors", "Moderators", "Administrators"

ENTER = ("wagtailadmin.access_admin",)
WRITE = (
    *("editorial.change_layout", "editorial.add_caveat", "editorial.change_caveat"),
    *("editorial.add_correction", "editorial.change_correction"),
    *("editorial.add_term", "editorial.change_term", "editorial.add_datapagetext", "editorial.change_datapagetext"),
)
APPROVE = (
    "editorial.publish_layout",
    "editorial.lock_layout",
    "editorial.unlock_layout",
    "editorial.publish_caveat",
    "editorial.lock_caveat",
    "editorial.unlock_caveat",
    "editorial.delete_caveat",
    "editorial.publish_correction",
    "editorial.delete_correction",
    *(f"editorial.{action}_{model}" for model in ("term", "datapagetext") for action in ("publish", "lock", "unlock", "delete")),
    "editorial.change_sitewords",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)
RUN = tuple(
    f"{room}.{action}_{model}"
    for room, model in (
        ("auth", "user"),
        ("auth", "group"),
        ("wagtailcore", "site"),
        ("wagtailcore", "collection"),
        ("wagtailcore", "workflow"),
        ("wagtailcore", "task"),
        ("wagtailcore", "groupapprovaltask"),
    )
    for action in ("add", "change", "delete")
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
ROOMS = ("editorial", "auth", "wagtailcore", "wagtailredirects", "wagtailimages", "wagtaildocs")


def _give_pages_and_files(group: Group) -> None:
    root = Page.get_first_root_node()
    everything = Collection.get_first_root_node()
    for permission in permissions_named(f"wagtailcore.{action}_page" for action in PAGE_PERMISSIONS[group.name]):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    files = ("wagtailimages", "image"), ("wagtaildocs", "document")
    names = [f"{room}.{action}_{model}" for room, model in files for action in FILE_PERMISSIONS]
    if group.name == ADMINISTRATORS:
        names += [f"wagtailcore.{action}_collection" for action in ("add", "change", "delete")]
    for permission in permissions_named(names):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=everything, permission=permission)


def _set_workflow() -> None:
    """Layouts, caveats, corrections and other words go through the same approval as pages."""
    workflow = Workflow.objects.filter(active=True).order_by("pk").first()
    if workflow is None:
        return
    for model in (Layout, Caveat, Correction, Term, DataPageText):
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )


@transaction.atomic
def ensure_groups() -> None:
    """Make the groups, with all that is theirs, in a new database; later give them only permissions that a new version has made.

    What an administrator takes from a group stays taken, and a group that somebody renamed or deleted does not come back.
    """
    before = set(Permission.objects.values_list("pk", flat=True))
    ensure_data_steward()
    make_permissions(ROOMS)
    create_extra_permissions(apps.get_app_config("wagtailsnippets"))
    # Saving the first pages leaves a stamp, so a site that has one is not new.
    is_new = not EditorialStamp.objects.exists()
    for name, wanted in PERMISSIONS.items():
        if is_new:
            group, _ = Group.objects.get_or_create(name=name)
            group.permissions.add(*permissions_named(wanted))
            _give_pages_and_files(group)
        elif existing := Group.objects.filter(name=name).first():
            existing.permissions.add(*permissions_named(wanted).exclude(pk__in=before))
    if is_new:
        _set_workflow()
