"""WSGI entry point: `granian --interface wsgi singulariki.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from singulariki.preflight import before_serving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "singulariki.settings.production")

# Who asks for a page has given up by then (nginx after 60 seconds); the worker, which loads and compiles, may take hours. libpq
# reads this for each connection that does not set options of its own.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=55s")

application = get_wsgi_application()
before_serving()
