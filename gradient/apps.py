from django.apps import AppConfig


class GradientConfig(AppConfig):
    name = "gradient"
    verbose_name = "Gradient: international occupations"

    def ready(self) -> None:
        from gradient import importers  # noqa: F401 -- registers them
