"""An edition of small files in the official layouts, live, for tests of occupation pages."""

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.models import Edition
from singulariki.delivery import page_cache
from singulariki.editorial.seeds import ensure_default_layouts
from tests.occupations import files
from tests.occupations.compiling.test_occupations import ACTORS, CHIEFS, LONG
from tests.occupations.importers import layouts
from tests.occupations.importers.layouts import spreadsheet, written
from tests.remembered import made_once
from tests.undoing import undone_at_the_end


def _import(*paths: Path) -> None:
    import_release(files=[Original(path.name, io.BytesIO(path.read_bytes())) for path in paths])


def _live_edition(folder: Path) -> Edition:
    described = [*files.OCCUPATIONS, [CHIEFS, "Chief Executives", "Lead."], [ACTORS, "Actors", "Play parts."]]
    _import(files.onet_text(folder / "onet.zip", {**files.ONET_TABLES, "Occupation Data": described}))
    _import(files.oews_national(folder / "national_M2024_dl.xlsx"))
    _import(*files.soc_files(folder / "soc"))
    _import(written(folder, "occ_level.csv", layouts.OCC_LEVEL))
    _import(spreadsheet(folder, "a.xlsx", {"Appendix A": layouts.AIOE}))
    _import(written(folder, "index.csv", layouts.FREY_INDEX))
    _import(written(folder, "home.csv", layouts.WORK_AT_HOME))
    _import(written(folder, "aei_raw_claude_ai.csv", LONG))
    ensure_default_layouts()
    edition = compile_edition(name="small")
    publish_edition(edition=edition)
    return edition


@pytest.fixture(scope="module")
def module_edition(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Edition]:
    folder = tmp_path_factory.mktemp("releases")
    with undone_at_the_end(django_db_blocker, lambda: made_once("small files", partial(_live_edition, folder))) as edition:
        yield edition


@pytest.fixture
def edition(module_edition: Edition, db) -> Edition:
    """Every release that the small files make, live."""
    page_cache.clear()
    return module_edition
