from django.db import migrations, models

EARLIER = "make run DATA=../shared/data"
COMMAND = "make run DATA=path/to/folder"


def name_any_folder(apps, schema_editor) -> None:
    """Change the words where nobody has."""
    apps.get_model("editorial", "SiteWords").objects.filter(sample_command=EARLIER).update(sample_command=COMMAND)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0003_pictures_in_prose")]

    operations = [
        migrations.AlterField("sitewords", "sample_command", models.CharField(blank=True, default=COMMAND, max_length=120)),
        migrations.RunPython(name_any_folder, migrations.RunPython.noop),
    ]
