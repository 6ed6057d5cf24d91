"""What was published before can be put back in one step, by whoever may publish, and nobody's work is lost by it."""

import json
from datetime import timedelta

import bs4
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from citations.selectors import live_edition
from singulariki.editorial.models import Caveat, Correction, Layout, StandardPage
from singulariki.editorial.registry import PAGE_KINDS
from tests.editorial.conftest import member
from tests.editorial.forms import address, words_of

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]
SOUND = "/roles/role-27-4014-00"
TOKEN = '<figure-token key="median-pay">x</figure-token>'


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def undo(thing) -> str:
    return reverse("editorial_undo", args=[thing._meta.model_name, thing.pk])


def opening(layout: Layout, text: str) -> Layout:
    others = [block for block in layout.body.get_prep_value() if block["value"].get("heading") != "Extra"]
    extra = {
        "type": "narrative",
        "value": {"placement": "section", "heading": "Extra", "text": text, "otherwise": "", "only_if": ""},
    }
    layout.body = json.dumps([*others, extra])
    return layout


def publish(thing, user: User):
    thing.save_revision(user=user, log_action=True).publish(user=user)
    thing.refresh_from_db()
    return thing


@pytest.fixture
def layout(moderator) -> Layout:
    """Published twice: first rightly, then wrongly."""
    found = Layout.objects.get(kind="occupation")
    publish(opening(found, f"<p>Everybody is right. They earn {TOKEN}.</p>"), moderator)
    return publish(opening(found, f"<p>Everybody is wrong. They get {TOKEN}. Really.</p>"), moderator)


def hidden_of(page: str) -> dict[str, str]:
    form = bs4.BeautifulSoup(page, "html.parser").select_one("form[method=post]:has(input[name=former])")
    return {field["name"]: field["value"] for field in form.select("input[type=hidden]")}


def press(client: Client, thing, **changes: str):
    shown = client.get(undo(thing))
    assert shown.status_code == 200
    answer = client.post(undo(thing), {**hidden_of(shown.content.decode()), **changes})
    assert answer.status_code == 302
    thing.refresh_from_db()
    return answer


def test_the_screen_names_each_sentence_with_its_pages_and_the_page_follows_at_once(layout, moderator) -> None:
    client = enter(moderator)
    assert undo(layout) in client.get(address(layout, "edit")).content.decode()
    assert "Everybody is wrong." in Client().get(SOUND).content.decode()
    screen = bs4.BeautifulSoup(client.get(undo(layout)).content.decode(), "html.parser")
    rows = {
        row[0]: row[2:]
        for row in ([" ".join(cell.get_text().split()) for cell in line("td")] for line in screen.select("tbody tr"))
    }
    kind, edition = PAGE_KINDS["occupation"], live_edition()
    subjects = [kind.profile(edition, key) for key, _ in kind.subjects(edition)]
    paid = sum(
        kind.tokens["median-pay"].resolve(one) is not None and not kind.tokens["median-pay"].resolve(one).is_missing
        for one in subjects
    )
    assert 0 < paid < len(subjects)
    assert rows == {
        "Everybody is wrong.": ["no longer see it", f"{len(subjects)} of {len(subjects)}"],
        "Really.": ["no longer see it", f"{len(subjects)} of {len(subjects)}"],
        "They get [Median annual pay].": ["no longer see it", f"{paid} of {len(subjects)}"],
        "Everybody is right.": ["see it again", f"{len(subjects)} of {len(subjects)}"],
        "They earn [Median annual pay].": ["see it again", f"{paid} of {len(subjects)}"],
    }
    assert "what moderators published" in " ".join(screen.get_text().split()).lower()

    versions = layout.revisions.count()
    press(client, layout)
    page = Client().get(SOUND).content.decode()
    assert "Everybody is right." in page
    assert "Everybody is wrong." not in page
    assert layout.revisions.count() == versions + 1
    assert (layout.live_revision, layout.has_unpublished_changes) == (layout.latest_revision, False)
    assert layout.latest_revision.user == moderator

    press(client, layout)
    assert "Everybody is wrong." in Client().get(SOUND).content.decode()


def test_a_colleagues_newer_draft_stays_the_newest(layout, editor, moderator) -> None:
    draft = opening(layout, "<p>A draft.</p>")
    draft.note_to_moderator = "Mine."
    draft.save_revision(user=editor)
    client = enter(moderator)
    assert "The draft that is newer than both stays" in " ".join(words_of(client.get(undo(layout))).split())
    press(client, layout)
    assert "Everybody is right." in Client().get(SOUND).content.decode()
    assert layout.has_unpublished_changes
    assert "A draft." in str(layout.get_latest_revision_as_object().body.get_prep_value())
    assert layout.latest_revision.user == editor
    assert layout.newest_note().text == "Mine."
    assert "A draft." not in str(layout.body.get_prep_value())


def refused(client: Client, thing, why: str) -> None:
    before = thing.live_revision_id
    for answer in (client.get(undo(thing), follow=True), client.post(undo(thing), follow=True)):
        assert why in words_of(answer)
        assert "Nothing was put back" in words_of(answer)
    thing.refresh_from_db()
    assert thing.live_revision_id == before


def test_it_is_refused_in_words(layout, editor, moderator) -> None:
    client, other = enter(moderator), member("Moderators", "other")
    Layout.objects.filter(pk=layout.pk).update(locked=True, locked_by=other, locked_at=timezone.now())
    refused(client, layout, "is locked by other")
    Layout.objects.filter(pk=layout.pk).update(locked=False, locked_by=None)
    layout.refresh_from_db()
    layout.get_workflow().start(layout, editor)
    refused(client, layout, "is in moderation")
    layout.current_workflow_state.cancel(user=moderator)
    layout.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    refused(client, layout, "is to be published on")
    layout.revisions.update(approved_go_live_at=None)
    layout.unpublish()
    refused(client, layout, "is not published")
    refused(client, Layout.objects.get(kind="unit-group"), "No version of")


def test_what_would_not_be_accepted_today_is_not_put_back(layout, moderator) -> None:
    former = layout.revisions.order_by("-pk")[1]
    former.content["body"] = former.content["body"].replace("median-pay", "no-such-figure")
    former.save()
    refused(enter(moderator), layout, "would not be accepted today")


def test_who_may_not_publish_is_not_offered_it(layout, editor, steward) -> None:
    for person in (editor, steward):
        assert enter(person).get(undo(layout)).status_code == 302
        assert enter(person).post(undo(layout)).status_code == 302
    assert undo(layout) not in enter(editor).get(address(layout, "edit")).content.decode()
    layout.refresh_from_db()
    assert "Everybody is wrong." in str(layout.body.get_prep_value())


def test_what_somebody_published_meanwhile_is_not_undone_unseen(layout, moderator) -> None:
    client = enter(moderator)
    fields = hidden_of(client.get(undo(layout)).content.decode())
    publish(opening(layout, "<p>Third.</p>"), moderator)
    answer = client.post(undo(layout), fields, follow=True)
    assert "published “All U.S. occupations” meanwhile" in words_of(answer) or "meanwhile" in words_of(answer)
    layout.refresh_from_db()
    assert "Third." in str(layout.body.get_prep_value())


def test_a_caveat_is_put_back_and_keeps_when_it_ends(moderator) -> None:
    caveat = Caveat.objects.get(pk=Caveat.objects.order_by("pk")[0].pk)
    caveat.text = "<p>Right words.</p>"
    publish(caveat, moderator)
    caveat.text, caveat.expire_at = "<p>Wrong words.</p>", timezone.now() + timedelta(days=9)
    publish(caveat, moderator)
    screen = " ".join(words_of(enter(moderator).get(undo(caveat))).split())
    assert "Right words." in screen
    assert "Wrong words." in screen
    assert all(name in screen for name in caveat.placed_by)
    ends = caveat.expire_at
    press(enter(moderator), caveat)
    assert (caveat.text, caveat.live, caveat.expire_at) == ("<p>Right words.</p>", True, ends)
    assert "Wrong words." not in Client().get(SOUND).content.decode()


def test_a_page_is_put_back(moderator) -> None:
    page = StandardPage.objects.get(slug="newsroom")
    page.lede = "Right lede."
    publish(page, moderator)
    page.lede = "Wrong lede."
    publish(page, moderator)
    client = enter(moderator)
    assert undo(page) in client.get(address(page, "edit")).content.decode()
    assert "Wrong lede." in Client().get("/newsroom/").content.decode()
    press(client, page)
    assert "Right lede." in Client().get("/newsroom/").content.decode()


def test_corrections_and_unknown_things_cannot_be_undone(administrator) -> None:
    for model in (Correction._meta.model_name, "user", "occupationpage"):
        assert enter(administrator).get(reverse("editorial_undo", args=[model, 1])).status_code == 404
