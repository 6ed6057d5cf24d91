"""Pages, answers and profiles of the edition that the reference pins, on the real releases."""

import pytest
from django.conf import settings

OCCUPATIONS = "/api/v1/occupations/"
SOUND = f"{OCCUPATIONS}27-4014.00/"

# Of every module here: its tests need the real releases and share the one database that holds them. The pages of occupations take
# long on SQLite, where most are drawn, so another process may draw them, in a database of its own.
SHARED = "reference"
ALONE = "occupation pages" if "sqlite" in settings.DATABASES["default"]["ENGINE"] else SHARED
on_the_reference = [pytest.mark.releases, pytest.mark.xdist_group(SHARED)]
on_the_reference_alone = [pytest.mark.releases, pytest.mark.xdist_group(ALONE)]
