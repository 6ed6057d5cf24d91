from django.apps import AppConfig


class OccupationsConfig(AppConfig):
    name = "occupations"
    verbose_name = "U.S. occupations"

    def ready(self) -> None:
        from occupations import actions, importers, measures, recipes, site_wide, subjects  # noqa: F401 -- registers them
        from occupations.views import sharing  # noqa: F401 -- registers charts for other sites and pictures to share
