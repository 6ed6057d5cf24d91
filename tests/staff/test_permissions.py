"""Each screen asks for its own permission, by the server, not by hiding a link."""

import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from citations.actions.delivering import receive_files
from citations.actions.uploading import Original
from citations.models import PublisherOffer
from citations.permissions import DATA_STEWARDS

HOME = "/admin/"
RELEASES = ("manage_releases",)
EITHER = ("compile_edition", "publish_edition")


def screens(release, edition) -> list[tuple[str, str, tuple[str, ...]]]:
    def to(name, *args):
        return reverse(f"citations_admin:{name}", args=args)

    file = release.files.get()
    # Nothing of it is asked of any site.
    offer = PublisherOffer.objects.get(dataset__slug="ibs-crosswalk")
    delivery = receive_files([Original("rain.csv", io.BytesIO(b"station,rain\n"))])
    return [
        ("get", to("guide"), (*RELEASES, *EITHER)),
        ("get", to("releases"), RELEASES),
        ("get", to("release_results"), RELEASES),
        ("get", to("upload"), RELEASES),
        ("post", to("upload"), RELEASES),
        ("get", to("upload_token"), RELEASES),
        ("get", to("delivery", delivery.pk), RELEASES),
        ("get", to("delivery_progress", delivery.pk), RELEASES),
        ("post", to("start_delivery", delivery.pk), RELEASES),
        ("post", to("cancel_delivery", delivery.pk), RELEASES),
        ("get", to("release", release.pk), RELEASES),
        ("post", to("name_release", release.pk), RELEASES),
        ("get", to("release_progress", release.pk), RELEASES),
        ("post", to("start_release", release.pk), RELEASES),
        ("post", to("cancel_release", release.pk), RELEASES),
        ("post", to("reload_release", release.pk), RELEASES),
        ("post", to("archive", release.pk), RELEASES),
        ("post", to("restore", release.pk), RELEASES),
        ("post", to("remove_release", release.pk), RELEASES),
        ("post", to("discard_edition", edition.pk), ("compile_edition",)),
        ("post", to("decide_issue", release.pk), RELEASES),
        ("post", to("date_release", release.pk), RELEASES),
        ("post", to("note_origin", release.pk), RELEASES),
        ("post", to("acknowledge", release.pk), RELEASES),
        ("post", to("overrule", release.pk), RELEASES),
        ("post", to("withdraw", release.pk), RELEASES),
        ("post", to("set_aside", release.pk), RELEASES),
        ("post", to("bring_back", release.pk), RELEASES),
        ("get", to("release_issues", release.pk), RELEASES),
        ("get", to("original", release.pk, file.pk), RELEASES),
        ("get", to("offers"), RELEASES),
        ("get", to("publisheroffer", offer.pk), RELEASES),
        ("get", to("offer_progress", offer.pk), RELEASES),
        ("post", to("fetch_release", offer.pk), RELEASES),
        ("post", to("cancel_fetch", offer.pk), RELEASES),
        ("post", to("look_for_news", offer.pk), RELEASES),
        ("post", to("note_news", offer.pk), RELEASES),
        ("get", to("editions"), EITHER),
        ("get", to("log"), EITHER),
        ("get", to("compile"), ("compile_edition",)),
        ("post", to("compile"), ("compile_edition",)),
        ("get", to("edition", edition.pk), EITHER),
        ("get", to("edition_progress", edition.pk), EITHER),
        ("post", to("start_edition", edition.pk), ("compile_edition",)),
        ("post", to("cancel_edition", edition.pk), ("compile_edition",)),
        ("get", to("preview", edition.pk), EITHER),
        ("get", to("follow_ups"), EITHER),
        ("get", to("follow_ups_progress"), EITHER),
        ("post", to("retry_follow_up", 1), EITHER),
        ("post", to("confirm_proposal", 1), ("publish_edition",)),
        ("post", to("withdraw_proposal", 1), ("publish_edition",)),
        ("get", to("beside", edition.pk), EITHER),
        ("get", to("preview_progress", edition.pk), EITHER),
        ("post", to("compare_again", edition.pk), EITHER),
        ("post", to("publish", edition.pk), ("publish_edition",)),
        ("post", to("roll_back"), ("publish_edition",)),
    ]


def is_refused(response) -> bool:
    return response.status_code == 302 and response["Location"] == HOME


def test_every_screen_is_covered_here(ready, edition_of):
    from citations.staff.urls import urlpatterns

    covered = {address for _, address, _ in screens(ready, edition_of("first", {}))}

    assert len(covered) == len(urlpatterns)


def test_editors_reach_none_of_the_screens(editor, ready, edition_of):
    for method, address, _ in screens(ready, edition_of("first", {})):
        assert is_refused(getattr(editor, method)(address)), address


def test_strangers_are_sent_to_the_login(client, ready, edition_of):
    for method, address, _ in screens(ready, edition_of("first", {})):
        response = getattr(client, method)(address)
        assert response.status_code == 302, address
        assert "/admin/login/" in response["Location"]


@pytest.mark.parametrize("held", ["manage_releases", "compile_edition", "publish_edition"])
def test_one_permission_opens_its_own_screens_and_no_other(held, with_only, ready, edition_of):
    person = with_only(held)
    for method, address, wanted in screens(ready, edition_of("first", {})):
        refused = is_refused(getattr(person, method)(address))
        assert refused == (held not in wanted), f"{method} {address}"


def test_a_script_is_told_403_instead_of_being_sent_elsewhere(editor, ready):
    address = reverse("citations_admin:release_progress", args=[ready.pk])

    assert editor.get(address, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403


def test_deeds_are_done_by_post_only(steward, ready, edition_of):
    for method, address, _ in screens(ready, edition_of("first", {})):
        if method == "post" and "upload" not in address and "compile" not in address:
            assert steward.get(address).status_code == 405, address


def test_stewards_see_the_menu_and_editors_do_not(steward, editor):
    assert reverse("citations_admin:guide") in steward.get(HOME).content.decode()
    assert reverse("citations_admin:releases") in steward.get(HOME).content.decode()
    assert reverse("citations_admin:releases") not in editor.get(HOME).content.decode()


def test_a_new_database_has_the_group_with_its_permissions(db):
    stewards = Group.objects.get(name=DATA_STEWARDS)

    held = set(stewards.permissions.values_list("codename", flat=True))
    assert held == {"manage_releases", "compile_edition", "publish_edition", "access_admin"}
