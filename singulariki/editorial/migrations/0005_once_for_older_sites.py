from django.db import migrations, models

ADMINISTRATORS = "Administrators"
DEEDS = ("add_collection", "change_collection", "delete_collection")
FROM_EDITION = (
    ("occupations", "rolespage"),
    ("occupations", "occupationpage"),
    ("gradient", "gradientindexpage"),
    ("gradient", "unitgrouppage"),
)


def let_administrators_manage_collections(apps, schema_editor) -> None:
    """Give administrators of a site that is older than this grant what those of a new one get. Where somebody has edited the group
    in the admin, or it holds a part of it, what it holds is somebody's choice."""
    group = apps.get_model("auth", "Group").objects.filter(name=ADMINISTRATORS).first()
    everything = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    if group is None or everything is None:
        return
    grants = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    logs = apps.get_model("wagtailcore", "ModelLogEntry").objects
    edited = logs.filter(
        content_type__app_label="auth", content_type__model="group", object_id=str(group.pk), action="wagtail.edit"
    )
    if edited.exists() or grants.filter(group=group, permission__codename__in=DEEDS).exists():
        return
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtailcore", content_type__model="collection", codename__in=DEEDS
    )
    for permission in permissions:
        grants.create(group=group, collection=everything, permission=permission)


def take_off_privacy_without_effect(apps, schema_editor) -> None:
    """Pages drawn from the edition were shown as private, which they never were to readers."""
    restrictions = apps.get_model("wagtailcore", "PageViewRestriction").objects
    for app, model in FROM_EDITION:
        restrictions.filter(page__content_type__app_label=app, page__content_type__model=model).delete()


def lede() -> models.TextField:
    return models.TextField(blank=True, help_text="One or two sentences below the title.", max_length=2000)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0004_sample_command")]

    operations = [
        migrations.AlterField("homepage", "lede", lede()),
        migrations.AlterField("standardpage", "lede", lede()),
        migrations.RunPython(let_administrators_manage_collections, migrations.RunPython.noop),
        migrations.RunPython(take_off_privacy_without_effect, migrations.RunPython.noop),
    ]
