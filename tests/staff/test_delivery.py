"""A folder of anything: sorted into releases, the rest left out with the reason, a version asked for where none is named."""

import io
import json
import time
from pathlib import PurePosixPath

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from citations.actions import delivering
from citations.actions.delivering import cancel_sorting, receive_files, sort_delivery, start_sorting_again
from citations.actions.naming import name_release
from citations.actions.releases import process_release
from citations.actions.uploading import Original
from citations.models import Delivery, Release, originals_storage
from citations.selectors import interrupted
from tests.occupations.files import oews_national, onet_text
from tests.staff.files import broken_ilo_workbook, ilo_workbook

pytestmark = pytest.mark.django_db(transaction=True)
WEATHER = b"station,rain\nGeneva,12\n"


@pytest.fixture
def anything(tmp_path) -> dict[str, bytes]:
    """Two releases of O*NET, the ILO's scores, a survey that does not say of when it is, a picture and weather."""
    nameless = oews_national(tmp_path / "wages.xlsx", release="")
    return {
        "all/onet/db_30_2.zip": onet_text(tmp_path / "new.zip").read_bytes(),
        "all/onet/db_30_1.zip": onet_text(
            tmp_path / "old.zip", readme="O*NET 30.1 Database\nDecember 2025 Release\n---\n"
        ).read_bytes(),
        "all/ilo/scores.xlsx": ilo_workbook(),
        "all/wages/wages.xlsx": nameless.read_bytes(),
        "all/rain.csv": WEATHER,
        "all/.DS_Store": b"\x00\x01finder",
        "all/photo.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
    }


def received(files: dict[str, bytes], **options) -> Delivery:
    return receive_files([Original(name, io.BytesIO(content)) for name, content in files.items()], **options)


def send(client, files: dict[str, bytes], **fields):
    uploads = [SimpleUploadedFile(PurePosixPath(name).name, content) for name, content in files.items()]
    paths = json.dumps(list(files))
    return client.post(reverse("citations_admin:upload"), {"files": uploads, "paths": paths, **fields}, follow=True)


def by_dataset(delivery: Delivery) -> dict[tuple[str, str], Release]:
    releases = Release.objects.filter(pk__in=delivery.release_ids)
    return {(r.dataset.slug if r.dataset else "", r.version): r for r in releases}


def reasons(delivery: Delivery) -> dict[str, str]:
    return {entry["file"]: entry["reason"] for entry in delivery.report["unused"]}


def test_a_folder_of_anything_becomes_releases_and_nothing_holds_them_up(steward, anything, celery_worker_process):
    page = send(steward, anything)
    celery_worker_process.wait_until_idle()
    delivery = Delivery.objects.get()
    assert page.redirect_chain[-1][0] == reverse("citations_admin:delivery", args=[delivery.pk])
    assert delivery.state == Delivery.State.SORTED, delivery.failure

    found = by_dataset(delivery)
    assert {key: release.state for key, release in found.items()} == {
        ("onet", "30.2"): "ready",
        ("onet", "30.1"): "ready",
        ("ilo-genai-gradient", "2025"): "ready",
        ("bls-oews", ""): "rejected",
    }
    assert found["bls-oews", ""].awaits_version
    why = reasons(delivery)
    assert set(why) == {"all/rain.csv", "all/.DS_Store", "all/photo.png"}
    assert "(station, rain)" in why["all/rain.csv"]
    screen = steward.get(reverse("citations_admin:delivery", args=[delivery.pk])).content.decode()
    for words in ("Needs its version", "all/rain.csv", "Task Statements", "all/onet/db_30_2.zip"):
        assert words in screen
    # What was not taken is not kept, and what was is kept once, as the release's own.
    assert not originals_storage().exists(f"{delivery.folder}/0")
    with found["onet", "30.2"].files.get().content.open() as kept:
        assert kept.read() == anything["all/onet/db_30_2.zip"]


def test_the_version_is_said_on_that_screen_and_the_release_carries_on(steward, anything, celery_worker_process):
    send(steward, {name: anything[name] for name in ("all/wages/wages.xlsx", "all/rain.csv")})
    celery_worker_process.wait_until_idle()
    delivery, release = Delivery.objects.get(), Release.objects.get()
    screen = steward.get(reverse("citations_admin:delivery", args=[delivery.pk])).content.decode()
    address = reverse("citations_admin:name_release", args=[release.pk])
    assert f'action="{address}"' in screen

    for wrong in ("", "30\x07.2", "banana", "May 2099"):
        assert steward.post(address, {"version": wrong, "delivery": delivery.pk}).status_code == 422
    answer = steward.post(address, {"version": "may 2019", "delivery": delivery.pk}, follow=True)
    celery_worker_process.wait_until_idle()
    release.refresh_from_db()

    assert answer.redirect_chain[-1][0] == reverse("citations_admin:delivery", args=[delivery.pk])
    assert (release.state, release.version) == (Release.State.READY, "May 2019"), list(release.issues.all())
    assert not release.issues.filter(kind="version-needed").exists()
    assert ModelLogEntry.objects.filter(action="citations.release.named", data__version="May 2019").exists()
    refusal = steward.post(address, {"version": "May 2019"})
    assert refusal.status_code == 422
    assert "is called May 2019 already" in refusal.content.decode()


def test_a_release_that_is_wrong_otherwise_is_not_asked_for_a_version(rejected):
    assert not rejected.awaits_version
    with pytest.raises(ValueError, match="The files say themselves that they are 2025"):
        name_release(release=rejected, version="2026")


def test_one_wrong_release_holds_no_other_up(anything):
    files = {"ilo/scores.xlsx": broken_ilo_workbook(), "onet/db.zip": anything["all/onet/db_30_2.zip"]}
    delivery = sort_delivery(delivery=received(files))
    states = [process_release(release=release).state for release in Release.objects.filter(pk__in=delivery.release_ids)]
    assert sorted(states) == [Release.State.READY, Release.State.REJECTED]


def test_files_that_are_here_already_lead_to_their_release(steward, ready, anything):
    with ready.files.get().content.open() as content:
        again = content.read()
    delivery = sort_delivery(delivery=received({"a/scores.xlsx": again, "a/rain.csv": WEATHER}))

    (entry,) = delivery.report["releases"]
    assert (entry["release"], entry["was_here"]) == (ready.pk, True)
    assert Release.objects.count() == 1
    assert "Here already" in steward.get(reverse("citations_admin:delivery", args=[delivery.pk])).content.decode()


def test_files_of_one_name_in_two_folders_stay_apart(tmp_path):
    def scores(value: float) -> bytes:
        return ilo_workbook({"3521": ("Technicians", "3 - Technicians and associate professionals", (value, 0.3))})

    files = {"a/rain.csv": WEATHER, "b/rain.csv": WEATHER + b"Bern,3\n", "b/rain.csv/rain.csv": WEATHER, "rain.csv": WEATHER}
    delivery = sort_delivery(delivery=received({**files, "a": scores(0.2)}))
    assert set(reasons(delivery)) == set(files)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\Downloads\\it\\rain.csv", "C:/Downloads/it/rain.csv"),
        ("/rain.csv", "rain.csv"),
        ("..", "unnamed"),
        ("a/./b//rain.csv", "a/b/rain.csv"),
        ("x\x00\n.csv", "x\N{REPLACEMENT CHARACTER} .csv"),
        ("𝔘" * 300 + ".csv", "𝔘" * 119 + "…"),
    ],
)
def test_no_name_of_a_file_leads_out_of_its_folder_or_is_too_long_for_a_disk(name: str, kept: str):
    delivery = sort_delivery(delivery=received({name: WEATHER, "other.csv": WEATHER + b"Bern,3\n"}))
    assert delivery.files[0]["name"] == kept
    assert kept in reasons(delivery)


def test_several_files_above_the_limit_are_set_aside_and_the_others_go_on(steward, settings, broker_down):
    settings.UPLOAD_LIMIT_BYTES = 20_000
    page = send(steward, {"x/large.csv": b"x" * 20_001, "x/scores.xlsx": ilo_workbook(), "x/rain.csv": WEATHER})
    delivery = Delivery.objects.get()
    assert "The files are safe, but sorting them could not begin" in page.content.decode()
    # The path of what was refused is not taken for another's.
    assert [file["name"] for file in delivery.files] == ["x/scores.xlsx", "x/rain.csv"]

    delivery = sort_delivery(delivery=delivery)
    assert "larger than" in reasons(delivery)["large.csv"]
    assert len(delivery.release_ids) == 1


def test_a_script_is_answered_with_where_to_go_or_what_is_wrong(steward, broker_down):
    address, json_only = reverse("citations_admin:upload"), {"HTTP_ACCEPT": "application/json"}
    nothing = steward.post(address, {}, **json_only)
    assert (nothing.status_code, nothing.json()["errors"]) == (422, ["Choose one or more files, or a folder that is not empty."])

    taken = steward.post(address, {"files": [SimpleUploadedFile("scores.xlsx", ilo_workbook())]}, **json_only)
    assert taken.json() == {"to": reverse("citations_admin:release", args=[Release.objects.get().pk])}


def test_a_delivery_without_a_release_says_so(steward):
    delivery = sort_delivery(delivery=received({"rain.csv": WEATHER, "photo.png": b"\x89PNG"}))
    page = steward.get(reverse("citations_admin:delivery", args=[delivery.pk])).content.decode()
    assert "No file is part of a release of a dataset known here" in page


def test_what_fails_on_our_side_keeps_the_files_and_can_be_tried_again(steward, anything, monkeypatch):
    delivery = received({"a/scores.xlsx": anything["all/ilo/scores.xlsx"], "a/rain.csv": WEATHER})
    with monkeypatch.context() as broken:
        broken.setattr(delivering, "survey_folder", lambda *args, **options: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sort_delivery(delivery=delivery)
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.FAILED
    assert "Try again" in steward.get(reverse("citations_admin:delivery", args=[delivery.pk])).content.decode()
    assert sort_delivery(delivery=delivery, unattended=True).state == Delivery.State.FAILED

    again = sort_delivery(delivery=start_sorting_again(delivery=delivery))
    assert (again.state, len(again.release_ids)) == (Delivery.State.SORTED, 1)
    assert sort_delivery(delivery=again).report == again.report
    with pytest.raises(ValueError, match="are sorted"):
        start_sorting_again(delivery=again)


def test_a_delivery_that_nobody_works_on_is_found_and_one_that_is_cancelled_keeps_nothing():
    delivery = received({"a.csv": WEATHER, "b.csv": WEATHER + b"Bern,3\n"})
    Delivery.objects.filter(pk=delivery.pk).update(created_at="2026-01-01T00:00:00Z")
    assert interrupted(Delivery) == [delivery]

    assert cancel_sorting(delivery=delivery).state == Delivery.State.CANCELLED
    assert not originals_storage().exists(f"{delivery.folder}/1")
    assert interrupted(Delivery) == []
    assert sort_delivery(delivery=delivery, unattended=True).state == Delivery.State.CANCELLED
    with pytest.raises(ValueError, match="Choose them again"):
        start_sorting_again(delivery=delivery)


def test_files_are_called_what_people_called_them(steward, tmp_path):
    """In lists, and in the site's history, also where nobody knows what they are."""
    delivery = received({"x/Skills.xlsx": b"no workbook", "x/more.csv": WEATHER}, user=steward.user)
    release = delivering.upload_release(files=[Original("Skills.xlsx", io.BytesIO(b"no workbook"))], user=steward.user)[0]
    process_release(release=release)

    labels = dict(ModelLogEntry.objects.values_list("action", "label"))
    assert labels["citations.delivery.received"] == "x/Skills.xlsx and 1 more"
    assert labels["citations.release.uploaded"] == "Skills.xlsx"
    assert labels["citations.release.rejected"] == "Skills.xlsx"
    assert str(delivery) == "x/Skills.xlsx and 1 more"


def test_sorting_that_is_cancelled_midway_ends_and_keeps_nothing(anything):
    delivery = received({"a/scores.xlsx": anything["all/ilo/scores.xlsx"], "a/rain.csv": WEATHER})

    def cancel(phase: str, done: int, total: int | None) -> None:
        if phase == "Looking into the files" and done == 1:
            cancel_sorting(delivery=delivery)
            # Progress is written, and a wish to stop seen, twice a second at most.
            time.sleep(0.6)

    delivery = sort_delivery(delivery=delivery, listener=cancel)
    assert (delivery.state, delivery.failure.partition(" on ")[0]) == ("cancelled", "Cancelled by the command line")
    assert not Release.objects.exists()
    assert not originals_storage().exists(f"{delivery.folder}/0")


def test_a_worker_that_dies_while_sorting_makes_no_release_twice(anything, monkeypatch):
    delivery = received({"ilo/scores.xlsx": ilo_workbook(), "onet/db.zip": anything["all/onet/db_30_2.zip"]})
    upload_one = delivering._upload

    def die_at_the_second(*args):
        if Release.objects.exists():
            raise KeyboardInterrupt
        return upload_one(*args)

    with monkeypatch.context() as dying:
        dying.setattr(delivering, "_upload", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            sort_delivery(delivery=delivery)
    assert (Release.objects.count(), interrupted(Delivery)) == (1, [delivery])

    delivery = sort_delivery(delivery=delivery, unattended=True)
    assert delivery.state == Delivery.State.SORTED
    assert sorted(delivery.release_ids) == sorted(Release.objects.values_list("pk", flat=True))
    assert [entry["was_here"] for entry in delivery.report["releases"]] == [False, False]
