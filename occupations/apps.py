from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OccupationsConfig(AppConfig):
    name = "occupations"
    verbose_name = "U.S. occupations"

    def ready(self) -> None:
        from occupations import actions, importers, measures, recipes, site_wide, subjects  # noqa: F401 -- registers them

        post_migrate.connect(actions.find_older_pages, sender=self, dispatch_uid="occupations.find_older_pages")
        from occupations.views import sharing  # noqa: F401 -- registers charts for other sites and pictures to share
