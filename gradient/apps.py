from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GradientConfig(AppConfig):
    name = "gradient"
    verbose_name = "Gradient: international occupations"

    def ready(self) -> None:
        # Each registers what it offers: importers, measures and recipes, compilers, page kinds, what the home page shows.
        from gradient import importers, measures, recipes  # noqa: F401
        from gradient.models import UnitGroupPage
        from gradient.subjects import methodology, occupation  # noqa: F401 -- what it adds to pages of the room below
        from gradient.subjects.unit_group import page as unit_group_page  # noqa: F401 -- its compiler comes along
        from gradient.subjects.unit_group.compile import create_missing_pages
        from gradient.subjects.unit_group_list import compile, page  # noqa: F401
        from occupations.actions import bring_up_to_date

        def find_older_pages(using: str, **kwargs: Any) -> None:
            bring_up_to_date(UnitGroupPage, create_missing_pages, using)

        post_migrate.connect(find_older_pages, sender=self, weak=False, dispatch_uid="gradient.find_older_pages")
