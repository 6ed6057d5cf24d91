from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditorialConfig(AppConfig):
    name = "singulariki.editorial"
    label = "editorial"
    verbose_name = "Editorial"

    def ready(self) -> None:
        from singulariki.delivery.page_cache import register_stamp
        from singulariki.editorial import after_migrate, fixed_addresses, quoting, share, signals, sites  # noqa: F401 -- they register themselves
        from singulariki.editorial.stamp import stamp_of
        from singulariki.editorial.uploads import limit_decoding

        limit_decoding()
        signals.connect()
        fixed_addresses.connect()
        sites.connect()
        register_stamp("editorial", stamp_of)
        post_migrate.connect(after_migrate.furnish, sender=self, dispatch_uid="editorial.furnish")
