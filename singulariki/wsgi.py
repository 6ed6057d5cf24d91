"""WSGI entry point: `granian --interface wsgi singulariki.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "singulariki.settings.production")

# A reader does not wait longer for a database that is overloaded; the worker, which loads and compiles, may take minutes. libpq
# reads this for each connection that does not set options of its own.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=20s -c lock_timeout=10s")

application = get_wsgi_application()
