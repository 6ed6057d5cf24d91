"""What follows a publication: jobs that are seen and tried again, what readers are told, and a second person."""

import json
import threading
from contextlib import suppress
from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import DatabaseError, connections, transaction
from django.test import Client
from django.urls import reverse

from citations import follow_ups, tasks
from citations.actions import following, previewing
from citations.actions.following import follow_ups_wanted, run_follow_up
from citations.actions.proposing import SamePerson, confirm_proposal
from citations.actions.publishing import NeedsSecondPerson, publish_edition, rollback_edition
from citations.changelog import changelog_entries
from citations.figures import figure
from citations.follow_ups import RegisteredFollowUp
from citations.jobs import MAX_ATTEMPTS, AlreadyUnderWay, Job, is_running
from citations.measures import MEASURES
from citations.models import Activation, ActivationChanges, Edition, FollowUp, Proposal
from citations.permissions import DATA_STEWARDS
from citations.preview import public
from citations.selectors import live_edition
from tests.staff.previewing import previewed

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SENTENCE = "Scores of data entry <clerks> & others are new."


def to(name, *args) -> str:
    return reverse(f"citations_admin:{name}", args=args)


def scores(*values: float) -> dict[str, dict]:
    return {f"s{n:03}": {"mean": figure(MEASURES["mean-exposure"], value)} for n, value in enumerate(values)}


@pytest.fixture
def two(edition_of):
    live = edition_of("first", scores(0.1, 0.2, 0.3))
    publish_edition(edition=live)
    return live, edition_of("second", scores(0.1, 0.4))


@pytest.fixture
def second_steward(db) -> Client:
    user = get_user_model().objects.create_user("sam", first_name="Sam", last_name="Reed")
    user.groups.add(Group.objects.get(name=DATA_STEWARDS))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def jobs(monkeypatch):
    """Two jobs of the test: one that works, one that fails for as long as `faults` is not empty."""
    faults = [OSError("No answer from pages.example.")]

    def work(activation, progress):
        progress("Drawing pages", 1, 2)
        if faults:
            raise faults[0]
        return "Two pages drawn."

    registered = {
        "fine": RegisteredFollowUp("fine", "Count the pages", lambda *args: "Counted.", while_live=False),
        "pages": RegisteredFollowUp("pages", "Draw pages", work),
    }
    monkeypatch.setattr(following, "FOLLOW_UPS", registered)
    monkeypatch.setattr(follow_ups, "FOLLOW_UPS", registered)
    return faults


def states() -> dict[str, str]:
    newest = Activation.objects.first()
    return dict(newest.follow_ups.values_list("key", "state"))


class TestJobs:
    def test_each_is_written_down_with_the_publication_and_seen_failing_and_tried_again(self, steward, two, jobs):
        publish_edition(edition=two[1])
        assert states() == {"fine": "waiting", "pages": "waiting"}
        for row in FollowUp.objects.filter(activation=Activation.objects.first()):
            if row.key == "pages":
                with pytest.raises(OSError, match="No answer"):
                    tasks.follow_up(row.pk)
            else:
                tasks.follow_up(row.pk)
        assert states() == {"fine": "done", "pages": "failed"}
        assert live_edition() == two[1]
        page = steward.get(to("follow_ups")).content.decode()
        assert "OSError: No answer from pages.example." in page
        assert "Counted." in page
        assert page.count("Try again") == 1

        jobs.clear()
        failed = FollowUp.objects.get(state="failed")
        steward.post(to("retry_follow_up", failed.pk))
        tasks.follow_up(failed.pk)
        assert states() == {"fine": "done", "pages": "done"}
        assert "Two pages drawn." in steward.get(to("follow_ups")).content.decode()
        answer = steward.post(to("retry_follow_up", failed.pk), follow=True)
        assert "nothing to try again" in answer.content.decode()

    def test_what_no_worker_was_told_of_or_died_midway_is_found_and_twice_left_to_a_person(self, two, jobs):
        publish_edition(edition=two[1])
        assert follow_ups_wanted() == []
        FollowUp.objects.update(created_at=two[0].created_at.replace(year=2020))
        row = FollowUp.objects.get(key="pages", activation=Activation.objects.first())
        assert row in follow_ups_wanted()
        jobs[:] = [KeyboardInterrupt()]
        for _ in range(MAX_ATTEMPTS):
            with pytest.raises(KeyboardInterrupt):
                run_follow_up(follow_up=row, unattended=True)
            assert row in follow_ups_wanted()
        run_follow_up(follow_up=row, unattended=True)
        assert row.state == "failed"
        assert "broke off twice" in row.failure

    def test_what_serves_only_the_live_edition_is_not_done_for_an_earlier_one(self, two, jobs):
        publish_edition(edition=two[1])
        rows = list(FollowUp.objects.filter(activation=Activation.objects.first()))
        rollback_edition(reason="It is wrong")
        for row in rows:
            run_follow_up(follow_up=row)
        assert {row.key: row.state for row in rows} == {"fine": "done", "pages": "not-needed"}

    def test_all_that_the_site_registers_is_done(self, two):
        publish_edition(edition=two[1])
        for row in FollowUp.objects.filter(activation=Activation.objects.first()):
            run_follow_up(follow_up=row)
        assert states() == {"changes": "done", "previews": "done", "pages": "done", "pictures": "done"}


class TestWhatReadersAreTold:
    def publish(self, steward, two):
        live, candidate = two
        page = previewed(steward, candidate)
        assert "1 page reads differently." in page.context["form"]["changelog"].value()
        sent = {"seen_live": live.pk, "changelog": SENTENCE, "although_smaller": "on"}
        steward.post(to("publish", candidate.pk), sent)
        assert live_edition() == candidate

    @pytest.fixture(autouse=True)
    def headline(self, monkeypatch):
        monkeypatch.setattr(public, "_HEADLINES", ["mean-exposure"])

    def test_the_sentence_and_the_figures_stand_with_the_edition_and_in_the_list(self, steward, client, two):
        self.publish(steward, two)
        page = client.get("/editions/second/").content.decode()
        assert "Scores of data entry &lt;clerks&gt; &amp; others are new." in page
        assert "1 figure changes" in page
        assert "Subject: 1 of 3 pages goes." in page
        assert "Biggest changes: Mean task exposure" in page
        assert "&lt;clerks&gt;" in client.get("/editions/").content.decode()
        assert "Edition second" in client.get("/editions/").content.decode()

    def test_what_was_told_never_changes(self, steward, two):
        self.publish(steward, two)
        (row,) = ActivationChanges.objects.filter(activation__to_edition=two[1])
        for change in (lambda: ActivationChanges.objects.filter(pk=row.pk).update(document="{}"), row.delete):
            with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
                change()
        run_follow_up(follow_up=FollowUp.objects.get(key="changes", activation=row.activation))
        row.refresh_from_db()
        assert json.loads(row.document)["figures_changed"] == 1

    def test_a_publication_without_a_preview_and_a_rollback_are_compared_by_the_worker(self, client, two, edition_of):
        third = edition_of("third", scores(0.9, 0.8, 0.7))
        publish_edition(edition=two[1])
        publish_edition(edition=third)
        rollback_edition(reason="A secret of ours")
        entry = changelog_entries()[0]
        assert (entry.title, entry.changes) == ("Edition second is live again", None)
        for row in FollowUp.objects.filter(key="changes"):
            run_follow_up(follow_up=row)
        rolled_back, third_entry, *_ = changelog_entries()
        assert third_entry.changes.figures_changed == 2
        assert "read differently" in third_entry.sentence
        assert rolled_back.sentence.startswith("It takes the place of third again.")
        assert "A secret of ours" not in client.get("/editions/second/").content.decode()

    def test_feeds_hold_the_same_entries(self, steward, client, two):
        self.publish(steward, two)
        atom = client.get("/editions/feed.xml")
        feed = ElementTree.fromstring(atom.content)  # noqa: S314 -- our own
        first = feed.find(f"{ATOM}entry")
        assert atom.headers["Content-Type"].startswith("application/atom+xml")
        assert first.find(f"{ATOM}title").text == "Edition second"
        assert SENTENCE in first.find(f"{ATOM}summary").text
        assert "1 figure changes" in first.find(f"{ATOM}summary").text
        answer = client.get("/editions/feed.json").json()
        assert [item["title"] for item in answer["items"]] == ["Edition second", "Edition first"]
        assert SENTENCE in answer["items"][0]["content_text"]
        assert client.get("/editions/feed.xml", headers={"if-none-match": atom.headers["ETag"]}).status_code == 304

    def test_before_the_first_publication_feeds_are_empty(self, client):
        assert client.get("/editions/feed.json").json()["items"] == []
        feed = ElementTree.fromstring(client.get("/editions/feed.xml").content)  # noqa: S314 -- our own
        assert feed.find(f"{ATOM}entry") is None

    def test_reasons_of_the_log_are_not_told(self, client, two):
        publish_edition(edition=two[1], reason="Between ourselves")
        for address in ("/editions/", "/editions/second/", "/editions/feed.xml", "/editions/feed.json"):
            assert "Between ourselves" not in client.get(address).content.decode(), address


class TestASecondPerson:
    @pytest.fixture(autouse=True)
    def asked_for(self, settings):
        settings.PUBLISH_NEEDS_SECOND_PERSON = True

    def propose(self, steward, two) -> Proposal:
        live, candidate = two
        assert "Propose to publish second" in previewed(steward, candidate).content.decode()
        steward.post(to("publish", candidate.pk), {"seen_live": live.pk, "changelog": SENTENCE, "although_smaller": "on"})
        assert live_edition() == live
        return Proposal.objects.get()

    def test_one_proposes_and_another_confirms(self, steward, second_steward, two):
        proposal = self.propose(steward, two)
        own = steward.get(to("preview", two[1].pk)).content.decode()
        assert "you cannot confirm your own proposal" in own
        assert "Confirm and publish" not in own
        steward.post(to("confirm_proposal", proposal.pk))
        assert live_edition() == two[0]
        with pytest.raises(SamePerson):
            confirm_proposal(proposal=proposal, user=steward.user)

        page = second_steward.get(to("preview", two[1].pk)).content.decode()
        assert "Stella Ward" in page
        assert "Confirm and publish" in page
        second_steward.post(to("confirm_proposal", proposal.pk))
        activation = Activation.objects.first()
        assert (activation.to_edition, activation.actor, activation.changelog) == (two[1], second_steward.user, SENTENCE)
        assert activation.proposal.proposed_by == steward.user
        assert "no longer open" in second_steward.post(to("confirm_proposal", proposal.pk), follow=True).content.decode()
        assert Activation.objects.count() == 2

    def test_nobody_publishes_alone(self, steward, two):
        with pytest.raises(NeedsSecondPerson):
            publish_edition(edition=two[1], user=steward.user)
        assert live_edition() == two[0]

    def test_a_proposal_holds_for_the_live_edition_that_was_seen(self, steward, second_steward, two, edition_of):
        proposal = self.propose(steward, two)
        publish_edition(edition=edition_of("meanwhile", scores(0.5)))
        answer = second_steward.post(to("confirm_proposal", proposal.pk), follow=True)
        assert "Not published" in answer.content.decode()
        assert live_edition().name == "meanwhile"
        assert Edition.objects.get(name="second").activations.count() == 0

    def test_a_proposal_is_withdrawn_and_made_again_but_not_twice_at_once(self, steward, second_steward, two):
        proposal = self.propose(steward, two)
        sent = {"seen_live": two[0].pk, "changelog": "These are mine", "although_smaller": "on"}
        second_steward.post(to("publish", two[1].pk), sent)
        assert Proposal.objects.count() == 1
        second_steward.post(to("withdraw_proposal", proposal.pk))
        second_steward.post(to("publish", two[1].pk), sent)
        proposal.refresh_from_db()
        assert proposal.withdrawn_by_name == "Sam Reed"
        assert Proposal.objects.count() == 2
        steward.post(to("confirm_proposal", proposal.pk))
        assert live_edition() == two[0]

    def test_what_publishing_asks_about_is_asked_of_who_proposes(self, steward, two):
        previewed(steward, two[1])
        refused = steward.post(to("publish", two[1].pk), {"seen_live": two[0].pk, "changelog": SENTENCE})
        assert refused.status_code == 422
        assert not Proposal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_that_are_told_of_the_same_work_one_begins_it(two, jobs, monkeypatch):
    publish_edition(edition=two[1])
    jobs[:] = []
    row = FollowUp.objects.get(key="pages", activation=Activation.objects.first())
    # By turns after publishing: the first edition is the candidate now.
    for module, work in (
        (following, lambda: run_follow_up(follow_up=FollowUp.objects.get(pk=row.pk))),
        (previewing, lambda: previewing.make_preview(candidate=Edition.objects.get(pk=two[0].pk))),
    ):
        both, begun = threading.Barrier(2), []

        class CountedJob(Job):
            def __init__(self, subject: str, begun=begun, **options) -> None:
                begun.append(subject)
                super().__init__(subject, **options)

        def looks_at_once(subject: str, both=both) -> bool:
            """Each looks whether another is at it while the other looks, too, if it can."""
            running = is_running(subject)
            with suppress(threading.BrokenBarrierError):
                both.wait(timeout=0.5)
            return running

        def run(work=work) -> None:
            try:
                with suppress(AlreadyUnderWay):
                    work()
            finally:
                connections.close_all()

        monkeypatch.setattr(module, "is_running", looks_at_once)
        monkeypatch.setattr(module, "Job", CountedJob)
        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert len(begun) == 1, begun


def test_the_timeline_names_what_each_edition_holds_what_changed_and_which_is_current(two, client: Client) -> None:
    first, second = two
    publish_edition(edition=second, changelog=SENTENCE)
    for job in follow_ups_wanted():
        run_follow_up(job)
    html = client.get("/editions/").content.decode()
    entries = html.split('<li class="timeline__entry')[1:]
    assert ["Edition second" in entries[0], "Edition first" in entries[1]] == [True, True]
    assert [entry.count(">Current<") for entry in entries] == [1, 0]
    newest = Activation.objects.order_by("-pk").first()
    assert f'href="/editions/second/#changes-{newest.pk}"' in entries[0]
    assert f'id="changes-{newest.pk}"' in client.get("/editions/second/").content.decode()
    assert "data entry &lt;clerks&gt; &amp; others" in entries[0]
    for edition, entry in zip((second, first), entries, strict=True):
        members = edition.members.select_related("release", "dataset")
        assert members
        assert all(f'href="/datasets/{one.dataset.slug}/"' in entry and one.release.cited_version in entry for one in members)
