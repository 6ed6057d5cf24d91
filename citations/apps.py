from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CitationsConfig(AppConfig):
    name = "citations"
    verbose_name = "Citations: where figures come from"

    def ready(self) -> None:
        from citations import after_migrate

        pre_migrate.connect(after_migrate.drop_guards, sender=self, dispatch_uid="citations.guards")
        post_migrate.connect(after_migrate.install_guards, sender=self, dispatch_uid="citations.guards")
        post_migrate.connect(after_migrate.record_datasets, sender=self, dispatch_uid="citations.datasets")
        post_migrate.connect(after_migrate.ensure_steward_group, sender=self, dispatch_uid="citations.permissions")
