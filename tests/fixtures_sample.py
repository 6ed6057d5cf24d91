"""The sample for tests: loaded by the real importers, compiled and published, through the project's own actions.

What it holds, and which unit group shows what, is told in docs/sample.md. A test asks for it by the fixture
`sample_edition`, or calls `load_sample_edition()` where it has a database of its own (a test that commits, a class). It takes
about a second. Import the fixture into a conftest to use it there:

    from tests.fixtures_sample import sample_edition  # noqa: F401
"""

import pytest

from citations.models import Edition
from gradient.sample.loading import load_sample


def load_sample_edition() -> Edition:
    """The sample's edition, live. Does nothing where it is live already; a live edition of real releases stays."""
    return load_sample().edition


@pytest.fixture
def sample_edition(db) -> Edition:
    """The sample's edition, published in this test's database."""
    return load_sample_edition()
