from django.apps import AppConfig


class OccupationsConfig(AppConfig):
    name = "occupations"
    verbose_name = "U.S. occupations"

    def ready(self) -> None:
        from occupations import actions, compiling, home, importers, measures, page_kinds, recipes, search, sitemap  # noqa: F401 -- registers them
        from occupations.views import embeds, share  # noqa: F401 -- registers charts for other sites and pictures to share
