from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "singulariki.delivery"
    label = "delivery"
    verbose_name = "Delivery"
