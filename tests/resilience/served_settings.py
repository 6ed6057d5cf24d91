"""As `make run` serves, but with pages kept as in production."""

from singulariki.settings.development import *  # noqa: F403

DEBUG = False
