from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "singulariki.delivery"

    def ready(self) -> None:
        from singulariki.delivery import mail, warming  # noqa: F401 -- register a check, and what follows a publication
