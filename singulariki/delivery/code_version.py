"""A digest of the code that draws pages, so that a new deployment never serves what the old one drew."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_FOLDERS = ("citations", "gradient", "occupations", "singulariki", "templates", "static")
_SUFFIXES = {".py", ".html", ".css", ".js", ".svg", ".txt"}


@lru_cache(maxsize=1)
def code_version() -> str:
    """SHA-256 over names and contents of the project's sources; the same on every machine that runs the same code."""
    content = hashlib.sha256()
    base = Path(settings.BASE_DIR)
    for folder in _FOLDERS:
        for path in sorted((base / folder).rglob("*")):
            if path.suffix in _SUFFIXES and path.is_file():
                content.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes())
    return content.hexdigest()
