"""Previews are made by workers and stored: as the last step of a compile, and again when the live edition moves or sentences
change. The screen only reads them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citations import tasks
from citations.actions import previewing
from citations.actions.editions import run_compile, start_edition
from citations.actions.previewing import make_preview, previews_wanted
from citations.actions.publishing import publish_edition
from citations.figures import figure
from citations.jobs import MAX_ATTEMPTS
from citations.measures import MEASURES
from citations.models import Edition, Progress, StoredPreview
from citations.preview import changes
from citations.preview.stored import stored_preview
from citations.preview.worries import worries_of
from citations.selectors import live_edition
from tests.staff.previewing import previewed

pytestmark = pytest.mark.django_db


def screen(edition: Edition) -> str:
    return reverse("citations_admin:preview", args=[edition.pk])


def scores(*values: float, key: str = "mean-exposure") -> dict[str, dict]:
    return {f"s{n:03}": {"mean": figure(MEASURES[key], value)} for n, value in enumerate(values)}


@pytest.fixture
def two(edition_of):
    live = edition_of("first", scores(0.1, 0.2))
    publish_edition(edition=live)
    return live, edition_of("second", scores(0.1, 0.3))


@pytest.fixture
def failing(monkeypatch):
    """Comparing fails for as long as this is not empty."""
    faults = [ValueError("Two profiles of one name.")]

    def find(*args):
        if faults:
            raise faults[0]
        return []

    monkeypatch.setattr(changes, "_FINDERS", [find])
    return faults


def test_an_edition_is_ready_only_once_its_preview_is_there(steward, two, monkeypatch):
    _, candidate = two
    seen = []
    monkeypatch.setattr(
        "citations.actions.editions.preview_while_compiling",
        lambda edition, job: seen.append(Edition.objects.get(pk=edition.pk).state),
    )
    run_compile(edition=start_edition(name="third"))

    assert seen == ["compiling"]
    assert stored_preview(candidate, live_edition()).is_current


def test_the_screen_reads_what_is_stored_and_compares_nothing(steward, two, monkeypatch):
    _, candidate = two
    monkeypatch.setattr("citations.preview.stored.compare", lambda *args: pytest.fail("Compared in a request."))
    with CaptureQueriesContext(connection) as queries:
        page = steward.get(screen(candidate))

    assert page.context["preview"].measures[0].changed == 1
    assert not any("citations_profile" in query["sql"] for query in queries)


def test_a_preview_against_an_edition_that_is_no_longer_live_is_not_shown_but_asked_for(steward, two, edition_of):
    _, candidate = two
    publish_edition(edition=edition_of("meanwhile", scores(0.5, 0.5)))
    page = steward.get(screen(candidate)).content.decode()

    assert "Being compared" in page
    assert "against <strong>meanwhile</strong>" in page
    assert 'name="changelog"' not in page
    answer = steward.get(reverse("citations_admin:preview_progress", args=[candidate.pk]))
    assert answer.json()["stage"] == "missing, waiting"
    assert previews_wanted() == [candidate]

    tasks.make_preview(candidate.pk)
    assert previews_wanted() == []
    assert 'name="changelog"' in steward.get(screen(candidate)).content.decode()


def test_only_the_newest_candidates_are_compared_unasked(two, edition_of):
    candidates = [edition_of(f"c{n}", scores(0.2, n / 10)) for n in range(previewing.KEPT_READY + 1)]
    publish_edition(edition=candidates.pop())

    assert set(previews_wanted()) == set(candidates)


def test_reworded_sentences_are_read_again_and_figures_are_not_compared_anew(steward, two, monkeypatch):
    live, candidate = two
    stamps = ["then"]
    monkeypatch.setattr(changes, "_STAMPS", [lambda: stamps[-1]])
    StoredPreview.objects.all().delete()
    make_preview(candidate=candidate)
    stamps.append("now")
    page = steward.get(screen(candidate)).content.decode()
    assert "Editors have changed words" in page
    assert 'name="changelog"' in page

    monkeypatch.setattr("citations.preview.stored.compare", lambda *args: pytest.fail("Figures do not change."))
    make_preview(candidate=candidate)
    found = stored_preview(candidate, live)
    assert found.is_current
    assert found.preview.measures[0].changed == 1


def test_a_comparison_that_fails_does_not_lose_the_compile_and_can_be_tried_again(steward, two, edition_of, failing):
    edition = edition_of("third", scores(0.1, 0.4))
    page = steward.get(screen(edition)).content.decode()

    assert edition.state == Edition.State.READY
    assert "ValueError: Two profiles of one name." in page
    assert 'name="changelog"' not in page
    # It is not tried again by itself.
    make_preview(candidate=edition, unattended=True)
    assert edition not in previews_wanted()
    failing.clear()
    steward.post(reverse("citations_admin:compare_again", args=[edition.pk]))
    make_preview(candidate=edition, unattended=True)
    assert 'name="changelog"' in steward.get(screen(edition)).content.decode()


def test_sentences_that_cannot_be_read_again_cost_no_preview_that_is_there(steward, two, failing, monkeypatch):
    live, candidate = two
    stamps = ["then"]
    monkeypatch.setattr(changes, "_STAMPS", [lambda: stamps[-1]])
    fault = failing.pop()
    StoredPreview.objects.all().delete()
    make_preview(candidate=candidate)
    stamps.append("now")
    failing.append(fault)
    with pytest.raises(ValueError, match="Two profiles"):
        make_preview(candidate=candidate)

    page = steward.get(screen(candidate))
    text = " ".join(page.content.decode().split())
    assert page.context["preview"].measures[0].changed == 1
    assert "reading the sentences again failed" in text
    assert "ValueError: Two profiles of one name." in text
    assert 'name="changelog"' in text
    # It waits for a person, who loses nothing by trying again.
    make_preview(candidate=candidate, unattended=True)
    assert stored_preview(candidate, live).failure
    failing.clear()
    monkeypatch.setattr("citations.preview.stored.compare", lambda *args: pytest.fail("Figures do not change."))
    steward.post(reverse("citations_admin:compare_again", args=[candidate.pk]))
    make_preview(candidate=candidate, unattended=True)
    assert stored_preview(candidate, live).is_current
    assert not stored_preview(candidate, live).failure


def test_what_dies_midway_is_taken_up_and_twice_left_to_a_person(steward, two, monkeypatch):
    live, candidate = two
    StoredPreview.objects.all().delete()

    def die(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr("citations.preview.stored.compare", die)
        for _ in range(MAX_ATTEMPTS):
            assert candidate in previews_wanted()
            with pytest.raises(KeyboardInterrupt):
                make_preview(candidate=candidate, unattended=True)
    assert not StoredPreview.objects.exists()
    make_preview(candidate=candidate, unattended=True)

    assert "broke off twice" in stored_preview(candidate, live).failure
    assert not Progress.objects.exists()
    assert "broke off twice" in steward.get(screen(candidate)).content.decode()


def test_what_was_done_before_its_process_died_is_not_begun_again(two):
    _, candidate = two
    Progress.objects.create(
        subject=f"preview:{candidate.pk}",
        host="gone",
        pid=1,
        phase="Saving",
        **dict.fromkeys(("started_at", "phase_started_at", "updated_at"), candidate.created_at.replace(year=2020)),
    )
    assert previews_wanted() == []
    assert not Progress.objects.exists()


def test_the_document_is_bounded_however_much_changes(edition_of):
    long = "A statement of the work that somebody does all day. " * 40

    def many(factor):
        tasks = [
            {"number": n, "title": f"{n} {long}", "mean": figure(MEASURES["mean-exposure"], n / 997 * factor)} for n in range(60)
        ]
        return {f"s{n:03}": {"tasks": tasks, **{f"part_{p}": [1] for p in range(20)}} for n in range(60)}

    publish_edition(edition=edition_of("first", many(1)))
    candidate = edition_of("second", {key: {"tasks": value["tasks"]} for key, value in many(0.9).items()})
    assert len(StoredPreview.objects.get(candidate=candidate).document) < 60_000


class TestWhatWorriesAPerson:
    """One line each, before all else."""

    def worries(self, steward, edition_of, before, after):
        publish_edition(edition=edition_of("first", before))
        page = previewed(steward, edition_of("second", after))
        text = page.content.decode()
        assert text.index("Look at this first") < text.index('id="subjects-section"')
        return {worry.kind: worry for worry in page.context["worries"]}, text

    def test_a_usual_revision_worries_nobody(self, steward, edition_of):
        before = [n / 100 for n in range(1, 60)]
        found, text = self.worries(steward, edition_of, scores(*before), scores(*(round(v * 1.03, 3) for v in before)))
        assert found == {}
        assert "no sentence is\n" in text

    def test_pages_parts_and_figures_that_go(self, steward, edition_of):
        of = figure(MEASURES["mean-exposure"], 0.4)
        before = {f"s{n}": {"wages": {"mean": of}, "tasks": [1]} for n in range(12)}
        after = {f"s{n}": {"wages": {"mean": of}, "tasks": [1]} for n in range(11)} | {"s3": {"wages": None, "tasks": []}}
        publish_edition(edition=edition_of("first", before))
        candidate = edition_of("second", after)
        lines = [worry.line for worry in worries_of(stored_preview(candidate, live_edition()).preview)]
        assert lines == [
            "Subject: 1 of 12 pages goes.",
            "Subject: “Tasks” holds nothing any more on 1 page that stays.",
            "Subject: “Wages” holds nothing any more on 1 page that stays.",
            "1 figure of 1 measure goes from pages that stay.",
        ]
        assert 'href="/subjects/s11"' in previewed(steward, candidate).content.decode()

    def test_figures_that_went_to_other_pages_are_gone_from_theirs(self, steward, edition_of):
        def on(pages):
            return {f"s{n:03}": {"mean": figure(MEASURES["mean-exposure"], 0.4)} if n in pages else {} for n in range(20)}

        found, _ = self.worries(steward, edition_of, on(range(10)), on(range(10, 20)))
        assert found["coverage"].line == "10 figures of 1 measure go from pages that stay."

    def test_a_slipped_decimal_point(self, steward, edition_of):
        before = [n / 10 for n in range(1, 60)]
        after = [*before[:-1], round(before[-1] * 10, 1)]
        found, _ = self.worries(steward, edition_of, scores(*before), scores(*after))
        assert (
            found["tenfold"].line.endswith("1 of 1 changed value moves by about a power of ten or more.")
            or found["tenfold"].count
        )

    def test_another_unit(self, steward, edition_of):
        before = [n / 100 for n in range(1, 60)]
        found, _ = self.worries(steward, edition_of, scores(*before), scores(*(round(v * 1000) for v in before)))
        assert "become about 1,000 times as large. Are they in another unit?" in found["tenfold"].line
        assert "ranks" not in found

    def test_values_beside_other_codes(self, steward, edition_of):
        before = [n / 100 for n in range(1, 60)]
        found, _ = self.worries(steward, edition_of, scores(*before), scores(*before[30:], *before[:30]))
        assert "come in another order by it. 59 of 59 move by more than 5 places" in found["ranks"].line

    def test_percentiles_move_tenfold_by_right(self, steward, edition_of):
        key = "ai-overlap-percentile"
        found, _ = self.worries(steward, edition_of, scores(*(1, 50), key=key), scores(*(40, 50), key=key))
        assert "tenfold" not in found
