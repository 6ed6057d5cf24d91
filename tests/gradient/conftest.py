"""Pages of the gradient on the built-in sample, and on the real releases loaded once for all tests that read them."""

from tests.fixtures_sample import *  # noqa: F403
