"""Uploading, checking and loading releases. The only code that writes them."""

from citations.actions.releases.originals import DamagedOriginal
from citations.actions.releases.processing import AlreadyUnderWay, import_release, process_release, sweep
from citations.actions.releases.uploading import Original, upload_release

__all__ = [
    "AlreadyUnderWay",
    "DamagedOriginal",
    "Original",
    "import_release",
    "process_release",
    "sweep",
    "upload_release",
]
