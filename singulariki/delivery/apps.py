from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "singulariki.delivery"

    def ready(self) -> None:
        from singulariki.delivery import mail  # noqa: F401 -- registers a check
