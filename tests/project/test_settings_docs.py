"""docs/settings.md lists exactly the environment variables that the code declares."""

import re
from pathlib import Path

from django.conf import settings

from singulariki.settings.environment import VARIABLES

PAGE = Path(settings.BASE_DIR) / "docs" / "settings.md"
ROW = re.compile(r"^\| `([A-Z0-9_]+)` \|", re.MULTILINE)


def test_every_variable_is_documented_and_every_documented_one_exists():
    documented = ROW.findall(PAGE.read_text())

    assert len(documented) == len(set(documented))
    assert set(documented) == set(VARIABLES)


def test_no_other_file_reads_the_environment():
    reading = re.compile(r"os\.(environ\.get|getenv)\(|os\.environ\[")
    rooms = ("singulariki", "citations", "occupations", "gradient")
    files = [path for room in rooms for path in (Path(settings.BASE_DIR) / room).rglob("*.py")]
    assert len(files) > 20

    elsewhere = [str(path) for path in files if path.name != "environment.py" and reading.search(path.read_text())]

    assert elsewhere == []
