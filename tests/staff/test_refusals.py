"""What is refused comes back in place, with what was typed and a true sentence; and nothing is chosen that nobody chose."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from citations.actions.editions import free_edition_name
from citations.actions.loaded_releases import set_aside_release
from citations.actions.publishing import LiveEditionMoved, LosesTooMuch, publish_edition, reader_losses, rollback_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.importing.importer import IMPORTERS
from citations.models import Activation, Dataset, Edition, Profile, Release
from citations.selectors import live_edition
from tests.staff.files import UNIT_GROUPS, ilo_workbook
from tests.staff.previewing import previewed

pytestmark = pytest.mark.django_db
DATASET = "ilo-genai-gradient"
FIELD = f"release-{DATASET}"
# 2,000 letters as the browser counts them; 2,003 as it sends them.
JUST_FITS = "\r\n".join(["Four paragraphs", "with line breaks", "between", "x" * (2000 - 38 - 3)])


def to(name, *args) -> str:
    return reverse(f"citations_admin:{name}", args=args)


@pytest.fixture
def releases(ready, monkeypatch) -> dict[str, Release]:
    """2025, and 2024 and 2026 of other scores."""
    monkeypatch.setattr(IMPORTERS[DATASET], "find_version", lambda *args: "")
    found = {"2025": ready}
    for version, factor in (("2024", 0.25), ("2026", 0.5)):
        groups = {
            code: (title, major, tuple(round(score * factor, 2) for score in scores))
            for code, (title, major, scores) in UNIT_GROUPS.items()
        }
        found[version], _ = import_release(files=[Original("x.xlsx", io.BytesIO(ilo_workbook(groups)))], version=version)
        assert found[version].state == "ready"
    return found


@pytest.fixture
def live_2025(edition_of) -> Edition:
    """To be asked for before `releases`, while 2025 is the only one."""
    edition = edition_of("first", {"a": {}})
    publish_edition(edition=edition)
    return edition


def select_of(page: str) -> str:
    return re.search(rf'<select name="{FIELD}".*?</select>', page, re.DOTALL)[0]


def row_of(page: str) -> str:
    return re.search(rf'<tr>\s*<td><label for="id_{FIELD}".*?</tr>', page, re.DOTALL)[0]


def test_a_release_set_aside_meanwhile_is_not_replaced_by_another(steward, live_2025, releases):
    before = Edition.objects.count()
    set_aside_release(release=releases["2025"], reason="Scores are wrong", user=steward.user)
    answer = steward.post(to("compile"), {"name": "mine", FIELD: "2025"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert Edition.objects.count() == before
    summary = page.index("Nothing was compiled.")
    assert summary < page.index("<form method")
    assert "2025 was set aside by Stella Ward on" in page[summary:]
    assert ": Scores are wrong. Choose again." in page
    select = select_of(page)
    assert "selected" not in select
    assert re.findall(r'<option value="([^"]*)"', select)[0] == ""
    assert "Choose a release" in select
    assert 'value="mine"' in page
    # Sent as the browser would send it.
    again = steward.post(to("compile"), {"name": "mine", FIELD: ""})
    assert again.status_code == 422
    assert "Choose a release." in again.content.decode()
    assert Edition.objects.count() == before


@pytest.mark.parametrize("sent", [{}, {FIELD: "1999"}, {FIELD: "left-out"}])
def test_a_release_that_was_never_offered_or_not_sent_is_asked_for(steward, releases, sent):
    answer = steward.post(to("compile"), sent)

    assert answer.status_code == 422
    options = re.findall("<option ([^>]*)>", select_of(answer.content.decode()))
    assert options[0].startswith('value=""')
    assert not any("selected" in option for option in options[1:])
    assert not Edition.objects.exists()


def test_an_older_release_is_suggested_with_the_reason(steward, live_2025, releases):
    for version in ("2025", "2026"):
        set_aside_release(release=releases[version], reason="Scores are wrong", user=steward.user)
    row = row_of(steward.get(to("compile")).content.decode())

    assert "2025, which is live, was set aside; the only one left, and older than it" in row
    assert "2024 (older than what is live, never live)" in row
    assert "newest" not in row


def test_a_live_dataset_without_a_ready_release_keeps_its_row(steward, live_2025, releases):
    named = {"dataset": Dataset.objects.get(slug="soc-structure"), "version": "1", "fingerprint": "f"}
    other = Release.objects.create(**named, state="ready", retrieved_at=timezone.now())
    for release in releases.values():
        set_aside_release(release=release, reason="Scores are wrong", user=steward.user)
    page = steward.get(to("compile")).content.decode()
    row = row_of(page)

    assert "2025" in row
    assert "Scores are wrong." in row
    assert "Left out: no release is ready" in row
    field = f"release-{other.dataset.slug}"
    edition = steward.post(to("compile"), {FIELD: "left-out", field: "1"}, follow=True).context["edition"]
    assert [member.release for member in edition.members.all()] == [other]


def test_readers_lose_a_dataset_only_where_somebody_says_so(steward, live_2025):
    smaller = Edition.objects.create(name="smaller")
    Profile.objects.bulk_create(
        Profile(edition=smaller, kind=p.kind, key=p.key, title=p.title, path=p.path, document=p.document, digest=p.digest)
        for p in live_2025.profiles.all()
    )
    Edition.objects.filter(pk=smaller.pk).update(state="ready")
    page = previewed(steward, smaller).content.decode()

    assert page.index(escape(f"{IMPORTERS[DATASET].dataset.title} is left out")) < page.index('id="releases-section"')
    assert "Readers would no longer see what they see now" in page
    assert_asked_before_publishing(steward, live_2025, smaller)


def test_a_kind_loses_more_than_a_tenth_only_where_somebody_says_so(steward, edition_of):
    live = edition_of("first", {f"s{n}": {} for n in range(20)})
    publish_edition(edition=live)
    tenth, more = (edition_of(name, {f"s{n}": {} for n in range(left)}) for name, left in (("tenth", 18), ("more", 17)))

    assert previewed(steward, tenth).context["form"].lost == []
    assert "Subject: 3 of 20 pages go" in previewed(steward, more).content.decode()
    assert_asked_before_publishing(steward, live, more)


@pytest.fixture
def live_sample(db) -> Edition:
    sample = Edition.objects.create(name="sample", is_sample=True, state=Edition.State.READY)
    publish_edition(edition=sample)
    return sample


def test_replacing_the_sample_leads_the_preview_and_is_asked_about(steward, live_sample, edition_of):
    candidate = edition_of("real", {"a": {}})
    page = previewed(steward, candidate)
    text = page.content.decode()

    first, *_ = page.context["worries"]
    assert first.kind == "replaced"
    assert "all of it would be replaced by published releases" in first.line
    assert text.index("Look at this first") < text.index(first.line) < text.index('id="subjects-section"')
    assert "All that readers see now is meant to be replaced" in text
    assert_asked_before_publishing(steward, live_sample, candidate)
    assert "replaced by the small built-in sample" in reader_losses(live_sample, candidate)[0].words


def test_a_command_replaces_the_sample_unasked_and_nothing_else(live_sample, edition_of):
    real = edition_of("real", {"a": {}})
    Edition.objects.create(name="smaller", state=Edition.State.READY)
    call_command("publish_edition", "real")
    assert live_edition() == real
    with pytest.raises(CommandError, match="--although-smaller"):
        call_command("publish_edition", "smaller")


def assert_asked_before_publishing(steward, live, candidate):
    sent = {"seen_live": live.pk, "changelog": "It is meant"}
    refused = steward.post(to("publish", candidate.pk), sent)
    assert refused.status_code == 422
    assert "although_smaller" in refused.context["form"].errors
    assert "It is meant" in refused.content.decode()
    assert live_edition() == live
    with pytest.raises(LosesTooMuch, match="readers lose"):
        publish_edition(edition=candidate, although_smaller=False)
    steward.post(to("publish", candidate.pk), {**sent, "although_smaller": "on"})
    assert live_edition() == candidate


def test_line_breaks_count_as_the_browser_counts_them(steward, ready, edition_of):
    first, second = edition_of("first", {"a": {}}), edition_of("second", {"a": {}})
    publish_edition(edition=first)
    steward.post(to("publish", second.pk), {"seen_live": first.pk, "changelog": JUST_FITS})
    assert live_edition() == second
    steward.post(to("roll_back"), {"seen_live": second.pk, "reason": JUST_FITS})
    assert live_edition() == first
    steward.post(to("set_aside", ready.pk), {"reason": JUST_FITS})
    ready.refresh_from_db()
    assert len(ready.set_aside_reason) == 2000
    assert {len(activation.words) for activation in Activation.objects.all()[:2]} == {2000}


def test_what_is_too_long_comes_back_with_the_text_and_its_length(steward, ready, edition_of):
    first, second = edition_of("first", {"a": {}}), edition_of("second", {"a": {}})
    publish_edition(edition=first)
    publish_edition(edition=second)
    third = edition_of("third", {"a": {}})
    too_long = JUST_FITS + "y"
    for address, fields in (
        (to("publish", third.pk), {"seen_live": second.pk}),
        (to("roll_back"), {"seen_live": second.pk}),
        (to("set_aside", ready.pk), {}),
    ):
        answer = steward.post(address, {**fields, "reason": too_long, "changelog": too_long})
        page = answer.content.decode()
        assert answer.status_code == 422, address
        assert "at most 2000 characters (it has 2001)" in page, address
        assert "x" * 1900 in page, address
        assert not list(answer.context["messages"]), address
    ready.refresh_from_db()
    assert (live_edition(), ready.state) == (second, "ready")


def test_wherever_stewards_look_they_are_told_that_what_is_live_was_set_aside_and_what_to_do(steward, ready, edition_of):
    live = edition_of("first", {"a": {}})
    publish_edition(edition=live)
    dashboard, screens = reverse("wagtailadmin_home"), (to("editions"), to("edition", live.pk))
    said = "Readers see figures of what was set aside."
    assert not any(said in steward.get(address).content.decode() for address in (dashboard, *screens))

    set_aside_release(release=ready, reason="Scores are divided by ten", user=steward.user)
    for address in (dashboard, *screens):
        page = " ".join(steward.get(address).content.decode().split())
        assert said in page, address
        assert "“<bdi>Scores are divided by ten.</bdi>”" in page, address
        assert f'href="{to("compile")}">Compile an edition without it</a>' in page, address


def test_a_missing_tick_keeps_the_text(steward, ready, edition_of):
    first, second = edition_of("first", {"a": {}}), edition_of("second", {"a": {}})
    publish_edition(edition=first)
    set_aside_release(release=ready, reason="It is wrong", user=steward.user)
    assert re.search(r'name="although_set_aside"[^>]*required', previewed(steward, second).content.decode())
    answer = steward.post(to("publish", second.pk), {"seen_live": first.pk, "changelog": "Thought about for an hour"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Thought about for an hour" in page
    assert "Tick this if you mean it" in page
    assert live_edition() == first


def test_a_rollback_that_does_not_say_what_it_saw_is_told_so(steward, edition_of):
    publish_edition(edition=edition_of("first", {"a": {}}))
    publish_edition(edition=edition_of("second", {"a": {}}))
    page = steward.post(to("roll_back"), {"reason": "I said why"}).content.decode()

    assert "did not say which edition was live" in page
    assert "I said why" in page
    assert live_edition().name == "second"


def test_the_second_rollback_in_a_race_is_told_that_the_live_edition_changed(steward, edition_of):
    first, second = edition_of("first", {"a": {}}), edition_of("second", {"a": {}})
    publish_edition(edition=first)
    publish_edition(edition=second)
    for _ in range(2):
        answer = steward.post(to("roll_back"), {"seen_live": second.pk, "reason": "It is wrong"})

    assert answer.status_code == 422
    assert "The live edition changed since you opened this page. It is now first." in answer.content.decode()
    assert "no earlier edition" not in answer.content.decode()
    with pytest.raises(LiveEditionMoved):
        rollback_edition(reason="It is wrong", seen_live=second.pk)


def test_who_set_a_release_aside_already_is_said(steward, ready):
    set_aside_release(release=ready, reason="It is wrong", user=steward.user)
    answer = steward.post(to("set_aside", ready.pk), {"reason": "It is mine"})

    assert answer.status_code == 422
    assert "was set aside by Stella Ward on" in answer.content.decode()
    assert "only a loaded release" not in answer.content.decode()


@pytest.mark.parametrize("name", ["-", "__", "log", "Compile"])
def test_an_edition_is_not_called_by_a_part_of_addresses(steward, ready, name):
    with pytest.raises(ValueError, match="cannot be called"):
        free_edition_name(name)
    answer = steward.post(to("compile"), {"name": name, FIELD: "2025"})

    assert answer.status_code == 422
    assert "cannot be called" in answer.content.decode()


def test_a_reason_is_a_sentence_of_its_own_and_apart_from_the_text_around(steward, client, live_2025, releases):
    """Letters of a script that runs from right to left would drag the words after them along."""
    set_aside_release(release=releases["2025"], reason="Scores are wrong \u05d0\u05d1", user=steward.user)
    ended = "<bdi>Scores are wrong \u05d0\u05d1.</bdi>"
    assert f"{ended} Figures already published" in client.get("/editions/first/").content.decode()
    assert ended in steward.get(to("compile")).content.decode()
    again = edition_holding(releases["2025"])
    answer = steward.post(to("publish", again.pk), {"seen_live": live_2025.pk, "although_smaller": "on"})
    assert "<bdi>Scores are wrong \u05d0\u05d1</bdi>" in answer.content.decode()
    with pytest.raises(ValueError, match=re.escape("Scores are wrong \u05d0\u05d1. Compile")):
        publish_edition(edition=again)


def edition_holding(release: Release) -> Edition:
    edition = Edition.objects.create(name="again")
    edition.members.create(dataset=release.dataset, release=release)
    Edition.objects.filter(pk=edition.pk).update(state="ready")
    edition.refresh_from_db()
    return edition


def test_a_name_that_does_not_fit_is_told_what_one_may_have(steward, ready):
    answer = steward.post(to("compile"), {"name": "Spring edition!", FIELD: ready.version})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "letters from A to Z, digits, hyphens and underscores" in page
    assert "such as 2026-spring" in page
    assert "slug" not in page.partition("<main")[2].lower()


def test_words_are_plain(steward, rejected, edition_of):
    for name in ("first", "second"):
        publish_edition(edition=edition_of(name, {"a": {}}))
    log = steward.get(to("log")).content.decode()
    assert "2 publications" in log
    assert "activation" not in log
    assert "Not known yet" not in steward.get(to("release", rejected.pk)).content.decode()
    assert str(Release(pk=7)) == "Release 7"
