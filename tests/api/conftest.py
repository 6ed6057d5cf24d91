"""The API on the built-in sample."""

from tests.fixtures_sample import *  # noqa: F403
