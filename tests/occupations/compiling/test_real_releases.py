"""The real releases, compiled with the pins of the reference: its whole answer, and what must hold for all occupations."""

import json
import math
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from citations.actions.editions import compile_edition
from citations.models import Edition, Profile
from tests.baseline import restore_baseline
from tests.occupations.compiling.reading import at, contains, document, figures, values

pytestmark = pytest.mark.releases

PATH = "/api/v1/occupations/27-4014.00/"
# All that an occupation's document is made of, without releases that no pin asks for.
FILES = (
    "onet/db_30_2_text.zip",
    "oews/oesm24nat.zip",
    "oews/natsector_M2024_dl.xlsx",
    "oews/nat5d_6d_M2024_dl.reconstructed.xlsx",
    "bls_ep/occupation_2024-2034.xlsx",
    "bls_ep/education_2024-2034.xlsx",
    "aei/release_2025_03_27",
    "aei/labor_market_impacts",
    "studies/eloundou",
    "studies/felten",
    "studies/microsoft/2025-07",
    "studies/frey_osborne",
    "studies/dingel_neiman",
    "crosswalks",
    "cip",
    "career_clusters",
    "ilo",
)


@pytest.fixture(scope="module")
def expected(releases_folder: Path) -> dict:
    return json.loads((releases_folder.parent / "reference" / "expected.json").read_text())[PATH]


@pytest.fixture(scope="module")
def compiled(django_db_setup, django_db_blocker, releases_folder: Path, expected: dict, tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("releases")
    for name in FILES:
        source, target = releases_folder / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        for path in sorted(source.iterdir()) if source.is_dir() else [source]:
            link = target / path.name if source.is_dir() else target
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
    # Committed, as on a site: in one transaction around everything SQLite would spend minutes on its savepoints.
    with django_db_blocker.unblock():
        try:
            pins = [f"--pin={slug}={version}" for slug, version in expected["releases"].items()]
            call_command("load_releases", str(folder), "--name=reference", *pins, verbosity=0)
            yield "reference"
        finally:
            restore_baseline()


@pytest.fixture
def edition(compiled: str, django_db_blocker) -> Iterator[Edition]:
    with django_db_blocker.unblock():
        yield Edition.objects.get(name=compiled)


def occupations(edition: Edition) -> Iterator[dict]:
    for text in Profile.objects.filter(edition=edition, kind="occupation").order_by("key").values_list("document", flat=True):
        yield json.loads(text)


def test_the_reference_answer_holds_in_full(edition: Edition, expected: dict) -> None:
    held = {member.dataset.slug: member.release.version for member in edition.members.select_related("dataset", "release")}
    assert expected["releases"].items() <= held.items()
    answer = values(document(edition, "occupation", "27-4014.00"))
    figures_expected = {name: part for name, part in expected.items() if name != "releases"}
    assert len(figures_expected) > 15
    assert contains(answer, figures_expected) == []


def test_the_reference_page_agrees_where_the_answer_says_nothing(edition: Edition) -> None:
    found = document(edition, "occupation", "27-4014.00")
    assert found["frey_osborne"]["percentile"]["t"] == "30th"
    assert [row["name"] for row in found["knowledge"]][:3] == [
        "Computers and Electronics",
        "Customer and Personal Service",
        "Fine Arts",
    ]
    assert len(found["knowledge"]) == 7
    assert len(found["essential_skills"]) == 7
    assert len(found["transferable_skills"]) == 8
    assert [row["title"] for row in found["study"]] == [
        "Communications Technologies/Technicians and Support Services",
        "Engineering/Engineering-Related Technologies/Technicians",
        "Visual and Performing Arts",
    ]
    assert [row["title"] for row in found["clusters"]] == ["Arts, Entertainment, & Design"]
    assert found["preparation"]["svp"] == "(6.0 to < 7.0)"
    assert len(found["related"]) == 12
    assert found["work_context"] == []


def test_all_1016_occupations_have_a_document_without_holes(edition: Edition) -> None:
    told = rated = 0
    for found in occupations(edition):
        told += 1
        rated += found["is_rated"]
        answer = values(found)
        assert found["title"]
        assert found["description"]
        assert found["job_family"]
        for figure in figures(found):
            assert figure["v"] is None or math.isfinite(figure["v"]), found["code"]
            assert (figure["v"] is None) == ("x" in figure), found["code"]
            assert at(answer, figure["p"]) == figure["v"], found["code"]
        assert '"None"' not in json.dumps(answer), found["code"]
    assert (told, rated) == (1016, 894)


def test_values_over_a_bridge_say_so_and_do_not_count_towards_overlap(edition: Edition) -> None:
    bridged = [
        (found["code"], row, found["overlap"]) for found in occupations(edition) for row in found["exposure"] if row["bridged"]
    ]
    assert len(bridged) > 100
    for code, row, overlap in bridged:
        assert "soc-structure" in row["score"]["d"], code
        assert overlap is None or row["measure"] not in overlap["parts"], code


def test_shares_of_observed_use_add_up_over_all_occupations(edition: Edition) -> None:
    total = math.fsum(found["usage"]["share"]["v"] for found in occupations(edition) if found["usage"])
    assert 50 < total < 100


def test_every_kind_of_profile_is_there(edition: Edition) -> None:
    kinds = dict.fromkeys(Profile.objects.filter(edition=edition).order_by("kind").values_list("kind", flat=True), 0)
    for kind in kinds:
        kinds[kind] = Profile.objects.filter(edition=edition, kind=kind).count()
    assert kinds["task"] == 18_796
    assert kinds["family"] == 23
    assert {"activity", "cluster", "element", "industry", "occupation-index", "study", "technology"} <= kinds.keys()
    assert min(kinds.values()) > 0


def test_compiling_twice_gives_the_same_bytes_within_a_minute(edition: Edition, expected: dict) -> None:
    # Time of this process: what else the machine does at the moment is not the compile's.
    begun = time.process_time()
    again = compile_edition(name="again", pins=expected["releases"])
    assert time.process_time() - begun < 60
    assert (again.fingerprint, again.content_digest) == (edition.fingerprint, edition.content_digest)
