"""The database itself keeps published history, whoever writes to it and however."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from citations import guards
from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.models import Activation, Dataset, Edition, EditionRelease, Profile, Release, ReleaseFile, ValidationIssue
from gradient.models import UnitGroup, UnitGroupTask

pytestmark = pytest.mark.django_db


@pytest.fixture
def refuses():
    """refuses(what): running `what` is stopped by a guard and leaves the transaction usable."""

    def check(write) -> None:
        with pytest.raises(IntegrityError, match="singulariki:"), transaction.atomic():
            write()

    return check


READY_RELEASE = {
    "its version": lambda r: Release.objects.filter(pk=r.pk).update(version="2031"),
    "its fingerprint": lambda r: Release.objects.filter(pk=r.pk).update(fingerprint="0" * 64),
    "its report": lambda r: Release.objects.filter(pk=r.pk).update(report={}),
    "its being a sample": lambda r: Release.objects.filter(pk=r.pk).update(is_sample=True),
    "why it was or was not set aside": lambda r: Release.objects.filter(pk=r.pk).update(set_aside_reason="Another."),
    "its dataset": lambda r: Release.objects.filter(pk=r.pk).update(dataset=Dataset.objects.exclude(pk=r.dataset_id).first()),
    "its being ready": lambda r: Release.objects.filter(pk=r.pk).update(state="uploaded"),
    "the row itself": lambda r: Release.objects.filter(pk=r.pk)._raw_delete("default"),
    "the name of a file": lambda r: r.files.update(name="other.xlsx"),
    "the checksum of a file": lambda r: r.files.update(sha256="0" * 64),
    "that a file is there": lambda r: r.files.all()._raw_delete("default"),
    "that no file is added": lambda r: ReleaseFile.objects.create(release=r, name="x", sha256="1", size=1, content="x"),
    "a finding": lambda r: r.issues.update(message="All is well."),
    "that a finding is there": lambda r: r.issues.all()._raw_delete("default"),
    "that no finding is added": lambda r: ValidationIssue.objects.create(release=r, severity="note", kind="x", message="x"),
    "a fact": lambda r: UnitGroup.objects.filter(release=r).update(title="Somebody else"),
    "that a fact is there": lambda r: UnitGroupTask.objects.filter(release=r)._raw_delete("default"),
}


@pytest.mark.parametrize("write", READY_RELEASE.values(), ids=READY_RELEASE)
@pytest.mark.parametrize("state", Release.LOADED)
def test_a_settled_release_keeps(write, state, ilo_release, refuses):
    aside = {"set_aside_reason": "Wrong.", "set_aside_at": timezone.now()} if state == "set-aside" else {}
    Release.objects.filter(pk=ilo_release.pk).update(state=state, **aside)
    assert ilo_release.issues.exists()

    refuses(lambda: write(ilo_release))


def test_a_ready_release_can_be_retired_and_taken_back(ilo_release):
    for state in ("retired", "ready"):
        Release.objects.filter(pk=ilo_release.pk).update(state=state)
        ilo_release.refresh_from_db()
        assert ilo_release.state == state


def test_a_release_that_is_set_aside_says_why_and_one_that_is_not_says_nothing(ilo_release):
    for values in ({"state": "set-aside"}, {"state": "retired", "set_aside_reason": "Wrong.", "set_aside_at": timezone.now()}):
        with pytest.raises(IntegrityError, match="release_set_aside_says_why"), transaction.atomic():
            Release.objects.filter(pk=ilo_release.pk).update(**values)


@pytest.mark.django_db(transaction=True)
def test_a_site_that_holds_published_history_can_be_migrated_and_is_guarded_again(ilo_release, refuses):
    """On SQLite a table that other tables' triggers name could not be rebuilt."""
    facts = UnitGroup.objects.filter(release=ilo_release).count()
    # Back, and forward again with all that depends on it.
    for target in (["citations", "0002"], []):
        call_command("migrate", *target, verbosity=0)

    ilo_release.refresh_from_db()
    assert ilo_release.state == "ready"
    assert UnitGroup.objects.filter(release=ilo_release).count() == facts > 0
    refuses(lambda: READY_RELEASE["its version"](ilo_release))


def test_an_account_can_be_deleted_though_it_uploaded_a_release_and_made_an_edition(small_compiler, ilo_release):
    user = get_user_model().objects.create_user("steward")
    guards.drop(connection)
    Release.objects.filter(pk=ilo_release.pk).update(uploaded_by=user)
    guards.install(connection)
    edition = compile_edition(user=user)
    publish_edition(edition=edition, user=user)

    user.delete()

    ilo_release.refresh_from_db()
    edition.refresh_from_db()
    assert (ilo_release.uploaded_by, edition.created_by) == (None, None)
    assert Activation.objects.get().actor_name == "steward"


COMPILED_EDITION = {
    "its name": lambda e: Edition.objects.filter(pk=e.pk).update(name="other"),
    "its fingerprint": lambda e: Edition.objects.filter(pk=e.pk).update(fingerprint="0" * 64),
    "its digest": lambda e: Edition.objects.filter(pk=e.pk).update(content_digest="0" * 64),
    "its being ready": lambda e: Edition.objects.filter(pk=e.pk).update(state="compiling"),
    "its date": lambda e: Edition.objects.filter(pk=e.pk).update(compiled_at=timezone.now()),
    "the row itself": lambda e: Edition.objects.filter(pk=e.pk)._raw_delete("default"),
    "a release": lambda e: e.members.update(dataset=Dataset.objects.exclude(slug="ilo-genai-gradient").first()),
    "that a release is in it": lambda e: e.members.all()._raw_delete("default"),
    "a profile": lambda e: e.profiles.filter(key="3521").update(document="{}"),
    "that a profile is in it": lambda e: e.profiles.all()._raw_delete("default"),
    "that no profile is added": lambda e: Profile.objects.create(
        edition=e, kind="k", key="k", title="k", document="{}", digest="d"
    ),
    "that no release is added": lambda e: EditionRelease.objects.create(
        edition=e, dataset=Dataset.objects.exclude(slug="ilo-genai-gradient").first(), release=e.members.get().release
    ),
}


@pytest.mark.parametrize("write", COMPILED_EDITION.values(), ids=COMPILED_EDITION)
def test_a_compiled_edition_keeps(write, live, refuses):
    assert live.profiles.filter(key="3521").exists()

    refuses(lambda: write(live))


ACTIVATION = {
    "changed": lambda a: Activation.objects.filter(pk=a.pk).update(reason="Another"),
    "deleted": lambda a: Activation.objects.filter(pk=a.pk)._raw_delete("default"),
}


@pytest.mark.parametrize("write", ACTIVATION.values(), ids=ACTIVATION)
def test_a_line_of_the_log_cannot_be(write, live, refuses):
    refuses(lambda: write(Activation.objects.get()))


@pytest.mark.parametrize("state", ["compiling", "failed"])
def test_no_edition_goes_live_before_it_is_compiled(state, live, refuses):
    edition = Edition.objects.create(name="half", state=state)

    refuses(lambda: Activation.objects.create(kind="publish", to_edition=edition))


def test_an_edition_has_one_release_of_a_dataset(ilo_release):
    edition = Edition.objects.create(name="double")
    EditionRelease.objects.create(edition=edition, dataset=ilo_release.dataset, release=ilo_release)

    with pytest.raises(IntegrityError), transaction.atomic():
        EditionRelease.objects.create(edition=edition, dataset=ilo_release.dataset, release=ilo_release)


def test_a_dataset_has_one_release_of_a_version(ilo_release):
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(
            dataset=ilo_release.dataset,
            version=ilo_release.version,
            state="checked",
            fingerprint="f",
            retrieved_at=timezone.now(),
        )


@pytest.mark.parametrize("state", ["checked", "loading", "ready", "retired"])
def test_a_release_is_named_before_it_is_checked(db, state):
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(state=state, fingerprint="f", retrieved_at=timezone.now())


def test_guards_are_installed_anew_without_piling_up(db):
    def installed() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE starts_with(tgname, 'guard_') ORDER BY 1"
                if connection.vendor == "postgresql"
                else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%' ORDER BY 1"
            )
            return [name for (name,) in cursor.fetchall()]

    before = installed()
    guards.install(connection)

    assert installed() == before
    assert len(before) == len(guards.guards())
