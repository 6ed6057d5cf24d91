from django.apps import AppConfig


class GradientConfig(AppConfig):
    name = "gradient"
    verbose_name = "Gradient: international occupations"

    def ready(self) -> None:
        # Each registers what it offers: importers, measures and recipes, compilers, page kinds, what the home page shows.
        from gradient import importers, measures, recipes  # noqa: F401
        from gradient.subjects import methodology, occupation  # noqa: F401 -- what it adds to pages of the room below
        from gradient.subjects.unit_group import page as unit_group_page  # noqa: F401 -- its compiler comes along
        from gradient.subjects.unit_group_list import compile, page  # noqa: F401
