from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0013_chapters")]

    operations = [
        migrations.AddField(
            model_name="homepage",
            name="question",
            field=models.CharField(
                blank=True,
                default="How much of the work of {occupation} can AI attempt?",
                help_text="The page opens with it. {occupation} becomes the title of an occupation. Empty: the page opens with "
                "its title.",
                max_length=160,
            ),
        ),
        migrations.AddField(
            model_name="homepage",
            name="question_about",
            field=models.CharField(
                blank=True,
                default="27-4014.00",
                help_text="Code of the occupation, such as 27-4014.00. Where it has no rank, the one that most people work in is "
                "taken.",
                max_length=10,
                verbose_name="Asked about",
            ),
        ),
    ]
