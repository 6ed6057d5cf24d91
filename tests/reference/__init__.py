"""Pages, answers and profiles of the edition that the reference pins, on the real releases."""

import pytest

OCCUPATIONS = "/api/v1/occupations/"
SOUND = f"{OCCUPATIONS}27-4014.00/"

# Of every module here: its tests need the real releases and share the one database that holds them. The pages of all occupations
# take about as long as everything else, so another process may draw them, in a database of its own.
on_the_reference = [pytest.mark.releases, pytest.mark.xdist_group("reference")]
on_the_reference_alone = [pytest.mark.releases, pytest.mark.xdist_group("occupation pages")]
