"""Which release files are of is said once, and corrected where it was said wrongly."""

import io
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry

from citations.actions.editions import compile_edition
from citations.actions.loaded_releases import set_aside_release
from citations.actions.naming import is_nameable, name_release
from citations.actions.releases import process_release
from citations.actions.uploading import fingerprint_of
from citations.importing.importer import IMPORTERS
from citations.models import Release
from tests.citations.official import attempt, fact_count, facts_of, original_files
from tests.citations.test_held_releases import Doubt

pytestmark = pytest.mark.django_db
State = Release.State
CROSSWALK = "ibs-crosswalk"
EDGES = b"soc10,isco08\n111011,1112\n111011,1120\n"
OTHER = EDGES + b"111021,1113\n"


def edges(content: bytes = EDGES, **how) -> Release:
    return attempt({"edges.csv": content}, **how)


def named(release: Release, version: str) -> Release:
    return process_release(release=name_release(release=release, version=version))


def error_kinds(release: Release) -> set[str]:
    return {issue.kind for issue in release.issues.filter(severity="error")}


def test_what_is_no_version_of_the_dataset_is_asked_for_again_with_an_example():
    release = edges(version="banana")

    assert (release.state, error_kinds(release), release.awaits_version) == (State.REJECTED, {"version-needed"}, True)
    message = release.issues.get(kind="version-needed").message
    assert "“banana” is no release of" in message
    assert "such as 2025" in message
    with pytest.raises(ValueError, match="“apple” is no release of"):
        name_release(release=release, version="apple")
    assert named(release, " 2023 ").version == "2023"
    assert Release.objects.count() == 1


def test_where_the_dataset_is_named_too_nothing_is_uploaded():
    with pytest.raises(ValueError, match="“banana” is no release of"):
        edges(version="banana", dataset=CROSSWALK)
    with pytest.raises(ValueError, match=r"There is no .* 2099 yet"):
        edges(version="2099", dataset=CROSSWALK)
    assert not Release.objects.exists()


def test_the_version_is_asked_for_beside_whatever_else_is_wrong_and_that_stays():
    release = edges(EDGES + b"no code,1113\n", version="banana")
    others = error_kinds(release) - {"version-needed"}

    assert others
    assert (release.awaits_version, release.lacks_only_version) == (True, False)
    again = named(release, "2023")
    assert (again.state, again.version, error_kinds(again)) == (State.REJECTED, "2023", others)
    assert not again.awaits_version


def test_a_ready_release_gives_way_to_another_of_the_same_files_under_the_right_version(django_user_model):
    stella = django_user_model.objects.create_user("stella")
    wrong = edges(version="2021")
    facts = facts_of(wrong)
    right = process_release(release=name_release(release=wrong, version="2022", user=stella))
    wrong.refresh_from_db()

    assert (wrong.state, wrong.version, right.state, right.version) == (State.SET_ASIDE, "2021", State.READY, "2022")
    assert "It was given the version 2021, and is 2022" in wrong.set_aside_words
    assert facts_of(right) == facts
    assert [file.sha256 for file in right.files.all()] == [file.sha256 for file in wrong.files.all()]
    entry = ModelLogEntry.objects.get(action="citations.release.named")
    assert (entry.user, entry.data["before"], entry.data["version"]) == (stella, "2021", "2022")
    # The same bytes lead to the one that is used.
    assert edges() == right


def test_a_release_that_is_held_back_is_checked_as_the_right_version(monkeypatch):
    monkeypatch.setattr(IMPORTERS[CROSSWALK], "plausible", (Doubt(),))
    held = edges(version="2021")
    assert held.state == State.HELD
    monkeypatch.setattr(IMPORTERS[CROSSWALK], "plausible", ())
    again = name_release(release=held, version="2023")

    assert (again, again.state, fact_count(again)) == (held, State.UPLOADED, 0)
    assert (process_release(release=again).state, Release.objects.get().version) == (State.READY, "2023")


@pytest.mark.parametrize("state", ["ready", "held"])
def test_a_version_that_is_here_already_leads_to_the_question_what_becomes_of_it(state, monkeypatch):
    here = edges(version="2023")
    if state == "held":
        monkeypatch.setattr(IMPORTERS[CROSSWALK], "plausible", (Doubt(),))
    wrong = edges(OTHER, version="2021")
    assert wrong.state == state
    again = named(wrong, "2023")

    assert (again.state, again.report["again"]["both"] != []) == (State.UNDECIDED, True)
    here.refresh_from_db()
    assert here.state == State.READY
    # That was wrong, too.
    assert is_nameable(again)
    assert name_release(release=again, version="2020").state == State.UPLOADED


def test_it_is_refused_where_files_say_it(ilo_release):
    with pytest.raises(ValueError, match="The files say themselves that they are 2025"):
        name_release(release=ilo_release, version="2024")
    assert not is_nameable(ilo_release)
    release = edges()
    with pytest.raises(ValueError, match="is called 2022 already"):
        name_release(release=release, version="2022")


def test_an_edition_keeps_the_one_that_it_holds_when_it_is_corrected(small_compiler):
    wrong = edges()
    edition = compile_edition(name="holds-it")
    right = named(wrong, "2023")
    wrong.refresh_from_db()

    assert (wrong.state, right.state, right.version) == (State.SET_ASIDE, State.READY, "2023")
    assert list(edition.members.values_list("release", flat=True)) == [wrong.pk]


def test_one_that_was_set_aside_for_its_version_is_read_again_under_the_right_one():
    wrong = edges()
    set_aside_release(release=wrong, reason="It is of another year.")
    right = named(wrong, "2023")

    assert (right.state, right.version, right.pk != wrong.pk) == (State.READY, "2023", True)
    assert Release.objects.get(pk=wrong.pk).set_aside_reason == "It is of another year."


@pytest.mark.parametrize("state", ["ready", "held"])
def test_files_of_a_release_that_it_completed_stay_with_that(state, monkeypatch):
    with zipfile.ZipFile(io.BytesIO(original_files("microsoft-working-with-ai")["working-with-ai-2025-10.zip"])) as whole:
        files = {name.rpartition("/")[2]: whole.read(name) for name in whole.namelist() if name.endswith(".csv")}
    metrics = {name: files.pop(name) for name in list(files) if name == "iwa_metrics.csv"}
    assert metrics
    assert files
    here = attempt(files, version="2025-07")
    if state == "held":
        monkeypatch.setattr(IMPORTERS["microsoft-working-with-ai"], "plausible", (Doubt(),))
    wrong = attempt(metrics, version="2025-07")
    assert (here.state, wrong.state, wrong.renewal) == (State.READY, state, Release.Renewal.COMPLETED)
    assert wrong.files.count() == len(files) + 1
    right = name_release(release=wrong, version="2025-10")

    assert [file.name for file in right.files.all()] == ["iwa_metrics.csv"]
    assert right.fingerprint == fingerprint_of(right.files.all())
    assert process_release(release=right).version == "2025-10"


def test_a_date_that_was_found_for_the_wrong_version_is_not_that_of_the_right_one():
    wrong = attempt(original_files("microsoft-working-with-ai"), version="2025-07")
    assert (wrong.published_on, wrong.report["published_from"]) == ("July 2025", "files")
    right = named(wrong, "2025-10")
    assert (right.published_on, right.report["published_from"]) == ("October 2025", "files")
    given = edges(version="banana", published="2022-05")
    assert given.published_on == "May 2022"
    assert named(given, "2021").published_on == "May 2022"


def test_a_version_given_against_the_files_is_corrected_to_theirs():
    wrong = attempt(original_files("ilo-genai-gradient"), version="2023")
    assert error_kinds(wrong) == {"version-differs"}
    assert named(wrong, "2025").state == State.READY


class TestTheCommand:
    def run(self, *arguments: object) -> str:
        out = StringIO()
        call_command("decide_release", *map(str, arguments), stdout=out)
        return out.getvalue()

    def test_names_and_corrects(self):
        release = edges(version="banana")
        with pytest.raises(CommandError, match="“apple” is no release of"):
            self.run(release.pk, "--version", "apple")
        assert "ibs-crosswalk 2021: ready" in self.run(release.pk, "--version", "2021")
        assert f"ibs-crosswalk 2022: ready (release {release.pk + 1})" in self.run(release.pk, "--version", "2022")

    def test_overrules_a_replacement_that_is_held_to_what_it_replaces(self, monkeypatch, tmp_path):
        edges()
        path = tmp_path / "edges.csv"
        path.write_bytes(OTHER)
        monkeypatch.setattr(IMPORTERS[CROSSWALK], "plausible", (Doubt(),))
        out = StringIO()
        with pytest.raises(CommandError, match="held back"):
            call_command("import_release", str(path), "--again", "replaced", stdout=out)
        held = Release.objects.get(state=State.HELD)
        assert f"decide_release {held.pk} --overrule REASON" in out.getvalue()
        assert "It was compared with release" in out.getvalue()

        with pytest.raises(CommandError, match="Say it in a sentence"):
            self.run(held.pk, "--overrule", "x")
        assert f"ibs-crosswalk 2022: ready (release {held.pk})" in self.run(held.pk, "--overrule", "The one before was wrong.")
        assert Release.objects.get(state=State.RETIRED).version == "2022"

    def test_decides_on_issues_and_withdraws(self, monkeypatch):
        edges()
        new = edges(OTHER)
        assert new.state == State.UNDECIDED
        monkeypatch.setattr(IMPORTERS[CROSSWALK], "plausible", (Doubt(),))
        with pytest.raises(CommandError, match="held back"):
            self.run(new.pk, "--again", "replaced")
        assert "is withdrawn" in self.run(new.pk, "--withdraw")
        new.refresh_from_db()
        assert (new.state, new.report["withdrawn"]["by"]) == (State.REJECTED, "the command line")

    def test_says_what_it_cannot_do(self, ilo_release):
        for arguments, refusal in (
            ((999, "--withdraw"), "There is no release 999"),
            ((ilo_release.pk, "--withdraw"), "is ready, not held back"),
            ((ilo_release.pk, "--again", "replaced"), "nothing to decide"),
        ):
            with pytest.raises(CommandError, match=refusal):
                self.run(*arguments)

    def test_importing_the_same_files_as_another_version_says_how_to_correct_it(self, tmp_path):
        path = tmp_path / "edges.csv"
        path.write_bytes(EDGES)
        release = edges()
        out = StringIO()
        call_command("import_release", str(path), "--version", "2023", stdout=out)
        assert f"manage.py decide_release {release.pk} --version '2023'" in out.getvalue()


def test_files_of_another_dataset_than_was_named_are_told_what_they_are():
    release = edges(dataset="onet")

    (issue,) = release.issues.filter(severity="error")
    assert issue.kind == "other-dataset"
    assert f"of {IMPORTERS[CROSSWALK].dataset.title} ({CROSSWALK})" in issue.message
    assert "without naming a dataset" in issue.message
    assert edges().state == State.READY
