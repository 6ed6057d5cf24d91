from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "singulariki.editorial"
    label = "editorial"
    verbose_name = "Editorial"
