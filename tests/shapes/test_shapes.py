"""Documents stored by earlier versions are read, drawn and answered with for ever.

Each folder `shape_N` holds documents as they were stored, byte for byte, one file a profile: <kind>-<key>.json. When a document
gets a new shape, keep some of the shape before in a folder of their own, and never change those that are here.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from citations.actions.publishing import publish_edition
from citations.compiling import digest
from citations.documents import shape_of, stored
from citations.models import Edition, EditionMethodology, EditionRelease, Profile
from citations.reading import reader_of
from occupations.subjects.kinds import SUBJECTS
from tests.reading.documents import typed

pytestmark = pytest.mark.django_db
FOLDERS = sorted(path for path in Path(__file__).parent.iterdir() if path.name.startswith("shape_"))
# No page of their own: others read them.
WITHOUT_PAGE = {"activity", "search", "gradient-index", "occupation-index"}
# Kinds when documents got their first shape; those that came later may have documents in later folders.
FIRST_KINDS = {
    "occupation",
    "unit-group",
    "task",
    "element",
    "industry",
    "family",
    "cluster",
    "technology",
    "study",
    *WITHOUT_PAGE,
}
KINDS = FIRST_KINDS | {about.key for about in SUBJECTS.values()}
ANSWERED = {
    "occupation": "/api/v1/occupations/",
    "unit-group": "/api/v1/gradient/",
    **{about.key: about.api.path for about in SUBJECTS.values() if about.api},
}


def kept(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, key and text of each document."""
    for path in sorted(folder.glob("*.json")):
        kind = max((kind for kind in KINDS if path.stem.startswith(f"{kind}-")), key=len)
        yield kind, path.stem.removeprefix(f"{kind}-"), path.read_text(encoding="utf-8")


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def old(request, module_sample_edition: Edition) -> tuple[Edition, Path]:
    """A live edition of these documents alone, and without a methodology, as before there was one."""
    edition = Edition.objects.create(name="old", is_sample=True)
    for member in module_sample_edition.members.all():
        EditionRelease.objects.create(edition=edition, dataset=member.dataset, release=member.release)
    for kind, key, text in kept(request.param):
        named = json.loads(text)
        title = named.get("title") or named.get("statement") or kind
        Profile.objects.create(
            edition=edition, kind=kind, key=key, title=title[:200], path=named.get("path", ""), document=text, digest=digest(text)
        )
    Edition.objects.filter(pk=edition.pk).update(state=Edition.State.READY, compiled_at=timezone.now(), content_digest="old")
    publish_edition(edition=Edition.objects.get(pk=edition.pk), although_smaller=True)
    return edition, request.param


def test_there_are_documents_of_every_kind_in_the_first_shape() -> None:
    kinds = {kind for kind, _, _ in kept(FOLDERS[0])}
    assert kinds == FIRST_KINDS
    assert all(shape_of(text) == 1 for _, _, text in kept(FOLDERS[0]))


def test_page_brief_and_answer_are_drawn_from_each(old: tuple[Edition, Path], client: Client) -> None:
    _, folder = old
    drawn = 0
    for kind, key, text in kept(folder):
        path = json.loads(text).get("path", "")
        if kind in WITHOUT_PAGE:
            continue
        page = client.get(path)
        assert page.status_code == 200, (kind, key, page.status_code)
        assert re.search(r'<data value="[^"]', page.content.decode()), (kind, key)
        if kind == "occupation":
            brief = client.get(f"{path}/context.md")
            assert brief.status_code == 200
            assert brief.content.decode().count("\n## ") > 5
        if kind in ANSWERED:
            answer = client.get(f"{ANSWERED[kind]}{key}/")
            assert answer.status_code == 200, (kind, key)
        drawn += 1
    assert drawn > 15


def test_lists_and_search_read_the_index_of_each(old: tuple[Edition, Path], client: Client) -> None:
    for path in ("/roles/?overlap=high&sort=overlap&order=desc", "/quadrant", "/gradient/", "/search?q=sound", "/"):
        assert client.get(path).status_code == 200, path
    rows = client.get("/api/v1/occupations/").json()["results"]
    assert {row["overlap"]["level"] for row in rows if row["overlap"]} >= {"low", "high"}
    assert {row["outlook"]["category"] for row in rows} - {None}
    assert client.get("/api/v1/gradient/").json()["count"] > 5


def test_each_is_stored_anew_in_the_present_shape_and_reads_the_same(old: tuple[Edition, Path]) -> None:
    edition, folder = old
    reader = reader_of(edition)
    for kind, key, _ in kept(folder):
        document = typed(edition, kind, key)
        again = reader.read(type(document), stored(document), "/api/v1/it/")
        assert again == document, (kind, key)


def test_a_measure_that_nobody_describes_any_more_costs_no_page(module_sample_edition: Edition, client: Client) -> None:
    task = Profile.objects.filter(
        edition=module_sample_edition, kind="task", document__contains='"m":"task-importance","v":'
    ).first()
    assert task is not None
    renamed = task.document.replace('"m":"task-importance"', '"m":"weight-of-the-task","d":["onet"]')
    edition = Edition.objects.create(name="renamed", is_sample=True)
    for member in module_sample_edition.members.all():
        EditionRelease.objects.create(edition=edition, dataset=member.dataset, release=member.release)
    Profile.objects.create(
        edition=edition, kind="task", key=task.key, title=task.title, path=task.path, document=renamed, digest=digest(renamed)
    )
    Edition.objects.filter(pk=edition.pk).update(state=Edition.State.READY, compiled_at=timezone.now())
    publish_edition(edition=Edition.objects.get(pk=edition.pk), although_smaller=True)
    page = client.get(task.path)
    assert page.status_code == 200
    assert "Weight of the task" in page.content.decode()


def test_an_old_edition_is_explained_by_its_own_methodology(module_sample_edition: Edition, client: Client) -> None:
    row = EditionMethodology.objects.get(edition=module_sample_edition)
    live = json.loads(row.measures)
    assert {"key", "label", "unit", "decimals", "means", "does_not_mean"} <= live[0].keys()
    edition = Edition.objects.create(name="explained", is_sample=True)
    for member in module_sample_edition.members.all():
        EditionRelease.objects.create(edition=edition, dataset=member.dataset, release=member.release)
    task = Profile.objects.filter(edition=module_sample_edition, kind="task").first()
    assert task is not None
    Profile.objects.create(
        edition=edition, kind="task", key=task.key, title=task.title, path=task.path, document=task.document, digest=task.digest
    )
    EditionMethodology.objects.create(
        edition=edition,
        measures=row.measures.replace('"label":"AI task overlap"', '"label":"Overlap as it was called then"'),
        recipes=row.recipes.replace('"title":"AI task overlap"', '"title":"The recipe of then"'),
    )
    Edition.objects.filter(pk=edition.pk).update(state=Edition.State.READY, compiled_at=timezone.now())
    publish_edition(edition=Edition.objects.get(pk=edition.pk), although_smaller=True)
    publish_edition(edition=module_sample_edition)

    assert "Overlap as it was called then" in client.get(f"/editions/explained{task.path}").content.decode()
    methodology = client.get("/editions/explained/methodology").content.decode()
    assert "Overlap as it was called then" in methodology
    assert "The recipe of then" in methodology
    assert "Overlap as it was called then" not in client.get("/methodology").content.decode()
    assert "Overlap as it was called then" not in client.get(task.path).content.decode()
    assert client.get("/editions/nothing/methodology").status_code == 404


def test_a_rank_by_an_earlier_method_stays_and_is_explained_by_it(module_sample_edition: Edition, client: Client) -> None:
    """Version 1 of AI task overlap ranked occupations that two of its three studies score, and knew no spread."""
    text = (Path(__file__).parent / "shape_2" / "occupation-15-1252.00.json").read_text(encoding="utf-8")
    row = EditionMethodology.objects.get(edition=module_sample_edition)
    recipes = json.loads(row.recipes)
    (method,) = (recipe for recipe in recipes if recipe["key"] == "ai-overlap")
    assert method["version"] == 2
    method |= {"version": 1, "formula": "mean of the percentiles (those that exist), ranked again"}
    edition = Edition.objects.create(name="first-method", is_sample=True)
    for member in module_sample_edition.members.all():
        EditionRelease.objects.create(edition=edition, dataset=member.dataset, release=member.release)
    path = json.loads(text)["path"]
    Profile.objects.create(
        edition=edition, kind="occupation", key="15-1252.00", title="Developers", path=path, document=text, digest=digest(text)
    )
    EditionMethodology.objects.create(edition=edition, measures=row.measures, recipes=json.dumps(recipes))
    Edition.objects.filter(pk=edition.pk).update(state=Edition.State.READY, compiled_at=timezone.now())
    publish_edition(edition=Edition.objects.get(pk=edition.pk), although_smaller=True)

    page = client.get(path).content.decode()
    assert ">87th</data>" in page
    assert "(those that exist), ranked again" in client.get(f"{path}?notes=1").content.decode()
    assert "One by one" not in page
    overlap = client.get("/api/v1/occupations/15-1252.00/").json()["overlap"]
    assert (round(overlap["percentile"]), overlap["level"], overlap["part_count"], overlap["spread"]) == (87, "high", 2, None)

    # The present method gives the same occupation no rank.
    publish_edition(edition=module_sample_edition)
    overlap = client.get("/api/v1/occupations/15-1252.00/").json()["overlap"]
    assert (overlap["percentile"], overlap["level"], overlap["part_count"]) == (None, None, 2)
    assert overlap["lowest"] <= overlap["mean"] <= overlap["highest"]
    page = client.get(path).content.decode()
    assert "Not ranked: scored by" in page
    assert 'data-measure="ai-overlap-mean">mean ' in page
