"""A steward's whole day on the sample's data: a folder is sorted, doubts are answered, an edition is compiled, looked through,
published, found wrong, taken back; room is made, and given up again. What decides something is done on a phone's screen."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect

from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.models import Activation, FollowUp, Release
from citations.permissions import DATA_STEWARDS
from citations.sample_files import archive_of, as_number, text_rows, workbook
from gradient.sample import SAMPLE_FILES
from occupations.sample.files.labor_market import OEWS_COLUMNS, OEWS_NATIONAL, OEWS_OPENING
from occupations.sample.files.text import FOLDER
from singulariki.editorial.seeds import ensure_default_layouts
from tests.browser.conftest import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a-long-password-1"
UNTIL_WORK_IS_DONE = 180_000
TECHNICIANS = "/roles/role-27-4014-00"
BEFORE, AFTER = "Record, mix and reproduce speech", "Record, mix, restore and reproduce speech"
SENTENCE = "Occupations are described as in O*NET 30.3, and employment is that of May 2025."
OVERRULED = "The survey counts jobs at all sites since this year."
WRONG = "Its employment is ten times too large."
REMOTE_WORK = "dingel-neiman"


def onet_of_another_version() -> bytes:
    """The sample's O*NET with a description of its own, as 30.3."""
    (content,) = SAMPLE_FILES["onet"]().values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    changed = {
        name.replace("30_2", "30_3"): text.replace("O*NET 30.2", "O*NET 30.3").replace(BEFORE, AFTER).encode()
        for name, text in members.items()
    }
    assert changed != members
    return archive_of(changed)


def wages_of_no_known_year() -> bytes:
    """The sample's national table with ten times the employment, and nothing that says of when it is."""
    heading, *rows = text_rows(FOLDER / "oews" / "national.csv")
    estimates = []
    for row in rows:
        cells = {**OEWS_NATIONAL, **{name: as_number(cell) for name, cell in zip(heading, row, strict=True)}}
        if isinstance(cells["TOT_EMP"], int):
            cells["TOT_EMP"] *= 10
        estimates.append([cells.get(column) for column in OEWS_COLUMNS])
    descriptions = ([cell or None for cell in row] for row in text_rows(FOLDER / "oews" / "field-descriptions.csv"))
    return workbook(
        {"national_dl": (OEWS_COLUMNS, *estimates), "Field Descriptions": (("OEWS Estimates",), *OEWS_OPENING[1:], *descriptions)}
    )


@pytest.fixture
def live(transactional_db) -> None:
    """Readers see what the sample's files say, as a release a dataset; one dataset has none yet."""
    for slug, make_files in SAMPLE_FILES.items():
        if slug != REMOTE_WORK:
            files = [Original(name, io.BytesIO(content)) for name, content in make_files().items()]
            release, _ = import_release(files=files, dataset=slug)
            assert release.state == Release.State.READY, [str(issue) for issue in release.issues.all()]
    ensure_default_layouts()
    publish_edition(edition=compile_edition(name="spring"))


@pytest.fixture
def downloads(tmp_path) -> Path:
    """A new O*NET, wages of no known year, a small study, an archive that was cut off, and something of one's own."""
    root = tmp_path / "downloads"
    ((study, scores),) = SAMPLE_FILES[REMOTE_WORK]().items()
    ((archive, edges),) = SAMPLE_FILES["ibs-crosswalk"]().items()
    for name, content in {
        "onet/db_30_3_text.zip": onet_of_another_version(),
        "wages/national_dl.xlsx": wages_of_no_known_year(),
        f"study/{study}": scores,
        f"crosswalk/{archive}": edges[: len(edges) // 2],
        "own/rain.csv": b"station,rain\nGeneva,12\n",
    }.items():
        (root / name).parent.mkdir(parents=True)
        (root / name).write_bytes(content)
    return root


@pytest.fixture
def stella(transactional_db, person) -> Page:
    get_user_model().objects.create_user("stella", password=PASSWORD).groups.add(Group.objects.get(name=DATA_STEWARDS))
    return person("stella", PASSWORD)


@contextmanager
def on_a_phone(page: Page) -> Iterator[None]:
    """The screen as a phone shows it: nothing scrolls sideways, and axe finds nothing."""
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url
    assert axe_findings(page, "main") == []
    yield
    page.set_viewport_size({"width": 1280, "height": 900})


def text_of(visitor: Page, address: str = TECHNICIANS) -> str:
    visitor.goto(address)
    return visitor.locator("main").inner_text()


def panel(page: Page, heading: str) -> Locator:
    return page.locator("section", has=page.get_by_role("heading", name=heading, exact=True))


def release_of(slug: str) -> str:
    return f"/admin/data/releases/{Release.objects.filter(dataset__slug=slug).latest('pk').pk}/"


def test_from_a_folder_to_a_published_edition_and_back(live, downloads, stella, person, celery_worker_process):
    visitor = person()
    as_it_was = text_of(visitor)
    assert BEFORE in as_it_was
    celery_worker_process.wait_until_idle()

    upload_the_folder(stella, downloads)
    overrule(stella)
    compile_an_edition(stella)
    look_through(stella, visitor)
    publish(stella, visitor, as_it_was, celery_worker_process)
    take_back(stella, visitor, as_it_was)
    make_room(stella)
    assert [one.kind for one in Activation.objects.order_by("pk")] == ["publish", "publish", "rollback"]


def upload_the_folder(stella: Page, downloads: Path) -> None:
    stella.goto("/admin/data/releases/")
    stella.get_by_role("link", name="Upload releases").first.click()
    stella.set_input_files("[name=folder]", downloads)
    expect(stella.get_by_text("5 files chosen")).to_be_visible()
    stella.get_by_role("button", name="Upload and check").click()

    stella.wait_for_url(re.compile(r"/uploads/\d+/$"))
    expect(stella.get_by_text("Needs its version")).to_be_visible(timeout=UNTIL_WORK_IS_DONE)
    expect(stella.locator("[data-progress]")).to_have_count(0, timeout=UNTIL_WORK_IS_DONE)
    expect(stella.locator("section.area-row", has_text="db_30_3_text.zip").get_by_text("Ready", exact=True)).to_be_visible()
    expect(panel(stella, "Look at these")).to_contain_text("onetsoc_to_isco_cws_ibs.zip")
    expect(panel(stella, "Not used")).to_contain_text("rain.csv")
    with on_a_phone(stella):
        stella.get_by_role("textbox", name="Version").fill("May 2025")
        stella.get_by_role("textbox", name="Version").press("Enter")
        wages = stella.locator("section.area-row", has_text="national_dl.xlsx")
        expect(wages.get_by_text("Held back", exact=True)).to_be_visible(timeout=UNTIL_WORK_IS_DONE)
    wages.get_by_role("link", name="Look and decide").click()


def overrule(stella: Page) -> None:
    expect(stella.locator("#findings, [id*=findings]").first).to_contain_text("another unit")
    with on_a_phone(stella):
        stella.get_by_text("It is right as it is…").click()
        stella.get_by_role("textbox", name="Why it is right as it is").fill(OVERRULED)
        stella.get_by_role("button", name="Overrule and make it ready").click()
    expect(stella.get_by_text(OVERRULED)).to_be_visible()
    stella.get_by_role("link", name="Compile an edition").click()


def compile_an_edition(stella: Page) -> None:
    expect(stella.locator("[name=release-onet]")).to_have_value("30.2")  # what is live, until somebody chooses otherwise
    for slug, version in {"onet": "30.3", "bls-oews": "May 2025", "bls-ep": "without", REMOTE_WORK: "without"}.items():
        stella.locator(f"[name=release-{slug}]").select_option(version)
    expect(stella.get_by_text(OVERRULED)).to_be_visible()
    with on_a_phone(stella):
        stella.get_by_role("textbox", name="Name").fill("autumn")
        stella.get_by_role("button", name="Compile").click()
    expect(stella.get_by_text("Employment Projections is left out").first).to_be_visible()
    stella.get_by_role("link", name="Look at what will change").click(timeout=UNTIL_WORK_IS_DONE)


def look_through(stella: Page, visitor: Page) -> None:
    preview = stella.url
    expect(panel(stella, "Releases")).to_contain_text("30.3")
    expect(stella.get_by_text(OVERRULED)).to_be_visible()
    stella.get_by_role("link", name="Look at pages side by side").click()
    stella.get_by_role("textbox", name="Address of a page").or_(stella.get_by_role("combobox", name="Address of a page")).fill(
        TECHNICIANS
    )
    stella.get_by_role("button", name="Show").click()
    now, then = (stella.frame_locator(f"iframe[title^='The page as it {would}']") for would in ("is now", "would be"))
    expect(now.locator("main")).to_contain_text(BEFORE)
    expect(then.locator("main")).to_contain_text(AFTER)
    with stella.context.expect_page() as opened:
        stella.get_by_role("link", name="Open it alone").last.click()
    candidate = opened.value
    expect(candidate.locator("main")).to_contain_text(AFTER)
    answer = visitor.goto(candidate.url)
    assert answer is not None
    assert answer.status == 404
    candidate.close()
    stella.goto(preview)


def publish(stella: Page, visitor: Page, as_it_was: str, worker) -> None:
    with on_a_phone(stella):
        stella.get_by_label("What changes, for readers").fill(SENTENCE)
        tick = stella.get_by_label("Readers are meant to lose this")  # the projections
        assert tick.evaluate("(box) => box.required && !box.checked")
        tick.check()
        stella.get_by_role("button", name="Publish autumn").click()
        expect(stella.get_by_text("autumn is live").first).to_be_visible()

    as_published = text_of(visitor)
    assert AFTER in as_published
    assert as_published != as_it_was
    assert SENTENCE in text_of(visitor, "/editions/")
    assert OVERRULED in text_of(visitor, "/editions/")
    assert SENTENCE in visitor.request.get("/editions/feed.json").json()["items"][0]["content_text"]
    worker.wait_until_idle()
    stella.goto("/admin/data/editions/")
    stella.get_by_role("link", name="What a worker does after publishing").click()
    jobs = stella.locator("section", has=stella.get_by_role("heading", name="autumn", exact=True)).locator("tr")
    expect(jobs).to_have_count(1 + FollowUp.objects.values("key").distinct().count())
    for row in jobs.all()[1:]:
        expect(row).to_contain_text("Done")


def take_back(stella: Page, visitor: Page, as_it_was: str) -> None:
    stella.goto(release_of("bls-oews"))
    stella.get_by_text("Set it aside…").click()
    stella.get_by_role("textbox", name="What is wrong with it").fill(WRONG)
    stella.get_by_role("button", name="Set aside", exact=True).click()
    expect(stella.get_by_text(WRONG)).to_be_visible()
    assert WRONG in text_of(visitor, "/editions/autumn/")

    stella.goto("/admin/data/editions/")
    with on_a_phone(stella):
        stella.get_by_text("Roll back to spring…").click()
        stella.get_by_role("textbox", name="Why").fill("Employment was ten times too large.")
        stella.get_by_role("button", name="Roll back to spring").click()
        expect(stella.locator(".area-live__name")).to_have_text("spring")
    assert text_of(visitor) == as_it_was


def make_room(stella: Page) -> None:
    """No edition holds the study of remote work."""
    stella.goto(release_of(REMOTE_WORK))
    stella.get_by_text("Archive its facts…").click()
    stella.get_by_role("button", name="Archive", exact=True).click()
    expect(stella.get_by_text("facts are archived")).to_be_visible(timeout=UNTIL_WORK_IS_DONE)
    stella.get_by_role("button", name="Restore its facts").click()
    expect(stella.get_by_text("Readers do not see it yet")).to_be_visible(timeout=UNTIL_WORK_IS_DONE)


def test_a_session_that_runs_out_while_files_are_sent_ends_at_the_sign_in_page(person, stella, tmp_path):
    (tmp_path / "large.csv").write_bytes(b"station,rain\n" + b"Geneva,12\n" * 300_000)
    stella.goto("/admin/data/releases/upload/")
    stella.set_input_files("[name=files]", tmp_path / "large.csv")
    # The page has been told that it is signed in by then.
    stella.route("**/releases/upload/", lambda route: (Session.objects.all().delete(), route.continue_()))
    stella.get_by_role("button", name="Upload and check").click()
    expect(stella.get_by_text("Your files are still chosen")).to_be_visible()

    plain = person("stella", PASSWORD, javascript=False)
    plain.goto("/admin/data/releases/upload/")
    plain.set_input_files("[name=files]", tmp_path / "large.csv")
    Session.objects.all().delete()
    plain.get_by_role("button", name="Upload and check").click()
    plain.wait_for_url(re.compile(r"/admin/login/\?next="))
    expect(plain.locator("[name=username]")).to_be_visible()
    assert not Release.objects.exists()
