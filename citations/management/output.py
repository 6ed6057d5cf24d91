"""What commands print: a progress bar, and releases, findings and editions in words."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import TextIOBase

from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from citations.actions.choosing import WITHOUT, Choice
from citations.actions.loaded_releases import acknowledge_differences
from citations.actions.naming import is_nameable
from citations.importing.importer import IMPORTERS
from citations.importing.issues import ERROR
from citations.jobs import Listener
from citations.models import Edition, Release, ValidationIssue
from citations.selectors import unacknowledged_in

# A person reads this many places at most; the admin's report lists more.
ISSUES_SHOWN = 20
ALIKE_SHOWN = 3


PIN_HELP = f"Take this release of the dataset, or none: DATASET={WITHOUT}. Can be repeated."


def pins_of(given: Sequence[str] | None) -> dict[str, str]:
    """DATASET=VERSION options as a mapping. Raises CommandError for anything else, and for a dataset pinned twice."""
    pins: dict[str, str] = {}
    for pin in given or ():
        dataset, sign, version = pin.partition("=")
        if not (dataset.strip() and sign and version.strip()):
            raise CommandError(f"--pin {pin!r} is not of the form DATASET=VERSION, such as --pin onet=30.2.")
        if pins.setdefault(dataset.strip(), version.strip()) != version.strip():
            raise CommandError(f"{dataset} is pinned to two versions. Give one --pin for each dataset.")
    return pins


AGAIN_HINT = f"--again {Release.Renewal.COMPLETED} or --again {Release.Renewal.REPLACED}"


def decide(release: Release, *options: str) -> str:
    """The command that decides about a release, with each of the options, for people to choose from."""
    return " or ".join(f"manage.py decide_release {release.pk} {option}" for option in options)


class OptionOfVersion:
    """For a command with an option --version of its own, which names a release. Django gives every command one that prints
    Django's."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs) -> CommandParser:
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)  # type: ignore[misc]


def add_again(parser: CommandParser) -> None:
    """The option that says what files are to a release of the same version that is here, where their tables do not tell."""
    parser.add_argument(
        "--again",
        choices=Release.Renewal.values[1:],
        default="",
        help="For files of a version that is here already, from other files, and has some of their tables: 'completed' takes "
        "these tables and keeps the others, 'replaced' keeps nothing of what is here. Files with other tables complete it "
        "without being told.",
    )


def release_name(release: Release) -> str:
    """A release as options and lists of commands name it: 'onet 30.2'."""
    return f"{release.dataset.slug} {release.version}".strip() if release.dataset else "the files"


def release_lines(release: Release, *, created: bool = True, asked_version: str = "") -> Iterator[str]:
    """What became of an import: the outcome, rows by table, what is absent or left aside, and up to 20 issues with totals.
    `asked_version` is what the release was said to be, where somebody said it."""
    name = release_name(release)
    if not created and release.state in Release.LOADED:
        yield f"{name}: these very files are here already as release {release.pk} ({release.get_state_display().lower()})."
        asked_version = _spelled(release, asked_version)
        if asked_version not in ("", release.version):
            yield (
                f"  It was loaded as {release.version}. To correct that: {decide(release, f'--version {asked_version!r}')}."
                if is_nameable(release)
                else f"  It stays {release.version}, and not {asked_version}: its files say so, or work on it is under way."
            )
        if release.set_aside_reason:
            yield f"  It was set aside: {release.set_aside_because} Bring it back with set_aside_release … --bring-back."
        return
    yield f"{name}: {release.get_state_display().lower()} (release {release.pk})."
    if release.state == Release.State.UNDECIDED:
        yield from _overlap_lines(release)
        return
    if release.replaces and release.renewal != Release.Renewal.READ_AGAIN:
        done = "It completes" if release.renewal == Release.Renewal.COMPLETED else "It replaces"
        retired = ", which is retired" if release.state == Release.State.READY else ""
        yield f"  {done} release {release.replaces_id}{retired}; this is issue {release.issue}."
    elif release.replaces:
        older, newer = release.replaces.importer_version, release.importer_version
        yield (
            f"  Read anew from its originals: its importer is at version {newer} now, and version {older} had read it"
            + (f". Release {release.replaces_id} is retired." if release.state == Release.State.READY else ".")
        )
    if release.failure:
        yield f"  {release.failure}"
    if release.awaits_version:
        if release.issues.filter(severity=ERROR).exclude(kind="version-needed").exists():
            yield "  Nor does it say which release it is: give --version when you import the right files."
        else:
            yield f"  Say which release it is with {decide(release, '--version VERSION')}; nothing has to be imported again."
    if release.state == Release.State.HELD:
        yield (
            "  What it says is not plausible; see below. If it is right as it is, overrule that with a reason, else withdraw it: "
            f"on its screen, or with {decide(release, '--overrule REASON', '--withdraw')}."
        )
        if release.replaces and release.renewal == Release.Renewal.REPLACED:
            yield (
                f"  It was compared with release {release.replaces_id} first, which it is to replace. If that is the wrong one, "
                f"overrule and say so, or set that aside and import these files again."
            )
    if release.overruled_at:
        yield f"  It was held back as implausible, and that was overruled: {release.overruled_because}"
    for table in release.report.get("tables", []):
        skipped = f", {table['skipped']:,} left out" if table["skipped"] else ""
        yield f"  {table['label']}: {table['rows']:,} rows{skipped}"
    if absent := release.report.get("absent"):
        yield f"  Absent: {', '.join(absent)}"
    if ignored := release.report.get("ignored"):
        shown = ", ".join(part.rpartition(" › ")[2].rpartition("/")[2] for part in ignored[:6])
        yield f"  Left aside, {len(ignored)} that this importer does not read: {shown}{', …' if len(ignored) > 6 else ''}"
    yield from _issue_lines(release)


def _spelled(release: Release, version: str) -> str:
    """A version as its publisher writes it; as it is where it is no name of a release of the dataset."""
    importer = IMPORTERS.get(release.dataset.slug) if release.dataset else None
    with suppress(ValueError):
        return importer.versions.read(version, "") if importer else version
    return version


def _overlap_lines(release: Release) -> Iterator[str]:
    """What is to be decided: the tables of the files and those of the release of the same version that is here."""
    yield "  That version is here already, from other files, or is just being loaded. Nothing was loaded."
    again = release.report.get("again", {})
    for words, key in (("Both have", "both"), ("Only these files have", "added"), ("Only the release here has", "missing")):
        if again.get(key):
            yield f"  {words}: {', '.join(again[key])}"
    decisions = decide(release, f"--again {Release.Renewal.COMPLETED}", f"--again {Release.Renewal.REPLACED}")
    yield f"  Decide on its screen, or with {decisions}."


def _issue_lines(release: Release) -> Iterator[str]:
    """Errors first; of warnings and notes a few of each kind, as they do not keep a release out."""
    severities = ValidationIssue.Severity.values
    alike: Counter[str] = Counter()
    shown = 0
    for issue in sorted(release.issues.all(), key=lambda issue: (severities.index(issue.severity), issue.pk)):
        alike[issue.kind] += 1
        few = (
            issue.severity in (ValidationIssue.Severity.ERROR, ValidationIssue.Severity.STOP) or alike[issue.kind] <= ALIKE_SHOWN
        )
        if few and shown < ISSUES_SHOWN:
            shown += 1
            value = f" Found: {issue.value}" if issue.value else ""
            yield f"  {issue.get_severity_display().upper()} {issue}{value}"
    totals = release.report.get("totals", [])
    if sum(kind["count"] for kind in totals) > shown:
        yield "  In all: " + ", ".join(f"{kind['count']:,} {kind['kind']} ({kind['severity']})" for kind in totals)


def edition_lines(edition: Edition) -> Iterator[str]:
    """An edition with the releases it holds."""
    state = edition.get_state_display().lower()
    yield f"Edition {edition}: {state}, {edition.profile_count:,} profiles, fingerprint {edition.fingerprint[:12]}"
    for member in edition.members.select_related("dataset", "release"):
        yield f"  {member.dataset.slug} {member.release.version}"


def acknowledge_in(edition: Edition, acknowledge: bool) -> Iterator[str]:
    """What differs between aggregates that files state and ours, in releases of the edition that wait to be acknowledged; with
    `acknowledge` it is acknowledged, too."""
    for release in unacknowledged_in(edition):
        yield f"{release_name(release)}: {release.difference_count:,} stated aggregates differ from ours."
        yield from (f"  {issue.message}" for issue in release.differences[:ISSUES_SHOWN])
        if acknowledge:
            acknowledge_differences(release=release)
            yield "  Acknowledged."


def choice_lines(choices: Mapping[str, Choice]) -> Iterator[str]:
    """Which release of each dataset was chosen, and why."""
    yield "Chosen:"
    for choice in choices.values():
        hint = ", to be chosen by --pin" if choice.newer_waits else ""
        yield f"  {choice.slug} {choice.chosen.version if choice.chosen else 'left out'}: {choice.why}{hint}"


def compiled(edition: Edition) -> Edition:
    """The edition, compiled. Raises CommandError where somebody cancelled that."""
    if edition.state != Edition.State.READY:
        raise CommandError(f"Edition {edition} is {edition.get_state_display().lower()}. {edition.failure}")
    return edition


# Without a terminal a phase is named when it starts, and again after this many seconds.
SECONDS_BETWEEN_LINES = 10.0


@contextmanager
def progress_listener(output: TextIOBase) -> Iterator[Listener]:
    """A listener that shows (phase, done, total) on `output` for as long as the context lasts."""
    if output.isatty():
        with _bar() as listener:
            yield listener
    else:
        yield _lines(output)


@contextmanager
def _bar() -> Iterator[Listener]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(), transient=True) as progress:
        phases: dict[str, TaskID] = {}

        def listen(phase: str, done: int, total: int | None) -> None:
            if phase not in phases:
                for earlier in phases.values():
                    progress.remove_task(earlier)
                phases.clear()
                phases[phase] = progress.add_task(phase, total=total, count="")
            progress.update(phases[phase], completed=done, total=total, count=_count(done, total))

        yield listen


def _lines(output: TextIOBase) -> Listener:
    named, said_at = "", 0.0

    def listen(phase: str, done: int, total: int | None) -> None:
        nonlocal named, said_at
        now = time.monotonic()
        if phase == named and now - said_at < SECONDS_BETWEEN_LINES:
            return
        count = _count(done, total) if phase == named else ""
        named, said_at = phase, now
        output.write(f"  {phase}{f': {count}' if count else ''}\n")

    return listen


def _count(done: int, total: int | None) -> str:
    return f"{done:,} of {total:,}" if total else f"{done:,}" if done else ""
