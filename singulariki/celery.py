"""The Celery application. Tasks live in each app's `tasks.py`; they call that app's `actions.py`."""

import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "singulariki.settings.development")

app = Celery("singulariki")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
def look_before_working(**kwargs: Any) -> None:
    from django.core.exceptions import ImproperlyConfigured

    from singulariki.preflight import before_working

    try:
        before_working()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error  # Celery only logs what a listener raises
