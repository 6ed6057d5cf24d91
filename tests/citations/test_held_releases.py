"""A release that is sound in form and implausible in content is held back: its facts are there, and no edition takes it until a
steward overrules that with a reason, or withdraws it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from citations.actions.choosing import UnknownPin, choose_releases
from citations.actions.editions import compile_edition
from citations.actions.held_releases import overrule_release, withdraw_release
from citations.actions.loaded_releases import AnotherIsReady, set_aside_release
from citations.actions.publishing import publish_edition
from citations.actions.releases import cancel_release, process_release, reload_release, start_release_again, sweep
from citations.importing.importer import IMPORTERS
from citations.importing.plausibility.judged import Cause
from citations.models import Release
from citations.selectors import overruled_in
from citations.tasks import process_release as process_task
from tests.citations.interrupting import IMPORTED, improve_importer
from tests.citations.official import attempt, fact_count, facts_of, original_files

pytestmark = pytest.mark.django_db
State = Release.State
CAUSE = Cause("doubtful", "These are in doubt:", "Look at them.")
# Follows from the first wherever both are found.
EFFECT = Cause("effect", "So these are:", "Look at them.", hidden_by=("doubtful",))


class Doubt:
    """A rule that finds two places of one cause, and what follows from it."""

    def judge(self, judged) -> None:
        for cause in (EFFECT, CAUSE, CAUSE):
            judged.note(cause, f"place {len(judged.noted.get(cause, ())) + 1}")


@pytest.fixture
def doubted(monkeypatch) -> None:
    """Whatever is imported of a dataset is doubted."""
    monkeypatch.setattr(IMPORTERS[IMPORTED], "plausible", (Doubt(),))


@pytest.fixture
def held(doubted) -> Release:
    release = attempt(original_files(IMPORTED))
    assert release.state == State.HELD
    return release


def test_what_is_implausible_is_one_finding_with_its_places_and_the_facts_are_kept(held):
    assert [(stop.kind, stop.message) for stop in held.stops] == [
        ("doubtful", "These are in doubt: place 1; place 2. Look at them.")
    ]
    assert {"severity": "stop", "kind": "doubtful", "count": 1, "shown": 1, "places": 1} in held.report["totals"]
    assert fact_count(held) == sum(held.report["facts"].values()) > 0
    assert held.ready_at is None


def test_no_edition_takes_it(held, ilo_release, small_compiler):
    assert IMPORTED not in choose_releases()
    with pytest.raises(UnknownPin, match="no ready release"):
        choose_releases({IMPORTED: held.version})
    assert held not in [member.release for member in compile_edition(name="without").members.all()]


def test_a_second_delivery_a_sweep_and_a_cancellation_leave_it_as_it_is(held):
    facts = facts_of(held)
    process_task(held.pk)
    process_release(release=held)
    assert sweep(held) == 0
    with pytest.raises(ValueError, match="nothing to cancel"):
        cancel_release(release=held)
    held.refresh_from_db()
    assert held.state == State.HELD
    assert facts_of(held) == facts


def test_the_same_bytes_again_give_the_release_that_is_held(held):
    again = attempt(original_files(IMPORTED))
    assert again == held
    assert again.state == State.HELD


def test_it_is_overruled_with_a_reason_that_stays_with_it_and_its_editions(
    held, ilo_release, small_compiler, django_user_model, client
):
    stella = django_user_model.objects.create_user("stella", first_name="Stella", last_name="Ward")
    for nothing in ("", "  \n", "x", "It is."):
        with pytest.raises(ValueError, match="Say it in a sentence"):
            overrule_release(release=held, reason=nothing, user=stella)
    ready = overrule_release(release=held, reason=" The publisher changed its method ", user=stella)

    assert ready.state == State.READY
    assert ready.ready_at
    assert ready.overruled_because == "The publisher changed its method."
    edition = compile_edition(name="with")
    publish_edition(edition=edition)
    assert [(r, r.overruled_by, r.overruled_reason) for r in overruled_in(edition)] == [
        (ready, stella, "The publisher changed its method")
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=ready.pk).update(overruled_reason="Another")
    # Readers find it in the changelog, on the edition's page and in the feed.
    told = "was held back as implausible, and taken all the same: The publisher changed its method."
    for address in ("/editions/", "/editions/with/", "/editions/feed.xml", "/editions/feed.json"):
        assert told in client.get(address).content.decode(), address


def test_the_reason_outlives_the_account(held, django_user_model):
    stella = django_user_model.objects.create_user("stella")
    ready = overrule_release(release=held, reason="It is so.", user=stella)
    stella.delete()
    ready.refresh_from_db()
    assert (ready.overruled_reason, ready.overruled_by) == ("It is so.", None)


def test_what_is_not_held_is_neither_overruled_nor_withdrawn(ilo_release):
    for action in (
        lambda: overrule_release(release=ilo_release, reason="It is so."),
        lambda: withdraw_release(release=ilo_release),
    ):
        with pytest.raises(ValueError, match="is ready, not held back"):
            action()


def test_it_is_withdrawn_with_its_facts_and_the_files_may_come_again(held, monkeypatch):
    withdrawn = withdraw_release(release=held)
    assert withdrawn.state == State.REJECTED
    assert fact_count(withdrawn) == 0
    assert withdrawn.stops.count() == 1
    monkeypatch.setattr(IMPORTERS[IMPORTED], "plausible", ())
    again = attempt(original_files(IMPORTED))
    assert (again.state, again == held) == (State.READY, False)


def corrected() -> dict[str, bytes]:
    """The same facts in other bytes."""
    files = original_files(IMPORTED)
    return {name: content + b"\n" * name.endswith(".csv") for name, content in files.items()}


def test_corrected_files_become_ready_beside_it_and_then_it_stays_held(held, monkeypatch):
    monkeypatch.setattr(IMPORTERS[IMPORTED], "plausible", ())
    other = attempt(corrected())
    assert (other.state, other.version) == (State.READY, held.version)

    with pytest.raises(AnotherIsReady, match="stays held back"):
        overrule_release(release=held, reason="It is so.")
    held.refresh_from_db()
    assert (held.state, held.overruled_reason) == (State.HELD, "")
    set_aside_release(release=other, reason="The first was right.")
    assert overrule_release(release=held, reason="It is so.").state == State.READY


def test_it_is_checked_again_against_what_is_here_now(held, monkeypatch):
    monkeypatch.setattr(IMPORTERS[IMPORTED], "plausible", ())
    again = process_release(release=start_release_again(release=held))
    assert again.state == State.READY
    assert not again.stops.exists()
    assert fact_count(again) == sum(again.report["facts"].values())


def test_a_later_reading_of_a_ready_release_waits_and_takes_its_place_once_overruled(monkeypatch):
    old = attempt(original_files(IMPORTED))
    improve_importer(monkeypatch.setattr)
    monkeypatch.setattr(IMPORTERS[IMPORTED], "plausible", (Doubt(),))
    new = reload_release(release=old)
    old.refresh_from_db()
    assert (old.state, new.state) == (State.READY, State.HELD)

    overrule_release(release=new, reason="It is so.")
    old.refresh_from_db()
    assert old.state == State.RETIRED


def test_a_later_reading_is_not_overruled_where_the_earlier_was_set_aside_meanwhile(monkeypatch):
    old = attempt(original_files(IMPORTED))
    improve_importer(monkeypatch.setattr)
    monkeypatch.setattr(IMPORTERS[IMPORTED], "plausible", (Doubt(),))
    new = reload_release(release=old)
    set_aside_release(release=old, reason="It is wrong.")

    with pytest.raises(ValueError, match=r"was set aside .* bring that release back first, or withdraw"):
        overrule_release(release=new, reason="It is so.")
    assert withdraw_release(release=new).state == State.REJECTED


def test_a_reason_holds_for_the_same_findings_of_a_later_reading(held, monkeypatch):
    overrule_release(release=held, reason="It is so.")
    held.refresh_from_db()
    improve_importer(monkeypatch.setattr)
    new = reload_release(release=held)
    assert (new.state, new.overruled_reason) == (State.READY, "It is so.")

    class Other:
        def judge(self, judged) -> None:
            judged.note(Cause("another", "Something else:", "Look."), "a place")

    improve_importer(monkeypatch.setattr)
    monkeypatch.setattr(IMPORTERS[IMPORTED], "plausible", (Doubt(), Other()))
    assert reload_release(release=new).state == State.HELD


def test_the_command_says_what_to_do(doubted, tmp_path):
    paths = []
    for name, content in original_files(IMPORTED).items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    out = StringIO()
    with pytest.raises(CommandError, match="held back"):
        call_command("import_release", *map(str, paths), stdout=out)
    assert "STOP These are in doubt: place 1; place 2. Look at them." in out.getvalue()
    assert f"manage.py decide_release {Release.objects.get().pk} --overrule REASON" in out.getvalue()
