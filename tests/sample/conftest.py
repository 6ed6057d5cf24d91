"""The loaded sample for the tests of this folder."""

from tests.fixtures_sample import *  # noqa: F403
