"""The sample for tests: loaded by the real importers, compiled and published, through the project's own actions.

What it holds, and which unit group shows what, is told in docs/sample.md. There are three ways to it:

    sample_edition            fixture: published in this one test's database
    module_sample_edition     fixture: published once for all tests of a module that only read, which may not use
                              `transactional_db` or `live_server`; each test's own writes are still undone
    load_sample_edition()     for a test that commits, or has a database of its own; takes some seconds

Fixtures are imported into the conftest of the folder that uses them:

    from tests.fixtures_sample import *  # noqa: F403
"""

from collections.abc import Iterator

import pytest

from citations.models import Edition
from gradient.sample import load_sample
from tests.remembered import made_once
from tests.undoing import undone_at_the_end

__all__ = ["load_sample_edition", "module_sample_edition", "module_transaction", "sample_edition"]


def load_sample_edition() -> Edition:
    """The sample's edition, live. Does nothing where it is live already; a live edition of real releases stays."""
    return load_sample().edition


@pytest.fixture
def sample_edition(db) -> Edition:
    """The sample's edition, published in this test's database."""
    return made_once("sample", load_sample_edition)


@pytest.fixture(scope="module")
def module_transaction(django_db_setup, django_db_blocker) -> Iterator[Edition]:
    with undone_at_the_end(django_db_blocker, lambda: made_once("sample", load_sample_edition)) as edition:
        yield edition


@pytest.fixture
def module_sample_edition(module_transaction: Edition, db) -> Edition:
    """The sample's edition, loaded once for the module."""
    return module_transaction
