"""The loaded sample for the tests of this folder."""

from tests.fixtures_sample import sample_edition  # noqa: F401
