"""The files git keeps, as a person who clones the repository gets them."""

import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)


@cache
def tracked_files() -> tuple[Path, ...]:
    """Paths of all tracked files that are still there, relative to the root of the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(Path(name) for name in listed.split("\0") if name and (ROOT / name).exists())


def tracked_texts() -> list[tuple[Path, str]]:
    """Path and content of every tracked file that is text."""
    texts = []
    for path in tracked_files():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content[:8000]:
            texts.append((path, content.decode("utf-8", errors="replace")))
    return texts
