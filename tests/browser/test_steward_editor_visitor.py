"""From file to published page and back, as three people do it: a data steward, an editor and a visitor."""

import io
import re
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import resolve, reverse
from playwright.sync_api import Page, expect

from citations.actions.delivering import receive_files, sort_delivery
from citations.actions.editions import compile_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original, upload_release
from citations.models import Activation, Edition, PublisherOffer, Release
from citations.permissions import DATA_STEWARDS
from citations.sample_files import archive_of, stata
from citations.staff.base import AreaPage
from citations.staff.urls import urlpatterns
from gradient.sample import SAMPLE_FILES, load_sample
from singulariki.editorial.permissions import MODERATORS
from tests.browser.conftest import AT_REST, COLOUR_RULES, WIDTHS, axe_findings, layout_findings, take_pictures
from tests.staff.files import UNIT_GROUPS, broken_ilo_workbook, ilo_workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a-long-password-1"
TECHNICIANS = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"
CLERKS = "/gradient/4132-data-entry-clerks.html"
# Means of the scores in tests.staff.files.
MEAN = {TECHNICIANS: "0.40", CLERKS: "0.70"}
WORDS = "Seven in ten readers ask first how exposed this work is: the answer is"
UNTIL_WORK_IS_DONE = 60_000


@pytest.fixture
def people(transactional_db) -> None:
    for name, group in (("stella", DATA_STEWARDS), ("mona", MODERATORS)):
        get_user_model().objects.create_user(name, password=PASSWORD).groups.add(Group.objects.get(name=group))


def other_bytes(name: str, content: bytes) -> bytes:
    """The same content in bytes of its own, as a second download of an archive or a table saved again has."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content + b"\n"
    archive = io.BytesIO(content)
    with zipfile.ZipFile(archive, "a") as opened:
        opened.comment = b"downloaded again"
    return archive.getvalue()


@pytest.fixture
def sample_live_and_other_releases_ready(transactional_db) -> Edition:
    """Readers see the sample; the releases that the steward does not bring are here already."""
    edition = load_sample().edition
    for slug in ("soc-structure", "onet", "bls-oews"):
        files = [Original(name, io.BytesIO(other_bytes(name, content))) for name, content in SAMPLE_FILES[slug]().items()]
        release, _ = import_release(files=files, dataset=slug)
        assert release.state == Release.State.READY, [str(issue) for issue in release.issues.all()]
    return edition


def crosswalk() -> bytes:
    """An IBS archive with two edges."""
    edges = stata(["soc10", "isco08"], [[274011, 3521], [439021, 4132]])
    return archive_of({"onetsoc_to_isco_cws_ibs/soc10_isco08.dta": edges})


def upload(steward: Page, name: str, content: bytes) -> None:
    """Upload by the form and wait, as a person does, until the screen says what came of it."""
    steward.goto("/admin/data/releases/upload/")
    steward.set_input_files("[name=files]", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    steward.get_by_role("button", name="Upload and check").click()
    steward.wait_for_url(re.compile(r"/releases/\d+/$"))
    expect(steward.locator("[data-progress]")).to_have_count(0, timeout=UNTIL_WORK_IS_DONE)


def mean_printed(visitor: Page, address: str) -> str:
    """The number that follows the editor's words."""
    visitor.goto(address)
    text = visitor.locator("main").inner_text()
    found = re.search(re.escape(WORDS) + r"\s+(\d\.\d+)", text)
    assert found, f"{address} does not show the new words but: {text[:400]}"
    return found[1]


def reword(editor: Page) -> None:
    """Replace the opening paragraph of the layout of unit groups by words of one's own and a figure, and publish."""
    editor.goto("/admin/snippets/editorial/layout/")
    editor.get_by_role("link", name="International unit groups").first.click()
    block = editor.locator("[data-streamfield-child]", has=editor.locator("text=On the International Labour Organization")).first
    block.locator("[data-panel-toggle]").first.click()
    text = block.locator("[contenteditable=true]").first
    text.click()
    editor.keyboard.press("Control+A")
    editor.keyboard.press("Delete")
    editor.keyboard.type(f"{WORDS} {{mean-exposure}}.")
    # The rich text editor hands its text to the form a moment after the last key.
    expect(block.locator("input[name$='-value-text']")).to_have_value(re.compile(re.escape(WORDS)))
    editor.get_by_role("button", name="More actions").click()
    with editor.expect_navigation():
        editor.get_by_role("button", name=re.compile("^Publish")).click()
    expect(editor.locator(".messages")).to_contain_text("published")


def test_a_steward_publishes_an_editor_rewords_a_visitor_reads_and_the_steward_rolls_back(
    sample_live_and_other_releases_ready, people, celery_worker_process, person
):
    sample = sample_live_and_other_releases_ready
    steward, editor, visitor = person("stella", PASSWORD), person("mona", PASSWORD), person()

    upload(steward, "Final_Scores.xlsx", ilo_workbook())
    expect(steward.get_by_role("heading", name="What was found")).to_be_visible()
    upload(steward, "crosswalk.zip", crosswalk())
    expect(steward.get_by_role("link", name="Compile an edition")).to_be_visible()

    steward.get_by_role("link", name="Compile an edition").click()
    steward.fill("[name=name]", "own-scores")
    steward.get_by_role("button", name="Compile").click()
    steward.get_by_role("link", name="Look at what will change").click(timeout=UNTIL_WORK_IS_DONE)
    expect(steward.get_by_role("heading", name="Figures readers see")).to_be_visible()
    steward.fill("[name=changelog]", "Scores of our own")
    steward.get_by_label("All that readers see now is meant to be replaced").check()  # the sample
    steward.get_by_role("button", name="Publish own-scores").click()
    expect(steward.locator("body")).to_contain_text("own-scores is live")

    reword(editor)
    for address, mean in MEAN.items():
        assert mean_printed(visitor, address) == mean

    steward.goto("/admin/data/editions/")
    steward.get_by_text(f"Roll back to {sample}…").click()
    steward.fill("[name=reason]", "The scores were only ours")
    steward.get_by_role("button", name=f"Roll back to {sample}").click()
    expect(steward.locator(".area-live__name")).to_have_text(str(sample))

    assert [a.kind for a in Activation.objects.all()] == ["rollback", "publish", "publish"]
    of_the_sample = mean_printed(visitor, TECHNICIANS)
    assert of_the_sample == "0.35"
    assert of_the_sample != MEAN[TECHNICIANS]


def test_progress_survives_a_reload_and_shows_without_javascript(people, person, live_server):
    from citations.jobs import Job

    release, _ = upload_release(files=[Original("scores.xlsx", io.BytesIO(ilo_workbook()))])
    Release.objects.filter(pk=release.pk).update(state=Release.State.CHECKING)
    job = Job(f"release:{release.pk}")
    job("Checking task scores", 1500, 6000)
    address = f"/admin/data/releases/{release.pk}/"
    for page in (person("stella", PASSWORD), person("stella", PASSWORD, javascript=False)):
        for _ in range(2):
            page.goto(address)
            expect(page.locator("[data-progress-phase]")).to_have_text("Checking task scores")
            expect(page.locator("[data-progress-counted]")).to_have_text("1,500 of 6,000 rows")
    scripted = person("stella", PASSWORD)
    scripted.goto(address)
    Release.objects.filter(pk=release.pk).update(state=Release.State.UPLOADED)
    job.close()
    expect(scripted.locator("[data-progress-phase]")).to_have_text("Waiting for the worker to begin")


def test_public_pages_pass_axe_and_have_their_pictures_taken(transactional_db, person):
    load_sample()
    visitor = person()
    found = {}
    for name, address in {
        "home": "/",
        "gradient": "/gradient/",
        "unit-group": TECHNICIANS,
        "not-found": "/gradient/none.html",
    }.items():
        visitor.goto(address)
        take_pictures(visitor, f"public-{name}")
        for scheme in ("light", "dark"):
            visitor.emulate_media(color_scheme=scheme)
            if findings := axe_findings(visitor):
                found[f"{name}, {scheme}"] = findings

    assert not found


LONG = "a-name-without-any-place-to-break-it-" * 3


def rejected_release() -> Release:
    """A release with findings of every severity, some of words and places that are hard to fit."""
    release, _ = import_release(files=[Original("broken.xlsx", io.BytesIO(broken_ilo_workbook()))])
    release.issues.create(severity="stop", kind="another-unit", message=f"Values are about 10 times those before: {LONG}. Look.")
    release.issues.create(severity="error", kind="value", file=f"{LONG}.zip", sheet=LONG, row=98765, column=LONG, value=LONG)
    return release


@pytest.fixture
def staff_screens(sample_live_and_other_releases_ready, people) -> dict[str, str]:
    """Name → address: every screen of stewards; of releases and editions those of the states that differ most."""
    scores = ilo_workbook()
    import_release(files=[Original("scores.xlsx", io.BytesIO(scores))])
    candidate = compile_edition(name="candidate")
    downloads = {f"downloads/{LONG}/rain.csv": b"station,rain\n", "scores.xlsx": scores}
    delivery = receive_files([Original(name, io.BytesIO(content)) for name, content in downloads.items()])
    sort_delivery(delivery=delivery)
    releases = {
        "ready": Release.objects.filter(state=Release.State.READY, is_sample=False).first(),
        "undecided": import_release(files=[Original("few.xlsx", io.BytesIO(ilo_workbook({"4132": UNIT_GROUPS["4132"]})))])[0],
        "waiting": upload_release(files=[Original(f"{LONG}.xlsx", io.BytesIO(b"not looked at yet"))])[0],
        "rejected": rejected_release(),
    }
    keys = {
        **dict.fromkeys(("guide", "releases", "upload", "offers", "editions", "log", "follow_ups", "compile"), ()),
        **dict.fromkeys(("edition", "preview", "beside"), (candidate.pk,)),
        "delivery": (delivery.pk,),
        "publisheroffer": (PublisherOffer.objects.values_list("pk", flat=True)[0],),
    }
    of = {name: reverse(f"citations_admin:{name}", args=key) for name, key in keys.items()}
    of |= {f"release-{state}": reverse("citations_admin:release", args=[release.pk]) for state, release in releases.items()}
    return {"dashboard": reverse("wagtailadmin_home"), **of}


def test_every_screen_of_stewards_fits_a_phone_and_passes_axe(staff_screens, person):
    kinds = {pattern.name for pattern in urlpatterns if issubclass(pattern.callback.view_class, AreaPage)}
    assert kinds - {"release_results"} <= {resolve(address).url_name for address in staff_screens.values()}
    steward = person("stella", PASSWORD)
    steward.route("**/progress/", lambda route: route.abort())  # no screen shows itself anew while it is looked at
    found = {}
    for name, address in staff_screens.items():
        steward.goto(address)
        take_pictures(steward, f"staff-{name}", schemes=["light"])
        for width in (320, *WIDTHS):
            steward.set_viewport_size({"width": width, "height": 900})
            found[f"{name}, {width} px"] = layout_findings(steward)
            if width == 390:  # everything is open by now
                found[f"{name}, light"] = axe_findings(steward, "main")
                steward.emulate_media(color_scheme="dark")
                steward.evaluate(AT_REST)
                found[f"{name}, dark"] = axe_findings(steward, "main", only=COLOUR_RULES)
                steward.emulate_media(color_scheme="light")
    assert not any(found.values()), "\n".join(f"{view}: {finding}" for view, findings in found.items() for finding in findings)


def test_the_keyboard_goes_on_at_the_answer_to_what_was_done(people, person):
    waiting, _ = upload_release(files=[Original("scores.xlsx", io.BytesIO(ilo_workbook()))])
    import_release(files=[Original("few.xlsx", io.BytesIO(ilo_workbook({"4132": UNIT_GROUPS["4132"]})))])
    steward = person("stella", PASSWORD)
    steward.goto(reverse("citations_admin:release", args=[waiting.pk]))
    steward.get_by_role("button", name="Cancel").press("Enter")
    expect(steward.locator(".messages li:focus")).to_have_text("Cancelled.")
    steward.goto(reverse("citations_admin:compile"))
    steward.fill("[name=name]", "not a name")
    steward.get_by_role("button", name="Compile").press("Enter")
    expect(steward.locator("[role=alert]:focus")).to_contain_text("Nothing was compiled.")
    steward.get_by_role("link", name="Guide", exact=True).press("Enter")
    expect(steward.get_by_role("heading", name="Compiling", exact=True)).to_be_in_viewport()
