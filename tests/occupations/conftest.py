import io
from collections.abc import Callable
from pathlib import Path

import pytest

from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.models import Release

Import = Callable[..., Release]


@pytest.fixture
def imported(db) -> Import:
    """Import files as the command does; returns the release, ready or rejected."""

    def run(*paths: Path, **asked: str) -> Release:
        release, _ = import_release(files=[Original(path.name, io.BytesIO(path.read_bytes())) for path in paths], **asked)
        return release

    return run
