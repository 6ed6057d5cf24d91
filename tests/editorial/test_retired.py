"""A code that an earlier edition has and the live one lacks keeps its address, and says what became of it."""

from collections.abc import Collection

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from citations.actions.publishing import publish_edition, rollback_edition
from citations.models import Edition, EditionMethodology, EditionRelease, Profile
from gradient.models import UnitGroupPage
from occupations.models import OccupationPage
from singulariki.editorial.retired import retired_subject

OLD, NEW, SOUND = "15-1132.00", "15-1252.00", "27-4014.00"
GROUP = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"


def like(edition: Edition, name: str, *, without: Collection[str] = (), more: Collection[Profile] = ()) -> Edition:
    """A published edition that holds what another holds, but for these codes, and besides it these profiles."""
    made = Edition.objects.create(name=name, is_sample=edition.is_sample, fingerprint=name, content_digest=name)
    EditionRelease.objects.bulk_create(
        EditionRelease(edition=made, dataset=member.dataset, release=member.release) for member in edition.members.all()
    )
    profiles = [profile for profile in edition.profiles.all() if profile.key not in without]
    for profile in (*profiles, *more):
        profile.pk, profile.edition = None, made
    Profile.objects.bulk_create([*profiles, *more])
    method = edition.methodology
    EditionMethodology.objects.create(edition=made, measures=method.measures, recipes=method.recipes)
    made.state, made.compiled_at = Edition.State.READY, timezone.now()
    made.save()
    publish_edition(edition=made)
    return made


@pytest.fixture
def editions(sample_edition) -> tuple[Edition, Edition]:
    """One with a code of before, and the live one without it, and without two others."""
    new = sample_edition.profiles.get(kind="occupation", key=NEW)
    document = new.document.replace(NEW, OLD).replace("15-1252-00", "15-1132-00").replace(new.title, "Coders of <Old>")
    path = "/roles/role-15-1132-00"
    old = Profile(kind="occupation", key=OLD, title="Coders of <Old>", path=path, document=document, digest="x")
    return like(sample_edition, "before", more=[old]), like(sample_edition, "after", without=[SOUND, "3521"])


def gone(address: str) -> str:
    answer = Client().get(address, follow=True)
    assert answer.status_code == 410, address
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-cache"
    return " ".join(answer.content.decode().split())


def test_the_page_says_since_when_and_where_the_published_crosswalk_leads(editions):
    words = gone("/roles/role-15-1132-00")
    assert "Coders of &lt;Old&gt;" in words
    assert "O*NET-SOC 15-1132.00" in words
    assert "The edition before of this site was the last one" in words
    assert "Since the edition after" in words
    assert '<a href="/roles/role-15-1252-00">Software Developers</a> 15-1252.00' in words
    assert '<meta name="robots" content="noindex">' in words
    assert 'href="/editions/before/roles/role-15-1132-00"' in words
    assert Client().get("/editions/before/roles/role-15-1132-00").status_code == 200


def test_every_way_to_write_the_address_leads_to_the_one(editions):
    for address in ("/roles/27-4014.00", "/roles/27-4014", "/ROLES/role-27-4014.html", "/roles/role-27-4014-00/"):
        answer = Client().get(address, follow=True)
        assert answer.redirect_chain == [("/roles/role-27-4014-00", 301)], address
        assert answer.status_code == 410
    assert Client().get("/gradient/3521", follow=True).redirect_chain == [(GROUP, 301)]


def test_without_a_crosswalk_nothing_is_made_up(editions):
    for address in ("/roles/role-27-4014-00", GROUP):
        words = gone(address)
        assert "No successor is published." in words
        assert "Of the same title" not in words
    before, after = editions
    assert retired_subject("occupation", SOUND, after).last == before.name


def test_a_subject_of_the_very_same_title_is_named_as_such(editions):
    before, _ = editions
    sound = before.profiles.get(kind="occupation", key=SOUND)
    moved = Profile(kind="occupation", key="27-4019.00", title=sound.title.upper(), path="/roles/role-27-4019-00")
    moved.document, moved.digest = sound.document, "y"
    like(before, "third", without=[SOUND], more=[moved])
    words = gone("/roles/role-27-4014-00")
    assert "Of the same title now" in words
    assert 'href="/roles/role-27-4019-00"' in words


def test_the_brief_and_the_api_say_the_same(editions):
    brief = gone("/roles/role-15-1132-00/context.md")
    assert "the edition before was the last one to have it" in brief
    assert "/roles/role-15-1252-00) (15-1252.00)" in brief
    assert "Coders of <Old>" not in brief or "\\<Old" in brief
    error = Client().get(f"/api/v1/occupations/{OLD}/")
    assert error.status_code == 410
    assert error.json()["error"]["what"].startswith("Coders of <Old> (O*NET-SOC 15-1132.00) was retired")
    assert error.json()["error"]["next"] == "See /api/v1/occupations/15-1252.00/."
    error = Client().get("/api/v1/gradient/3521/")
    assert error.status_code == 410
    assert f"/editions/before{GROUP}" in error.json()["error"]["next"]


def test_unknown_codes_and_editions_stay_plain_404s_and_cheap(editions, django_assert_max_num_queries):
    for address in ("/roles/role-99-9999-99", "/gradient/9999", "/roles/role-99-9999-99/context.md", "/api/v1/gradient/9999/"):
        Client().get(address)
        with django_assert_max_num_queries(6):
            answer = Client().get(address, follow=True)
        assert answer.status_code == 404, address
    assert Client().get("/editions/after/roles/role-27-4014-00").status_code == 404
    assert Client().get("/api/v1/occupations/99-9999.99/").status_code == 404


def test_a_redirect_of_the_editors_goes_before(editions):
    Redirect.objects.create(old_path="/roles/role-27-4014-00", redirect_link="/about/")
    assert Client().get("/roles/role-27-4014-00").headers["Location"] == "/about/"
    gone("/roles/role-15-1132-00")


def test_what_only_a_later_edition_has_is_not_retired_and_a_rollback_brings_codes_back(sample_edition, editions):
    rollback_edition(reason="The test puts the edition before back.")
    assert Client().get("/roles/role-27-4014-00").status_code == 200
    rollback_edition(reason="The test puts the first edition back, too.")
    assert Client().get("/roles/role-15-1132-00").status_code == 404


def test_an_edition_that_lacks_the_dataset_retires_nothing(editions):
    before, _ = editions
    codes = list(before.profiles.filter(kind="unit-group").values_list("key", flat=True))
    like(before, "third", without=codes)
    assert Client().get(GROUP).status_code == 404


def test_notes_of_editors_are_kept_and_the_form_says_what_became_of_the_code(editions, client, editor):
    client.force_login(editor)
    for page in (OccupationPage.objects.get(code=SOUND), UnitGroupPage.objects.get(code="3521")):
        page.local_notes = [{"type": "note", "value": {"section": "citation", "position": "after", "text": "<p>Kept.</p>"}}]
        page.save_revision().publish()
        words = " ".join(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode().split())
        assert f"The live edition, after, does not have {page.code}." in words
        assert f"/editions/before{page.address}" in words
        assert "Kept." in words
        assert "Kept." not in gone(page.address)
