"""WSGI entry point: `granian --interface wsgi singulariki.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from singulariki.preflight import before_serving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "singulariki.settings.production")

application = get_wsgi_application()
before_serving()
