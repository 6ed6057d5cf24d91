"""The data steward: who may upload releases, compile editions and publish them."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

DATA_STEWARDS = "Data stewards"

MANAGE_RELEASES = "citations.manage_releases"
COMPILE_EDITION = "citations.compile_edition"
PUBLISH_EDITION = "citations.publish_edition"
STEWARD_PERMISSIONS = (MANAGE_RELEASES, COMPILE_EDITION, PUBLISH_EDITION, "wagtailadmin.access_admin")


def permissions_named(names: Iterable[str], using: str = "default") -> QuerySet[Permission]:
    """Permissions by names such as `citations.manage_releases`; those that do not exist are left out."""
    wanted = Q(pk__in=[])
    for name in names:
        room, codename = name.split(".")
        wanted |= Q(content_type__app_label=room, codename=codename)
    return Permission.objects.using(using).filter(wanted)


def make_permissions(rooms: Iterable[str], using: str = "default") -> set[int]:
    """Make the permissions that the models of these apps declare. Returns the ids of those that were not there before.

    Django makes them after every migrate too, but after this. A group is given a permission in the very migrate that
    makes it, and never again: what an administrator takes away stays away. A later version that means to give a group a
    permission that exists already does so in a data migration.
    """
    permissions = Permission.objects.using(using)
    before = set(permissions.values_list("pk", flat=True))
    for room in rooms:
        create_permissions(apps.get_app_config(room), verbosity=0, using=using)
    return set(permissions.exclude(pk__in=before).values_list("pk", flat=True))


def ensure_data_steward(using: str = "default") -> None:
    """Make the group with its permissions in a new database; later give it only those that a new version has made.

    A group that somebody renamed or deleted does not come back.
    """
    new = make_permissions(["citations"], using)
    given = permissions_named(STEWARD_PERMISSIONS, using)
    if given.filter(pk__in=new, codename="manage_releases").exists():
        group, _ = Group.objects.using(using).get_or_create(name=DATA_STEWARDS)
        group.permissions.add(*given)
    elif known := Group.objects.using(using).filter(name=DATA_STEWARDS).first():
        known.permissions.add(*given.filter(pk__in=new))
