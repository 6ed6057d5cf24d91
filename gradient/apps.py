from django.apps import AppConfig


class GradientConfig(AppConfig):
    name = "gradient"
    verbose_name = "Gradient: international occupations"

    def ready(self) -> None:
        # Each registers what it offers: measures and recipes, importers, compilers, page kinds, the home page's feature.
        from gradient import actions, compiling, home, importers, occupation_part, page_kinds  # noqa: F401
        from gradient.api import occupation_part as part_of_answers  # noqa: F401 -- describes what it adds to occupations
        from gradient.views import embeds, share  # noqa: F401 -- registers charts for other sites and pictures to share
