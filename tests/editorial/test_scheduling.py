"""What editors schedule happens at its time, whatever else fails, and readers see it at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from occupations.models.pages import OccupationPage
from singulariki.celery import app
from singulariki.delivery.serving import processes
from singulariki.editorial import tasks
from singulariki.editorial.models import Caveat, HomePage, Layout, StandardPage
from singulariki.editorial.tasks import carry_out_schedule
from tests.editorial.forms import rendered_form
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db
ENDS = "It is said for a while."
SOON, LATER = timedelta(minutes=1), timedelta(minutes=2)
UNIT_GROUP = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"
VERDICT = "Exposure is task overlap, not a verdict."


@pytest.fixture
def admin(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


@pytest.fixture
def clock(monkeypatch) -> Callable[[timedelta], int]:
    """Carries out the schedule as the clock does when this much time has gone by. Returns how many things were due."""
    began = timezone.now()

    def carry_out(after: timedelta) -> int:
        monkeypatch.setattr(timezone, "now", lambda: began + after)
        return carry_out_schedule()

    return carry_out


def read(address: str) -> str:
    return Client().get(address, follow=True).content.decode()


def typed(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def schedule(admin: Client, edit: str, **changes: str) -> None:
    """Fill in the form's own schedule dialog and press Publish."""
    fields = {**rendered_form(admin.get(edit).content.decode()), "action-publish": "1", **changes}
    answer = admin.post(edit, fields)
    assert answer.status_code == 302, answer.context["form"].errors


def edit_page(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def edit_snippet(thing) -> str:
    return reverse(f"wagtailsnippets_editorial_{thing._meta.model_name}:edit", args=[thing.pk])


def test_a_new_page_goes_live_at_its_time_and_is_taken_off_at_its_expiry(admin, clock):
    now = timezone.now()
    page = HomePage.objects.get().add_child(instance=StandardPage(title="In time", slug="in-time", live=False))
    schedule(admin, edit_page(page), go_live_at=typed(now + SOON + SOON), expire_at=typed(now + 3 * LATER))
    assert clock(timedelta(0)) == 0
    assert Client().get("/in-time/").status_code == 404
    assert clock(2 * LATER) == 1
    assert Client().get("/in-time/").status_code == 200
    assert clock(2 * LATER) == 0
    assert clock(4 * LATER) == 1
    assert Client().get("/in-time/").status_code == 404
    page.refresh_from_db()
    assert page.expired
    actions = set(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))
    assert {"wagtail.publish.schedule", "wagtail.publish.scheduled", "wagtail.unpublish.scheduled"} <= actions


def test_a_layout_is_published_at_its_time_and_gives_way_at_its_expiry(admin, clock, module_sample_edition):
    now, layout = timezone.now(), Layout.objects.get(kind="unit-group")
    before = read(UNIT_GROUP)
    fields = rendered_form(admin.get(edit_snippet(layout)).content.decode())
    [section] = [name.removesuffix("-type") for name, value in fields.items() if value == "section-band-table"]
    changes = {f"{section}-deleted": "1", "go_live_at": typed(now + LATER), "expire_at": typed(now + 3 * LATER)}
    schedule(admin, edit_snippet(layout), **changes)
    assert read(UNIT_GROUP) == before
    assert clock(2 * LATER) == 1
    assert "How its tasks split across the gradient" not in read(UNIT_GROUP)
    assert clock(4 * LATER) == 1
    assert "How its tasks split across the gradient" in read(UNIT_GROUP), "the pages are laid out as on a new site"
    actions = set(ModelLogEntry.objects.filter(object_id=str(layout.pk)).values_list("action", flat=True))
    assert {"wagtail.publish.scheduled", "wagtail.unpublish.scheduled"} <= actions


def test_a_caveat_is_published_at_its_time_and_shows_nowhere_after_its_expiry(admin, clock, module_sample_edition):
    now = timezone.now()
    caveat = Caveat.objects.create(
        key="mind", name="Mind", text=f"<p>{ENDS}</p>", scope=[("measure", "mean-exposure")], live=True
    )
    changes = {"title": "Mind the overlap", "go_live_at": typed(now + LATER), "expire_at": typed(now + 3 * LATER)}
    schedule(admin, edit_snippet(caveat), **changes)
    assert "Mind the overlap" not in read(UNIT_GROUP)
    clock(2 * LATER)
    assert "Mind the overlap" in read(UNIT_GROUP)
    clock(4 * LATER)
    assert ENDS not in read(UNIT_GROUP)


def test_a_caveat_that_layouts_place_does_not_end_by_itself(admin, module_sample_edition):
    caveat = Caveat.objects.get(key="exposure-is-overlap")
    fields = rendered_form(admin.get(edit_snippet(caveat)).content.decode())
    ends = {"expire_at": typed(timezone.now() + LATER), "action-publish": "1"}
    answer = admin.post(edit_snippet(caveat), {**fields, **ends})
    assert "would leave its place empty" in str(answer.context["form"].errors)


def test_the_first_note_of_an_occupation_can_be_scheduled_and_its_page_stays_live_until_then(admin, clock, module_sample_edition):
    now, page = timezone.now(), OccupationPage.objects.get(code="11-3031.00")
    assert page.live_revision_id is None
    section = page.page_kind.default_layout()[-1]["value"]["section"]
    note = {"count": "1", "0-deleted": "", "0-order": "0", "0-type": "hidden", "0-id": ""}
    value = {"0-value-section": section, "0-value-reason": "Left out for a while."}
    fields = {f"local_notes-{name}": text for name, text in {**note, **value}.items()}
    schedule(admin, edit_page(page), **fields, go_live_at=typed(now + LATER))
    page.refresh_from_db()
    assert page.live
    assert "Left out for a while." not in read(page.address)
    assert clock(2 * LATER) == 1
    assert "Left out for a while." in read(page.address)


@pytest.mark.parametrize("thing", ["layout", "caveat", "occupation"])
def test_the_dialog_says_what_readers_see_after_the_expiry(admin, thing, module_sample_edition):
    edit, said = {
        "layout": lambda: (edit_snippet(Layout.objects.first()), "laid out as on a new site"),
        "caveat": lambda: (edit_snippet(Caveat.objects.first()), "no page shows this caveat"),
        "occupation": lambda: (edit_page(OccupationPage.objects.first()), "The page stays."),
    }[thing]()
    page = admin.get(edit).content.decode()
    assert 'id="schedule-publishing-dialog"' in page
    assert said in page


def test_what_cannot_be_published_does_not_hold_up_the_rest(clock, caplog):
    now = timezone.now()
    about, newsroom = StandardPage.objects.get(slug="about"), StandardPage.objects.get(slug="newsroom")
    for page, title, slug in ((about, "Not to be", "newsroom"), (newsroom, "In its turn", "newsroom")):
        page.title, page.slug, page.go_live_at = title, slug, now + SOON
        page.save_revision(clean=False).publish()
    assert clock(LATER) == 1
    assert "In its turn" in read("/newsroom/")
    assert "StandardPage" in caplog.text or "Revision" in caplog.text
    assert "already in use" in caplog.text
    assert "Not to be" not in read("/about/")


def test_an_expiry_that_passed_while_the_clock_stood_still_is_made_up_for(db):
    page = StandardPage.objects.get(slug="about")
    StandardPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(days=3))
    tasks.scheduled()
    tasks.scheduled()
    assert Client().get("/about/").status_code == 404
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish.scheduled").count() == 1


def test_the_clock_runs_what_is_scheduled_every_half_minute_in_a_queue_that_no_load_holds_up():
    app.loader.import_default_modules()
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        assert entry["task"] in app.tasks, name
    entry = settings.CELERY_BEAT_SCHEDULE["carry-out-editors-schedule"]
    assert entry["schedule"] <= 60
    assert entry["options"]["queue"] == settings.CLOCK_QUEUE != app.conf.task_default_queue
    command = processes.clock_command()
    assert "--beat" in command
    assert command[command.index("--queues") + 1] == settings.CLOCK_QUEUE
    assert "--beat" not in processes.worker_command()


@pytest.mark.parametrize("button", ["action-publish", "", "action-submit"])
def test_what_a_colleague_saved_meanwhile_is_not_overwritten_unseen(button, admin, editor, module_sample_edition):
    home = Page.objects.get(slug="home", depth=2).specific
    page = home.add_child(instance=StandardPage(title="On method", slug="on-method", lede="First."))
    page.save_revision()
    caveat = Caveat.objects.get(key="two-scorings")
    for thing, edit, field in ((page, edit_page(page), "lede"), (caveat, edit_snippet(caveat), "title")):
        fields = rendered_form(admin.get(edit).content.decode())
        theirs = thing.get_latest_revision_as_object()
        setattr(theirs, field, "Theirs.")
        theirs.save_revision(user=editor)
        mine = {**fields, field: "Mine.", "go_live_at": typed(timezone.now() + LATER), **({button: "1"} if button else {})}
        answer = admin.post(edit, mine)
        assert answer.status_code == 200
        assert "editors saved this at" in answer.content.decode()
        again = rendered_form(answer.content.decode())
        assert str(again[field]).strip() == "Mine."
        thing.refresh_from_db()
        assert getattr(thing.get_latest_revision_as_object(), field) == "Theirs."
        answer = admin.post(edit, {**again, field: "Mine.", **({button: "1"} if button else {})})
        assert answer.status_code == 302, answer.context["form"].errors
        thing.refresh_from_db()
        assert getattr(thing.get_latest_revision_as_object(), field) == "Mine."
