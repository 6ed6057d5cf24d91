from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CitationsConfig(AppConfig):
    name = "citations"
    verbose_name = "Citations: where figures come from"

    def ready(self) -> None:
        from citations import after_migrate
        from citations.actions import following  # noqa: F401 -- registers what follows a publication

        pre_migrate.connect(after_migrate.drop_guards, sender=self, dispatch_uid="citations")
        post_migrate.connect(after_migrate.bring_up_to_date, sender=self, dispatch_uid="citations")
