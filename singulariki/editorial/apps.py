from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditorialConfig(AppConfig):
    name = "singulariki.editorial"

    def ready(self) -> None:
        from singulariki.delivery.page_cache import register_stamp
        from singulariki.editorial import keeping, page_rules, published, quoting, rendering, seeds, sites  # noqa: F401 -- they register themselves
        from singulariki.editorial.uploads import limit_decoding

        limit_decoding()
        published.connect()
        page_rules.connect()
        sites.connect()
        register_stamp("editorial", published.stamp_of)
        post_migrate.connect(seeds.set_up, sender=self, dispatch_uid="editorial.set_up")
