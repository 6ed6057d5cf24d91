from django.apps import AppConfig


class OccupationsConfig(AppConfig):
    name = "occupations"
    verbose_name = "U.S. occupations"

    def ready(self) -> None:
        from occupations import actions, home, importers, measures, recipes, search, sitemap, subjects  # noqa: F401 -- registers them
        from occupations.views import embeds, share  # noqa: F401 -- registers charts for other sites and pictures to share
