"""Uploading, checking and loading releases. The only code that writes them."""

from citations.actions.releases.importing import import_release
from citations.actions.releases.originals import DamagedOriginal
from citations.actions.releases.processing import AlreadyUnderWay, process_release, sweep
from citations.actions.releases.reloading import is_outdated, reload_release, start_reload
from citations.actions.releases.retiring import retire_release
from citations.actions.releases.uploading import Original, upload_release

__all__ = [
    "AlreadyUnderWay",
    "DamagedOriginal",
    "Original",
    "import_release",
    "is_outdated",
    "process_release",
    "reload_release",
    "retire_release",
    "start_reload",
    "sweep",
    "upload_release",
]
