from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

# Modules that register what they offer when they are imported.
REGISTERED = (
    *("articles", "block_examples", "explaining", "keeping", "live_blocks", "quoting", "sharing"),
    *("staff.guide", "staff.home", "staff.undo"),
)


class EditorialConfig(AppConfig):
    name = "singulariki.editorial"

    def ready(self) -> None:
        from singulariki.delivery.page_cache import register_stamp
        from singulariki.editorial import page_rules, published, seeds, sites
        from singulariki.editorial.staff import exports, submissions
        from singulariki.editorial.uploads import limit_decoding

        for name in REGISTERED:
            import_module(f"singulariki.editorial.{name}")
        limit_decoding()
        published.connect()
        page_rules.connect()
        sites.connect()
        submissions.connect()
        exports.connect()
        register_stamp("editorial", published.stamp_of)
        post_migrate.connect(seeds.set_up, sender=self, dispatch_uid="editorial.set_up")
