"""Whatever people and workers do in whatever order, and wherever it breaks off: releases and editions are never in a wrong state.

A machine uploads, checks, loads, completes, replaces, sets aside, archives, restores, removes, compiles, publishes and rolls
back releases of a tiny dataset. Any of that may be killed, or fail, at any write to the database or step of progress, and is then
taken up by a worker or a person, or left. `STEPS=2000` in the environment makes so many steps instead of the suite's own number.
"""

import csv
import io
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from citations import jobs, selectors, tasks
from citations.actions import archiving, editions, held_releases, loaded_releases, publishing, releases
from citations.actions.issues import decide_issue
from citations.actions.uploading import Original, upload_release
from citations.compiling import UnorderedDigest
from citations.importing.importer import IMPORTERS
from citations.importing.plausibility.judged import Cause
from citations.models import Activation, Edition, Profile, Progress, Release
from citations.selectors import interrupted, live_edition
from occupations.models import ExposureScore
from tests.citations.small_compiler import only
from tests.loose_documents import draft

DATASET = "dingel-neiman"
State = Release.State
HOLDING = (*Release.LOADED, State.HELD, State.LOADING, State.ARCHIVING, State.RESTORING)
HEADINGS = {"onet": ("onetsoccode", "title", "teleworkable"), "soc": ("OCC_CODE", "OES_TITLE", "teleworkable")}
# A value that the rule below finds implausible.
ODD = 0.125
# What the actions refuse with: a person reads it.
REFUSALS = (ValueError, jobs.AlreadyUnderWay, publishing.LiveEditionMoved)
EACH = 50
STEPS = int(os.environ.get("STEPS", "150"))


class Killed(BaseException):
    """As if the process ended here."""


class Failure(Exception):
    """An error of ours."""


class Doubt:
    """A rule of plausibility that one value offends against."""

    def judge(self, judged) -> None:
        if ExposureScore.objects.filter(release=judged.release, value=ODD).exists():
            judged.note(Cause("odd-value", "An odd value:", "Look at it."), "0.125")


def table(kind: str, values: tuple[float, ...]) -> bytes:
    """A table of the dataset, one row a value."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS[kind])
    suffix = ".00" if kind == "onet" else ""
    writer.writerows((f"11-10{number}1{suffix}", f"Occupation {number}", value) for number, value in enumerate(values, start=1))
    return out.getvalue().encode()


def stated(release: Release) -> list[tuple[str, float]]:
    """Codes and values that the files of a release say, told by reading them here: of each table the uppermost layer."""
    tables: dict[str, tuple[int, list[tuple[str, float]]]] = {}
    for file in release.files.all():
        heading, *rows = csv.reader(io.StringIO(file.content.read().decode()))
        if file.layer >= tables.get(heading[0], (0, []))[0]:
            tables[heading[0]] = (file.layer, [(code, float(value)) for code, _, value in rows])
    return sorted(row for _, rows in tables.values() for row in rows)


def one_profile_a_score(facts) -> Iterator:
    for code, value in ExposureScore.objects.filter(release_id=facts.release_id(DATASET)).values_list("code", "value"):
        yield draft("score", code, code, "", {"code": code, "value": value})


class Breaking:
    """Breaks off at the `left`-th write or step of progress from now on, once."""

    def __init__(self) -> None:
        self.left, self.error = 0, None

    def count(self) -> None:
        if self.error and self.left >= 0:
            self.left -= 1
            if self.left < 0:
                raise self.error

    def wrap(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.count()
        return result

    @contextmanager
    def armed(self, after: int, error: type[BaseException] | None) -> Iterator[None]:
        self.left, self.error = after, error
        try:
            yield
        finally:
            self.error = None


breaking = Breaking()
# None: nothing breaks. Else what is raised, and after how many writes and steps.
BREAKS = st.tuples(st.sampled_from([None, None, Killed, Failure]), st.integers(0, 45)).map(
    lambda drawn: drawn if drawn[0] else None
)
SEEDS = st.integers(0, 2**32)
VALUES = st.lists(st.sampled_from([0, 1]), min_size=2, max_size=3).map(tuple)


def upload(files: dict[str, bytes], version: str) -> tuple[Release, bool]:
    originals = [Original(f"{kind}.csv", io.BytesIO(content)) for kind, content in files.items()]
    return upload_release(files=originals, dataset=DATASET, version=version)


def improve_importer() -> None:
    IMPORTERS[DATASET].version += 1


def on(action: Callable, **kwargs) -> Callable:
    """The action on a release or an edition."""
    return lambda subject: action(**{subject._meta.model_name: subject}, **kwargs)


# What can be done to a release or an edition, and in which states.
ACTIONS: dict[type, dict[str, tuple[tuple[str, ...], Callable]]] = {
    Release: {
        "process": ((*Release.WORKED_AT, *Release.ABORTED), on(releases.process_release)),
        "start again": ((*Release.ABORTED, State.UNDECIDED, State.HELD, State.LOADING), on(releases.start_release_again)),
        "cancel": ((*Release.UNDER_WAY, State.UNDECIDED, State.RESTORING), on(releases.cancel_release)),
        "replace": ((State.UNDECIDED,), on(decide_issue, how="replaced")),
        "complete": ((State.UNDECIDED,), on(decide_issue, how="completed")),
        "overrule": ((State.HELD,), on(held_releases.overrule_release, reason="It is so.")),
        "withdraw": ((State.HELD,), on(held_releases.withdraw_release)),
        "set aside": ((State.READY, State.RETIRED), on(loaded_releases.set_aside_release, reason="It is wrong.")),
        "bring back": ((State.SET_ASIDE, State.RETIRED), on(loaded_releases.bring_back_release)),
        "archive": (Release.LOADED, on(archiving.start_archiving)),
        "restore": ((State.ARCHIVED,), on(archiving.start_restoring)),
        "remove": (archiving.REMOVABLE, on(archiving.remove_release)),
        "read again": ((State.READY, State.ARCHIVED), on(releases.start_reload)),
    },
    Edition: {
        "compile again": ((Edition.State.COMPILING, *Edition.ABORTED), on(editions.run_compile)),
        "start compiling": ((Edition.State.COMPILING, *Edition.ABORTED), on(editions.start_edition_again)),
        "cancel compiling": ((Edition.State.COMPILING,), on(editions.cancel_edition)),
        "discard": ((Edition.State.READY,), on(archiving.discard_edition)),
        "publish": ((Edition.State.READY,), on(publishing.publish_edition, although_set_aside=True)),
    },
}


class Life(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.published: tuple | None = None
        self.refusals: set[str] = set()

    def teardown(self) -> None:
        try:
            self.everything_can_come_to_rest()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    # What is done

    def do(self, action: Callable[[], object], breaks: tuple | None) -> None:
        """An action that people or workers take: it succeeds, is refused in words, or is broken off."""
        error, after = breaks or (None, 0)
        activations = Activation.objects.count()
        try:
            with breaking.armed(after, error), connection.execute_wrapper(breaking.wrap):
                action()
        except REFUSALS as refusal:
            self.refusals.add(str(refusal))
        except (Killed, Failure):
            assert breaks
        if Activation.objects.count() > activations:
            self.published = self.what_is_live()

    @initialize(values=VALUES)
    def begin(self, values) -> None:
        release, _ = upload({"onet": table("onet", values)}, "2020")
        assert releases.process_release(release=release).state == State.READY
        self.do(lambda: publishing.publish_edition(edition=editions.compile_edition()), None)

    @rule(
        kinds=st.sampled_from([("onet",), ("onet", "soc"), ("onet",), ("soc",)]),
        version=st.sampled_from(["2020", "2021"]),
        values=VALUES,
        spoilt=st.sampled_from(["", "", "", "", "broken", "odd"]),
        process=st.sampled_from([True, True, False]),
        breaks=BREAKS,
    )
    def upload_files(self, kinds, version, values, spoilt, process, breaks) -> None:
        files = {kind: table(kind, values) for kind in kinds}
        if spoilt:
            files[kinds[-1]] += b"no code,x,1\n" if spoilt == "broken" else table(kinds[-1], (0, 0, 0, ODD)).splitlines(True)[-1]

        def action() -> None:
            release, _ = upload(files, version)
            if process:
                releases.process_release(release=release)

        self.do(action, breaks)

    @rule(seed=SEEDS, process=st.booleans(), breaks=BREAKS)
    def do_something_possible(self, seed, process, breaks) -> None:
        """One of the actions that the state of something calls for: each is as likely, however many there are of its kind."""
        possible: dict[str, list[Callable[[], object]]] = {
            "compile": [editions.compile_edition],
            "roll back": [lambda: publishing.rollback_edition(reason="Back to it.", although_set_aside=True)],
            "worker": [tasks.requeue_interrupted],
            "improve": [improve_importer],
        }
        for subject in (*Release.objects.order_by("pk"), *Edition.objects.order_by("pk")):
            for name, (states, action) in ACTIONS[type(subject)].items():
                if subject.state in states:
                    possible.setdefault(name, []).append(partial(action, subject))
        chance = random.Random(seed)
        action = chance.choice(possible[chance.choice(sorted(possible))])

        def act() -> None:
            changed = action()
            if process and isinstance(changed, Release) and Release.objects.filter(pk=changed.pk).exists():
                releases.process_release(release=changed)

        self.do(act, breaks)

    @rule(seed=SEEDS)
    def try_something_impossible(self, seed) -> None:
        """A button pressed on a screen that is out of date."""
        chance = random.Random(seed)
        model = chance.choice([Release, Edition])
        subject = chance.choice(list(model.objects.order_by("pk")))
        _, action = ACTIONS[model][chance.choice(sorted(ACTIONS[model]))]
        self.do(lambda: action(subject), None)

    # What always holds

    def what_is_live(self) -> tuple:
        live = live_edition()
        return live.pk, list(Profile.objects.filter(edition=live).values_list("kind", "key", "document").order_by("kind", "key"))

    @invariant()
    def readers_see_what_was_published_last(self) -> None:
        if self.published:
            assert self.what_is_live() == self.published

    @invariant()
    def facts_are_there_where_they_may_be_and_are_what_the_files_say(self) -> None:
        held: dict[int, list[tuple[str, float]]] = {}
        for key, code, value in ExposureScore.objects.values_list("release", "code", "value"):
            held.setdefault(key, []).append((code, value))
        for release in Release.objects.prefetch_related("files"):
            facts = sorted(held.pop(release.pk, []))
            if release.state in (*Release.LOADED, State.HELD):
                assert facts == stated(release), release.state
            else:
                assert not facts or release.state in HOLDING, release.state
        assert not held

    @invariant()
    def one_release_of_a_version_is_ready_and_no_two_are_called_alike(self) -> None:
        ready = list(Release.objects.filter(state=State.READY).values_list("version", flat=True))
        assert len(ready) == len(set(ready))
        names = list(
            Release.objects.filter(state__in=[*Release.LOADED, *Release.ARCHIVAL])
            .exclude(renewal=Release.Renewal.READ_AGAIN)
            .values_list("version", "issue")
        )
        assert len(names) == len(set(names)), names

    @invariant()
    def what_an_edition_needs_is_there(self) -> None:
        for edition in Edition.objects.filter(state__in=Edition.KEPT):
            members = [member.release for member in edition.members.select_related("release")]
            assert members
            assert {release.state for release in members} <= set(Release.LOADED)
            if edition.state == Edition.State.READY:
                content = UnorderedDigest()
                for profile in edition.profiles.all():
                    content.add(f"{profile.kind} {profile.key} {profile.digest}")
                assert (content.hexdigest, edition.profiles.count()) == (edition.content_digest, edition.profile_count)
        assert not Profile.objects.filter(edition__state__in=[*Edition.ABORTED, Edition.State.DISCARDED]).exists()

    @invariant()
    def originals_are_there(self) -> None:
        for release in Release.objects.prefetch_related("files"):
            assert release.files.all()
            assert all(file.content.storage.exists(file.content.name) for file in release.files.all())

    @invariant()
    def nothing_is_stuck(self) -> None:
        """What ought to be worked on is taken up; nobody is said to be at work, as nobody is."""
        found = {release.pk for release in interrupted(Release)}
        waiting = Release.objects.filter(state__in=Release.WORKED_AT)
        assert {release.pk for release in waiting} == found
        assert not any(jobs.is_active(row) for row in Progress.objects.all())

    def everything_can_come_to_rest(self) -> None:
        """Workers finish what they can, and people every other one: at the end each release is loaded, or gone."""
        for _ in range(jobs.MAX_ATTEMPTS + 1):
            tasks.requeue_interrupted()
        for release in Release.objects.filter(state=State.ARCHIVING):
            releases.process_release(release=release)
        for release in Release.objects.filter(state=State.UNDECIDED):
            releases.cancel_release(release=release)
        for release in Release.objects.filter(state=State.HELD):
            held_releases.withdraw_release(release=release)
        for release in Release.objects.filter(state=State.ARCHIVED):
            releases.process_release(release=archiving.start_restoring(release=release))
        for release in Release.objects.filter(state__in=archiving.REMOVABLE):
            archiving.remove_release(release=release)
        assert set(Release.objects.values_list("state", flat=True)) <= set(Release.LOADED)
        for edition in Edition.objects.filter(state=Edition.State.COMPILING):
            editions.cancel_edition(edition=edition)
        self.facts_are_there_where_they_may_be_and_are_what_the_files_say()
        self.readers_see_what_was_published_last()
        assert list(Progress.objects.values_list("subject", flat=True)) == []
        assert "" not in self.refusals


@pytest.fixture
def at_any_step(monkeypatch) -> None:
    """Work may break off at each step of progress; workers do at once what is queued; compilers are small."""
    # Each example is undone by a transaction around it; what would be a transaction of its own can be undone within.
    begin = transaction.Atomic.__init__
    monkeypatch.setattr(transaction.Atomic, "__init__", lambda self, using, savepoint, durable: begin(self, using, True, False))
    monkeypatch.setattr(transaction, "mark_for_rollback_on_error", lambda using=None: nullcontext())
    monkeypatch.setattr(selectors, "WAIT", selectors.WAIT * 0)
    monkeypatch.setattr(jobs, "INTERVAL", jobs.INTERVAL * 0)
    monkeypatch.setattr(editions, "COMPILERS", only(one_profile_a_score))
    monkeypatch.setattr(editions, "AFTER_COMPILE", [])
    monkeypatch.setattr(IMPORTERS[DATASET], "plausible", (Doubt(),))
    monkeypatch.setattr(IMPORTERS[DATASET], "version", IMPORTERS[DATASET].version)
    monkeypatch.setattr(tasks, "queue", lambda task, subject, user=None, later=False: task(subject.pk, None))
    call = jobs.Job.__call__

    def counted(job: jobs.Job, *args) -> None:
        call(job, *args)
        breaking.count()

    monkeypatch.setattr(jobs.Job, "__call__", counted)


@pytest.mark.django_db
def test_no_order_of_actions_and_crashes_leads_to_a_wrong_state(at_any_step):
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=max(1, STEPS // EACH),
            stateful_step_count=EACH,
            deadline=None,
            database=None,
            # To shrink takes minutes here; the steps that are printed can be had again by their seed.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
