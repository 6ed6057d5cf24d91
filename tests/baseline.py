"""The rows that migrations leave behind, put back after every test that commits.

Django empties all tables after such a test. Then Wagtail's root page, the site and the declared datasets are gone too,
and the triggers that keep published history would refuse the emptying itself. So the rows are copied once into tables
beside their own, and copied back in one transaction; copying by SQL runs no signal handler and keeps every value as it is.
"""

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase
from wagtail.models import Site

from citations import guards

_PREFIX = "baseline_"
# Tables of Wagtail's index of pages: kept up by the rows it describes, and not to be copied. SQLite's tables for full text are
# each two, and writing to one by way of the other ends in “constraint failed” sooner or later.
SEARCH_INDEX = "wagtailsearch_"
_kept: list[str] = []


def keep_baseline() -> None:
    """Remember what the database holds now, just after its migrations."""
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
            if cursor.fetchone() and not table.startswith(SEARCH_INDEX):
                cursor.execute(f'CREATE TABLE "{_PREFIX}{table}" AS SELECT * FROM "{table}"')
                _kept.append(table)


def restore_baseline() -> None:
    """Empty every table and put the remembered rows back."""
    guards.drop(connection)
    try:
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)
        with transaction.atomic(), connection.cursor() as cursor:
            for table in _kept:
                cursor.execute(f'INSERT INTO "{table}" SELECT * FROM "{_PREFIX}{table}"')
    finally:
        guards.install(connection)
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def restore_after_transactional_tests() -> None:
    """Have Django's own teardown of committing tests restore instead of only emptying."""
    TransactionTestCase._fixture_teardown = lambda case: restore_baseline()
