"""Uploading, checking and loading releases. The only code that writes them."""

from citations.actions.job_outcomes import AlreadyUnderWay
from citations.actions.releases.dating import date_release, says_when_published
from citations.actions.releases.processing import (
    cancel_release,
    import_release,
    is_outdated,
    process_release,
    reload_release,
    start_release_again,
    start_reload,
    sweep,
)
from citations.actions.releases.retiring import AnotherIsReady, bring_back_release, retire_release, set_aside_release
from citations.actions.releases.uploading import DamagedOriginal, Original, upload_release

__all__ = [
    "AlreadyUnderWay",
    "AnotherIsReady",
    "DamagedOriginal",
    "Original",
    "bring_back_release",
    "cancel_release",
    "date_release",
    "import_release",
    "is_outdated",
    "process_release",
    "reload_release",
    "retire_release",
    "says_when_published",
    "set_aside_release",
    "start_release_again",
    "start_reload",
    "sweep",
    "upload_release",
]
