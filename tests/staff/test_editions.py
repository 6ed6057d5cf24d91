"""Compiling, previewing, publishing and rolling back by button."""

import io
import re
import tracemalloc

import pytest
from django.urls import reverse

from citations.actions.choosing import Option
from citations.actions.loaded_releases import retire_release, set_aside_release
from citations.actions.previewing import make_preview
from citations.actions.publishing import publish_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.figures import Missing, figure
from citations.importing.importer import IMPORTERS
from citations.measures import MEASURES
from citations.models import Activation, Edition, Release
from citations.preview import figures
from citations.selectors import live_edition
from tests.staff.files import UNIT_GROUPS, ilo_workbook
from tests.staff.previewing import previewed

pytestmark = pytest.mark.django_db


def to(name, *args) -> str:
    return reverse(f"citations_admin:{name}", args=args)


@pytest.fixture
def mean():
    return MEASURES["mean-exposure"]


@pytest.fixture
def two(edition_of, mean):
    """A live edition and a candidate: a's figure moves, b's appears, c's disappears, d is removed, e is added. So many stay the
    same that losing d is no loss worth a question."""

    def of(value):
        return {"mean": figure(mean, value, missing=Missing.NOT_AVAILABLE)}

    same = {f"same-{n}": of(0.1) for n in range(7)}
    live = edition_of("first", {"a": of(0.2), "b": of(None), "c": of(0.4), "d": of(0.5), **same})
    candidate = edition_of("second", {"a": of(0.3), "b": of(0.6), "c": of(None), "e": of(0.7), **same})
    publish_edition(edition=live)
    make_preview(candidate=candidate)
    return live, candidate


def test_the_preview_tells_what_would_change(steward, two, mean):
    _live, candidate = two
    changes = previewed(steward, candidate).context["preview"]
    kind = changes.kinds[0]
    measure = changes.measures[0]

    assert (kind.added, kind.removed, kind.changed, kind.same) == (1, 1, 3, 7)
    assert ([page.title for page in kind.gained], [page.title for page in kind.lost]) == (["Subject e"], ["Subject d"])
    assert (measure.changed, measure.gained, measure.lost) == (1, 1, 1)
    moved = measure.largest[0]
    assert (moved.subject, moved.before, moved.after) == ("Subject a", mean.text(0.2), mean.text(0.3))
    assert measure.gained_examples[0].subject == "Subject b"
    assert measure.lost_examples[0].after == Missing.NOT_AVAILABLE.words


def test_the_largest_relative_changes_come_first_and_are_counted_in_full(steward, edition_of, mean):
    before = {f"s{n:02}": {"mean": figure(mean, 0.5)} for n in range(20)}
    after = {f"s{n:02}": {"mean": figure(mean, round(0.5 + n / 100, 2))} for n in range(20)}
    publish_edition(edition=edition_of("first", before))
    measure = previewed(steward, edition_of("second", after)).context["preview"].measures[0]

    assert measure.changed == 19
    assert [change.subject for change in measure.largest][:3] == ["Subject s19", "Subject s18", "Subject s17"]
    assert len(measure.largest) < 19


def test_a_member_put_into_a_list_does_not_make_the_others_look_changed(steward, edition_of, mean):
    def tasks(*numbers):
        return {"tasks": [{"number": n, "score": figure(mean, n / 10)} for n in numbers]}

    publish_edition(edition=edition_of("first", {"a": tasks(1, 3)}))
    measure = previewed(steward, edition_of("second", {"a": tasks(1, 2, 3)})).context["preview"].measures[0]

    assert (measure.changed, measure.gained, measure.lost) == (0, 1, 0)


def test_a_figure_on_many_pages_is_told_once_by_the_page_of_the_thing_itself(steward, edition_of, mean):
    def linked(value):
        return {"also": [{"code": "c", "title": "Subject c", "score": figure(mean, value)}]}

    def own(value):
        return {"score": figure(mean, value)}

    publish_edition(edition=edition_of("first", {"a": linked(0.123456), "b": linked(0.123456), "c": own(0.123456)}))
    after = edition_of("second", {"a": linked(0.654321), "b": linked(0.654321), "c": own(0.654321)})
    measure = previewed(steward, after).context["preview"].measures[0]

    (change,) = measure.largest
    assert (measure.changed, change.subject, change.about, change.also) == (1, "Subject c", "", 2)


def test_comparing_takes_no_more_memory_for_more_changes(monkeypatch, mean):
    def pages(live, candidate, changed):
        for number in range(changed):
            yield (
                "subject",
                f"Subject {number}",
                "",
                *({"mean": {"m": mean.key, "v": value, "t": mean.text(value)}} for value in (0.5, 0.6 + number / 10**6)),
            )

    def peak(changed: int) -> int:
        tracemalloc.start()
        (measure,) = figures.measure_changes(None, None, changed)
        assert (measure.changed, len(measure.largest)) == (changed, figures.SHOWN)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    monkeypatch.setattr(figures, "_documents", pages)
    assert peak(5_000) < peak(500) + 50_000


def test_the_first_edition_of_all_can_be_previewed_and_published(steward, edition_of):
    edition = edition_of("first", {"a": {}})
    page = previewed(steward, edition)
    seen = page.context["form"].initial["seen_live"]
    steward.post(to("publish", edition.pk), {"seen_live": "" if seen is None else seen, "changelog": "The first of all"})

    assert seen is None
    assert live_edition() == edition


def test_publishing_notes_who_and_why(steward, two):
    live, candidate = two
    response = steward.post(to("publish", candidate.pk), {"seen_live": live.pk, "changelog": "New scores of clerks"}, follow=True)
    activation = Activation.objects.first()

    assert live_edition() == candidate
    assert (activation.actor, activation.changelog, activation.from_edition) == (steward.user, "New scores of clerks", live)
    assert "is live" in response.content.decode()
    assert "Stella Ward" in steward.get(to("editions")).content.decode()
    assert "New scores" in steward.get(to("log")).content.decode()


def test_publishing_is_refused_when_the_live_edition_moved_since_the_preview(steward, two, edition_of):
    live, candidate = two
    publish_edition(edition=edition_of("meanwhile", {"a": {}}))
    response = steward.post(to("publish", candidate.pk), {"seen_live": live.pk, "changelog": "Typed for long"})
    shown = steward.get(response["Location"])
    page = shown.content.decode()

    assert live_edition().name == "meanwhile"
    assert "Not published" in page
    assert "It is now meanwhile" in page
    # What would change now has not been found out yet, so nothing can be published.
    assert "Being compared" in page
    assert "Publish second" not in page
    make_preview(candidate=candidate)
    again = steward.get(response["Location"])
    assert "Typed for long" in again.content.decode()
    # What is sent from this page is sent in sight of the new live edition.
    assert again.context["form"]["seen_live"].value() == live_edition().pk


def test_publishing_without_having_seen_a_preview_is_refused(steward, two):
    live, candidate = two
    steward.post(to("publish", candidate.pk), {"changelog": "Hurry"})

    assert live_edition() == live


def test_a_publish_sent_twice_publishes_once(steward, two):
    live, candidate = two
    before = Activation.objects.count()
    for _ in range(2):
        response = steward.post(to("publish", candidate.pk), {"seen_live": live.pk, "changelog": "Sent twice, alas"}, follow=True)

    assert Activation.objects.count() == before + 1
    assert "live already" in response.content.decode()


def test_rolling_back_puts_the_previous_edition_back_with_the_reason(steward, two):
    live, candidate = two
    publish_edition(edition=candidate)
    steward.post(to("roll_back"), {"seen_live": candidate.pk, "reason": "A wrong column"})

    assert live_edition() == live
    assert Activation.objects.first().reason == "A wrong column"


@pytest.mark.parametrize("reason", ["", "   "])
def test_rolling_back_without_a_reason_is_refused(steward, two, reason):
    _live, candidate = two
    publish_edition(edition=candidate)
    response = steward.post(to("roll_back"), {"seen_live": candidate.pk, "reason": reason}, follow=True)

    assert live_edition() == candidate
    assert "Not rolled back" in response.content.decode()


def test_that_an_edition_was_rolled_back_is_said_wherever_editions_are_chosen_from(steward, two):
    live, candidate = two
    publish_edition(edition=candidate)
    steward.post(to("roll_back"), {"seen_live": candidate.pk, "reason": "Pay is <wrong> there"})
    told = re.compile(
        rf"Edition <a[^>]*>{candidate}</a> was rolled back on\s+[^<]* UTC by Stella Ward:\s+"
        rf"“<bdi>Pay is &lt;wrong&gt; there</bdi>” Readers saw edition {live} again from then on"
    )

    for page in (to("edition", candidate.pk), to("editions"), to("compile"), reverse("wagtailadmin_home")):
        assert told.search(steward.get(page).content.decode()), page
    assert "was rolled back" not in steward.get(to("edition", live.pk)).content.decode()
    assert steward.get(to("editions")).content.decode().partition("<main")[2].count("Rolled back") == 1
    assert "Compiled and waiting" not in steward.get(to("edition", candidate.pk)).content.decode()
    # Published again, it is what readers see.
    publish_edition(edition=candidate)
    for page in (to("edition", candidate.pk), to("editions"), to("compile"), reverse("wagtailadmin_home")):
        assert not told.search(steward.get(page).content.decode()), page


def test_a_rollback_sent_twice_goes_back_once(steward, two, edition_of):
    _live, candidate = two
    publish_edition(edition=candidate)
    publish_edition(edition=edition_of("third", {"a": {}}))
    for _ in range(2):
        response = steward.post(
            to("roll_back"), {"seen_live": Edition.objects.get(name="third").pk, "reason": "It is wrong"}, follow=True
        )

    assert live_edition() == candidate
    assert "Not rolled back" in response.content.decode()


def later_scores(version: str, unit_groups=UNIT_GROUPS) -> Release:
    release, _ = import_release(files=[Original("later.xlsx", io.BytesIO(ilo_workbook(unit_groups)))], version=version)
    assert release.state == "ready", list(release.issues.all())
    return release


def test_what_is_live_is_chosen_beforehand_and_what_is_newer_is_marked(steward, edition_of, ready, monkeypatch):
    monkeypatch.setattr(IMPORTERS["ilo-genai-gradient"], "find_version", lambda *args: "")
    publish_edition(edition=edition_of("first", {"a": {}}))
    halved = {
        code: (title, major, tuple(round(s / 2, 2) for s in scores)) for code, (title, major, scores) in UNIT_GROUPS.items()
    }
    later_scores("2026", halved)
    page = steward.get(to("compile"))
    (field,) = page.context["form"].release_fields

    assert field.initial == ready.version == "2025"
    assert dict(field.field.choices) == {
        "2026": "2026 (newer than what is live, never live)",
        "2025": "2025 (live now)",
        "without": "Leave it out",
    }
    edition = steward.post(to("compile"), {"name": "same", field.name: field.initial}, follow=True).context["edition"]
    assert edition.members.get().release == ready


def test_a_partial_release_is_called_so_whether_or_not_it_is_live(ready):
    of_all = {"release": ready, "is_newer": False, "is_older": False, "lacks": ("Interests",)}
    assert Option(is_live=True, was_live=True, **of_all).notes == ("live now", "partial")
    assert Option(is_live=False, was_live=True, **of_all).notes == ("partial", "was live before")


def test_a_release_set_aside_is_not_offered_and_the_editions_that_hold_it_say_so(steward, edition_of, ready, monkeypatch):
    monkeypatch.setattr(IMPORTERS["ilo-genai-gradient"], "find_version", lambda *args: "")
    wrong = later_scores("2026", {**UNIT_GROUPS, "4132": ("Data entry clerks", "4 - Clerical support workers", (0.07, 0.06))})
    first, second = edition_of("first", {"a": {}}), edition_of("second", {"b": {}})
    assert second.members.get().release == wrong
    publish_edition(edition=first)
    address = reverse("citations_admin:set_aside", args=[wrong.pk])
    assert "Not set aside" in steward.post(address, {"reason": " "}, follow=True).content.decode()
    steward.post(address, {"reason": "Scores are divided by ten."})
    wrong.refresh_from_db()

    assert (wrong.state, wrong.set_aside_by) == ("set-aside", steward.user)
    compile_page = steward.get(to("compile"))
    assert [initial.initial for initial in compile_page.context["form"].release_fields] == ["2025"]
    assert "Scores are divided by ten." in compile_page.content.decode()
    for page in (to("edition", first.pk), to("editions"), "/editions/first/", "/datasets/ilo-genai-gradient/"):
        assert "Scores are divided by ten." in steward.get(page).content.decode(), page
    # Publishing one that holds it is asked about.
    make_preview(candidate=second)
    preview_page = previewed(steward, second).content.decode()
    assert "Scores are divided by ten." in preview_page
    meant = {"seen_live": first.pk, "changelog": "Scores are new", "although_smaller": "on"}
    refused = steward.post(to("publish", second.pk), meant)
    assert refused.status_code == 422
    assert "although_set_aside" in refused.context["form"].errors
    assert live_edition() == first
    steward.post(to("publish", second.pk), {**meant, "although_set_aside": "on"})
    assert live_edition() == second
    # And so is going back to one.
    assert "although_set_aside" in steward.get(to("editions")).content.decode()
    refused = steward.post(to("roll_back"), {"seen_live": second.pk, "reason": "It is wrong"})
    assert refused.status_code == 422
    assert "Not rolled back." in refused.content.decode()
    assert live_edition() == second
    steward.post(to("roll_back"), {"seen_live": second.pk, "reason": "It is wrong", "although_set_aside": "on"})
    assert live_edition() == first
    # And back.
    steward.post(reverse("citations_admin:bring_back", args=[wrong.pk]))
    wrong.refresh_from_db()
    assert (wrong.state, wrong.set_aside_reason, wrong.set_aside_at) == ("ready", "", None)
    assert "Scores are divided by ten." not in steward.get("/editions/first/").content.decode()


def test_a_release_is_not_brought_back_beside_another_of_its_version(steward, ready):
    set_aside_release(release=ready, reason="It is wrong.")
    other = later_scores("2025", {**UNIT_GROUPS, "4132": ("Data entry clerks", "4 - Clerical support workers", (0.7, 0.6))})
    page = steward.post(reverse("citations_admin:bring_back", args=[ready.pk]), follow=True).content.decode()
    ready.refresh_from_db()

    assert f"release {other.pk}, of the same version, is ready, and there can be only one" in page
    assert f'<a href="{reverse("citations_admin:release", args=[other.pk])}"' in page.partition("Set that one")[2]
    # They bear one name; the number tells them apart.
    listed = steward.get(reverse("citations_admin:releases")).content.decode()
    assert all(f"#{release.pk}" in listed for release in (ready, other))
    assert f"(release {ready.pk})" in page
    assert (ready.state, other.state) == ("set-aside", "ready")


def test_without_a_ready_release_there_is_nothing_to_compile(steward, rejected):
    assert "no ready release" in steward.get(to("compile")).content.decode()
    steward.post(to("compile"), {})
    assert not Edition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_compiles_and_a_form_sent_twice_makes_one_edition(steward, ready, celery_worker_process):
    for _ in range(2):
        response = steward.post(to("compile"), {"name": "spring", "release-ilo-genai-gradient": ready.version}, follow=True)
    celery_worker_process.wait_until_idle()
    edition = Edition.objects.get()

    assert edition.state == Edition.State.READY, edition.failure
    assert edition.created_by == steward.user
    assert "these very releases already" in response.content.decode()
    assert "Look at what will change" in steward.get(to("edition", edition.pk)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_compile_that_failed_can_be_tried_again(steward, ready, celery_worker_process):
    from citations.actions.editions import start_edition

    edition = start_edition(name="failed")
    Edition.objects.filter(pk=edition.pk).update(state=Edition.State.FAILED, failure="OSError: out of room")
    page = steward.get(to("edition", edition.pk)).content.decode()
    steward.post(to("start_edition", edition.pk))
    celery_worker_process.wait_until_idle()
    edition.refresh_from_db()

    assert "OSError: out of room" in page
    assert (edition.state, edition.failure) == (Edition.State.READY, "")


def test_the_preview_tells_which_facts_differ_between_the_releases_of_a_dataset(steward, edition_of, ready):
    publish_edition(edition=edition_of("first", {"a": {}}))
    retire_release(release=ready)
    later = {**UNIT_GROUPS, "4132": ("Data entry clerks", "4 - Clerical support workers", (0.71, 0.66, 0.74, 0.5))}
    new, _ = import_release(files=[Original("later.xlsx", io.BytesIO(ilo_workbook(later)))])
    assert new.state == "ready", list(new.issues.all())
    page = previewed(steward, edition_of("second", {"a": {}}))
    (release,) = page.context["preview"].releases

    tasks = next(table for table in release.facts["tables"] if table["facts"] == "gradient.UnitGroupTask")
    assert (tasks["added"], tasks["removed"], tasks["changed"], tasks["columns"]["score_2025"]) == (1, 0, 1, 1)
    assert tasks["table"] in page.content.decode()


def test_a_derived_figure_that_many_pages_print_is_listed_once_under_the_page_it_belongs_to(steward, edition_of, mean):
    def documents(value):
        own = figure(mean, value)
        linked = {"members": [{"code": "b", "title": "Subject b", "mean": own}]}
        return {"a": linked, "b": {"mean": own}, "c": {"mean": own}, "d": {"mean": figure(mean, round(value, 1))}}

    publish_edition(edition=edition_of("first", documents(0.3141592)))
    measure = previewed(steward, edition_of("second", documents(0.6283184))).context["preview"].measures[0]

    listed = {(change.subject, change.about, change.also) for change in measure.largest}
    assert listed == {("Subject b", "", 2), ("Subject d", "", 0)}
    assert measure.changed == 2
