from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditorialConfig(AppConfig):
    name = "singulariki.editorial"
    label = "editorial"
    verbose_name = "Editorial"

    def ready(self) -> None:
        from singulariki.delivery.page_cache import register_stamp
        from singulariki.editorial import page_rules, quoting, seeds, sharing, sites, stamp  # noqa: F401 -- they register themselves
        from singulariki.editorial.uploads import limit_decoding

        limit_decoding()
        stamp.connect()
        page_rules.connect()
        sites.connect()
        register_stamp("editorial", stamp.stamp_of)
        post_migrate.connect(seeds.set_up, sender=self, dispatch_uid="editorial.set_up")
