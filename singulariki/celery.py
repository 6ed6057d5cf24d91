"""The Celery application. Tasks live in each app's `tasks.py`; they call that app's `actions.py`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "singulariki.settings.development")

app = Celery("singulariki")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
