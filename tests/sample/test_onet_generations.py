"""Pages of the sample with its O*NET release in the layout of 31.0: whole, and with the tables alone that there must be."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from citations.actions.editions import compile_edition
from citations.actions.held_releases import overrule_release
from citations.actions.publishing import publish_edition
from citations.models import Edition, Profile
from citations.reading import reader_of
from occupations.subjects.occupation.document import OccupationDocument
from tests.citations.official import attempt, delimited_rows, original_files
from tests.occupations.importers.onet_layouts import Tables, csv_archive, later
from tests.reading.faults import faults

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

LISTS = (
    "/roles/",
    "/elements/",
    "/technology/",
    "/families/",
    "/study/",
    "/clusters/",
    "/quadrant",
    "/methodology",
    "/datasets/",
)
LISTS += ("/datasets/onet/", "/gradient/", "/industries/", "/compare/role-15-1252-00/role-27-4014-00", "/")
SAMPLED = 12
# Parts of an occupation's document that do not depend on how activities and software are classified.
SAME = ("knowledge", "abilities", "essential_skills", "transferable_skills", "work_activities", "work_styles", "interests")
SAME += ("basic_interests", "education", "also_called", "emerging_tasks", "preparation")


def sample_tables() -> Tables:
    ((_, content),) = original_files("onet").items()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tables = {Path(name).stem: delimited_rows(archive.read(name), "\t") for name in archive.namelist()}
    return {name: [row for row in rows if row] for name, rows in tables.items() if name != "Read Me"}


def published(tables: Tables, path: Path) -> Edition:
    release = attempt({"onet.zip": csv_archive(path, tables, folder="db_31_9_csv").read_bytes()}, is_sample=True)
    if [stop.kind for stop in release.stops] == ["same-facts"]:
        release = overrule_release(release=release, reason="A part of the sample is meant to pass for a later release here.")
    assert (release.state, release.version) == ("ready", "31.9"), [str(issue) for issue in release.issues.all()[:5]]
    edition = compile_edition(pins={"onet": "31.9"}, is_sample=True)
    publish_edition(edition=edition, although_smaller=True)
    return edition


def documents(edition: Edition) -> dict[str, OccupationDocument]:
    keys = edition.profiles.filter(kind="occupation").values_list("key", flat=True)
    return reader_of(edition).documents(OccupationDocument, keys)


def look_at_pages(edition: Edition) -> None:
    """Some pages of every kind, and the lists: each is there, and none shows what no page may show."""
    client = Client()
    paths = list(LISTS)
    for kind in sorted(set(Profile.objects.filter(edition=edition).exclude(path="").values_list("kind", flat=True))):
        paths += edition.profiles.filter(kind=kind).order_by("key").values_list("path", flat=True)[:SAMPLED]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert not faults(answer.content.decode()), path


def test_pages_stay_as_they_are_where_only_names_and_files_change(sample_edition, tmp_path) -> None:
    before = documents(sample_edition)
    edition = published(later(sample_tables()), tmp_path / "onet.zip")

    after = documents(edition)
    assert after.keys() == before.keys()
    for code, document in after.items():
        for name in SAME:
            was, becomes = getattr(before[code], name), getattr(document, name)
            assert _values(becomes) == _values(was), (code, name)
        assert [row.name for row in document.software] == [row.name for row in before[code].software]
        assert not document.tools
    look_at_pages(edition)


def test_pages_come_out_of_the_tables_that_every_release_has(sample_edition, tmp_path) -> None:
    tables = {name: rows for name, rows in later(sample_tables()).items() if name in ("Occupation Data", "Task Statements")}
    edition = published(tables, tmp_path / "onet.zip")

    document = documents(edition)["27-4014.00"]
    assert document.tasks
    lists = (document.software, document.tools, document.knowledge, document.work_styles, document.also_called)
    assert not any(lists)
    page = Client().get("/roles/role-27-4014-00").content.decode()
    assert 'id="tasks"' in page
    absent = re.findall(r'class="section section--absent[^"]*" id="([\w-]+)"', page)
    assert {"technology", "interests"} <= set(absent)
    assert "tasks" not in absent
    look_at_pages(edition)


def _values(part: object) -> str:
    """A part of a document in words, without the version of the release that its figures are of."""
    return re.sub(r"version='[^']*'", "", repr(part))
