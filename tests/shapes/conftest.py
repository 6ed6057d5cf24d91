"""Stored documents of every shape there ever was, on the releases of the sample."""

from tests.fixtures_sample import *  # noqa: F403
