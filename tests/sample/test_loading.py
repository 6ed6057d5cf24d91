"""Loading the sample: through the real importers, marked as sample, once, and never over real releases."""

import io

import pytest
from django.core.management import call_command

from citations.actions.choosing import choose_releases
from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.models import Activation, Edition, EditionRelease, Release
from citations.selectors import live_edition
from gradient.sample import SAMPLE_FILES, SampleNotLoaded, load_sample

pytestmark = pytest.mark.django_db


def _real_release() -> Release:
    """A release that is not of the sample: the sample's crosswalk as a CSV file somebody uploaded."""
    files = [Original("crosswalk.csv", io.BytesIO(b"soc10,isco08\n274014,3521\n"))]
    return import_release(files=files, dataset="ibs-crosswalk")[0]


def test_the_edition_is_live_and_of_the_sample_alone(sample_edition: Edition) -> None:
    assert live_edition() == sample_edition
    assert sample_edition.is_sample
    assert sample_edition.name.startswith("sample-")
    assert {member.dataset.slug for member in sample_edition.members.select_related("dataset")} == set(SAMPLE_FILES)


def test_loading_twice_gives_one_set(sample_edition: Edition) -> None:
    again = load_sample()

    assert again.edition == sample_edition
    assert (again.created, again.outdated, again.compiled, again.published) == ([], [], False, False)
    assert Release.objects.count() == len(SAMPLE_FILES)
    assert Edition.objects.count() == Activation.objects.count() == 1


def test_a_live_edition_of_real_releases_stays_live() -> None:
    _real_release()
    real = compile_edition(name="real")
    publish_edition(edition=real)

    loaded = load_sample()

    assert live_edition() == real == loaded.live
    assert not loaded.published
    assert loaded.edition.is_sample


def test_sample_and_real_releases_never_meet_in_an_edition(sample_edition: Edition) -> None:
    real_release = _real_release()
    real = compile_edition(name="real")

    assert choose_releases() == {"ibs-crosswalk": real_release}
    assert set(choose_releases(is_sample=True)) == set(SAMPLE_FILES)
    assert [member.release for member in real.members.all()] == [real_release]
    for member in EditionRelease.objects.select_related("edition", "release"):
        assert member.edition.is_sample == member.release.is_sample


def test_a_sample_whose_text_has_changed_leaves_what_is_loaded(sample_edition: Edition, monkeypatch) -> None:
    changed = {"crosswalk.csv": b"soc10,isco08\n274014,3521\n"}
    monkeypatch.setitem(SAMPLE_FILES, "ibs-crosswalk", lambda: changed)

    loaded = load_sample()

    assert loaded.outdated == ["ibs-crosswalk"]
    assert loaded.edition == sample_edition
    assert Release.objects.count() == len(SAMPLE_FILES)


def test_a_sample_that_is_damaged_is_told_with_its_place(monkeypatch) -> None:
    damaged = {"crosswalk.csv": b"soc10,isco08\n274014,video\n"}
    monkeypatch.setitem(SAMPLE_FILES, "ibs-crosswalk", lambda: damaged)

    with pytest.raises(SampleNotLoaded, match=r"ibs-crosswalk is rejected.*crosswalk\.csv, row 2, column isco08"):
        load_sample()
    assert live_edition() is None


def test_the_command_tells_what_it_did_and_what_was_there() -> None:
    first, second = io.StringIO(), io.StringIO()
    call_command("load_sample", stdout=first)
    call_command("load_sample", stdout=second)

    assert "onet 30.2 (sample): imported (release" in first.getvalue()
    assert f"Edition {live_edition()} is now live." in first.getvalue()
    assert "onet 30.2 (sample): here already (release" in second.getvalue()
    assert f"Edition {live_edition()} is already live." in second.getvalue()


def test_the_command_says_that_real_releases_stay() -> None:
    _real_release()
    publish_edition(edition=compile_edition(name="real"))
    output = io.StringIO()
    call_command("load_sample", stdout=output)

    assert "Edition real holds real releases and stays live; the sample was not published." in output.getvalue()
