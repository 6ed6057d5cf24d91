"""Compiling: the same releases give the same edition, to the byte; anything else gives another fingerprint."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from citations.actions import editions
from citations.actions.choosing import UnknownPin
from citations.actions.editions import compile_edition, start_edition, sweep_editions
from citations.figures import figure
from citations.jobs import Job
from citations.models import Edition, Profile
from gradient.measures import MEAN_EXPOSURE
from tests.citations.official import attempt, original_files
from tests.citations.small_compiler import titles_of_unit_groups
from tests.loose_documents import draft, loose_document

pytestmark = pytest.mark.django_db


def stored(edition: Edition) -> list[tuple]:
    return list(
        Profile.objects.filter(edition=edition)
        .order_by("kind", "key")
        .values_list("kind", "key", "title", "path", "document", "digest")
    )


def test_the_same_releases_give_the_same_fingerprint_and_the_same_bytes(ilo_release, small_compiler):
    first, second = compile_edition(name="first"), compile_edition(name="second")

    assert (first.fingerprint, first.content_digest, first.profile_count) == (
        second.fingerprint,
        second.content_digest,
        second.profile_count,
    )
    assert stored(first) == stored(second)
    assert first.profile_count == len(stored(first)) > 20


def test_the_order_in_which_a_compiler_yields_does_not_matter(ilo_release, small_compiler):
    plain = compile_edition(name="plain")
    small_compiler(lambda facts: reversed(list(titles_of_unit_groups(facts))))

    assert compile_edition(name="reversed").content_digest == plain.content_digest


def test_what_a_compiler_yields_is_written_as_it_comes(ilo_release, small_compiler, monkeypatch):
    monkeypatch.setattr(editions, "BATCH", 5)
    behind = []

    def many(facts):
        for number, one in enumerate(titles_of_unit_groups(facts)):
            behind.append(number - Profile.objects.count())
            yield one

    small_compiler(many)
    assert compile_edition().profile_count == len(behind) > 20
    assert max(behind) < 5


def test_another_document_gives_another_digest(ilo_release, small_compiler):
    before = compile_edition(name="before")
    small_compiler(
        lambda facts: (
            replace(d, document=loose_document("title", {"code": d.key, "more": 1})) if d.key == "2512" else d
            for d in titles_of_unit_groups(facts)
        )
    )

    assert compile_edition(name="after").content_digest != before.content_digest


def test_another_release_gives_another_fingerprint(ilo_release, small_compiler):
    before = compile_edition(name="before")
    attempt(original_files("ibs-crosswalk"))

    after = compile_edition(name="after")

    assert after.fingerprint != before.fingerprint
    assert list(after.members.values_list("dataset__slug", flat=True)) == ["ibs-crosswalk", "ilo-genai-gradient"]


def test_a_pin_takes_the_version_it_names(ilo_release, small_compiler):
    old = attempt({"old.csv": b"soc10,isco08\n111011,1112\n"})
    new = attempt({"new.csv": b"soc10,isco08\n111011,1113\n"}, version="2023")

    assert compile_edition(name="newest").members.get(dataset__slug="ibs-crosswalk").release == new
    assert (
        compile_edition(name="pinned", pins={"ibs-crosswalk": "2022"}).members.get(dataset__slug="ibs-crosswalk").release == old
    )


@pytest.mark.parametrize(("pins", "message"), [({"ilo": "2025"}, "No dataset"), ({"ilo-genai-gradient": "2019"}, "Ready: 2025")])
def test_a_pin_to_nothing_is_refused_and_says_what_there_is(pins, message, ilo_release, small_compiler):
    with pytest.raises(UnknownPin, match=message):
        compile_edition(pins=pins)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("name", ["a b", "a/b", "é", "x" * 61, "../x"])
def test_a_name_that_cannot_stand_in_an_address_is_refused(name, ilo_release, small_compiler):
    with pytest.raises(ValueError, match="part of addresses"):
        compile_edition(name=name)


def test_editions_without_a_name_are_named_by_their_day(ilo_release, small_compiler):
    today = f"{timezone.now():%Y-%m-%d}"

    assert [compile_edition().name for _ in range(3)] == [today, f"{today}-2", f"{today}-3"]


def test_a_name_taken_at_the_same_moment_is_not_taken_twice(ilo_release, small_compiler, monkeypatch):
    today = f"{timezone.now():%Y-%m-%d}"
    free = editions.free_edition_name

    def free_until_another_takes_it(wanted="", **kwargs):
        monkeypatch.setattr(editions, "free_edition_name", free)
        name = free(wanted, **kwargs)
        Edition.objects.create(name=name)
        return name

    monkeypatch.setattr(editions, "free_edition_name", free_until_another_takes_it)

    assert compile_edition().name == f"{today}-2"


def test_an_edition_is_not_ready_before_what_follows_a_compile_is_done(ilo_release, small_compiler, monkeypatch):
    seen = []

    def follow(edition, progress):
        edition.refresh_from_db()
        seen.append((edition.state, edition.profiles.count()))
        raise RuntimeError("no page for you")

    monkeypatch.setattr(editions, "AFTER_COMPILE", [follow])
    with pytest.raises(RuntimeError, match="no page"):
        compile_edition(name="half")

    edition = Edition.objects.get()
    assert seen[0][0] == Edition.State.COMPILING
    assert seen[0][1] > 20
    assert (edition.state, edition.profiles.count()) == (Edition.State.FAILED, 0)


def test_a_failed_edition_can_be_compiled_again(ilo_release, small_compiler):
    def broken(facts):
        yield draft("title", "1", "One", "", {})
        raise RuntimeError("no more")

    small_compiler(broken)
    with pytest.raises(RuntimeError):
        compile_edition(name="again")
    small_compiler()

    edition = editions.run_compile(edition=Edition.objects.get())

    assert (edition.state, edition.failure) == (Edition.State.READY, "")
    assert edition.profiles.count() == edition.profile_count > 20


def test_a_number_that_is_none_never_reaches_a_profile(ilo_release, small_compiler):
    small_compiler(lambda facts: [draft("title", "1", "One", "", {"value": figure(MEAN_EXPOSURE, float("nan"))})])

    with pytest.raises(ValueError, match="finite"):
        compile_edition()


def test_an_edition_that_waits_for_a_worker_is_let_wait_however_long_and_one_whose_compile_died_is_not(
    ilo_release, small_compiler
):
    waiting, died = start_edition(name="waiting"), start_edition(name="died")
    Edition.objects.update(created_at=timezone.now() - timedelta(hours=1))
    Job(f"edition:{died.pk}").abandon()
    assert sweep_editions() == 1

    waiting.refresh_from_db()
    died.refresh_from_db()
    assert (waiting.state, died.state) == (Edition.State.COMPILING, Edition.State.FAILED)


def test_an_edition_that_is_being_compiled_is_not_swept(ilo_release, small_compiler):
    edition = start_edition(name="under-way")
    Edition.objects.filter(pk=edition.pk).update(created_at=timezone.now() - timedelta(hours=1))
    job = Job(f"edition:{edition.pk}")

    assert sweep_editions() == 0
    job.close()
