"""The data steward: who may upload releases, compile editions and publish them."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

DATA_STEWARDS = "Data stewards"

MANAGE_RELEASES = "citations.manage_releases"
COMPILE_EDITION = "citations.compile_edition"
PUBLISH_EDITION = "citations.publish_edition"
STEWARD_PERMISSIONS = (MANAGE_RELEASES, COMPILE_EDITION, PUBLISH_EDITION, "wagtailadmin.access_admin")


def ensure_data_steward(using: str = "default") -> Group:
    """Create the group where it is absent and give it its permissions. Takes nothing away, so it can run any number of times."""
    # Django makes a model's permissions after every migrate too, but maybe after this.
    create_permissions(apps.get_app_config("citations"), verbosity=0, using=using)
    group, _ = Group.objects.using(using).get_or_create(name=DATA_STEWARDS)
    wanted = Q(pk__in=[])
    for permission in STEWARD_PERMISSIONS:
        room, codename = permission.split(".")
        wanted |= Q(content_type__app_label=room, codename=codename)
    group.permissions.add(*Permission.objects.using(using).filter(wanted))
    return group
