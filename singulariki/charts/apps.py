from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "singulariki.charts"
    label = "charts"
    verbose_name = "Charts"
