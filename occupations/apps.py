from django.apps import AppConfig


class OccupationsConfig(AppConfig):
    name = "occupations"
    verbose_name = "U.S. occupations"

    def ready(self) -> None:
        from occupations import compiling, importers, measures, recipes  # noqa: F401 -- registers them
