from django.apps import AppConfig


class OccupationsConfig(AppConfig):
    name = "occupations"
    verbose_name = "U.S. occupations"

    def ready(self) -> None:
        from occupations import actions, compiling, importers, measures, page_kinds, recipes, search, sitemap  # noqa: F401 -- registers them
        from occupations.views import embeds  # noqa: F401 -- registers the charts of occupations
