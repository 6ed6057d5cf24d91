"""`load_releases FOLDER`: import every release that lies below a folder, compile, and publish where asked to."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.choosing import as_pins, chosen_of, release_choices
from citations.actions.editions import compile_edition, input_fingerprint
from citations.actions.folders import Survey, import_folder_release, survey_folder
from citations.actions.publishing import HoldsUnacknowledged, LosesTooMuch, publish_edition
from citations.actions.releases import is_outdated, reload_release
from citations.importing.importer import IMPORTERS
from citations.management.output import (
    AGAIN_HINT,
    PIN_HELP,
    acknowledge_in,
    add_again,
    choice_lines,
    compiled,
    edition_lines,
    pins_of,
    progress_listener,
    release_lines,
    release_name,
)
from citations.models import Edition, Release
from citations.preview.losses import replaces_sample
from citations.selectors import live_edition


class Command(BaseCommand):
    help = (
        "Import every release that is recognised below a folder, say what was skipped and why, and compile an edition. It holds, "
        "of each dataset, what is live; a newer release from the folder goes before that, if it is whole. Where nothing is live "
        "it holds the newest whole release: one that lacks no kind of facts that an earlier one has. What was chosen is printed "
        "with the reason; --pin decides otherwise. Where a release is rejected or fails, or a file cannot be read, lacks "
        "required columns, does not say which release it is or holds several, nothing is published and the command ends with 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="The folder that release files lie in, at any depth.")
        parser.add_argument("--publish", action="store_true", help="Publish the edition.")
        parser.add_argument("--name", default="", help="The edition's name; today's date otherwise.")
        parser.add_argument("--pin", action="append", metavar="DATASET=VERSION", help=PIN_HELP)
        add_again(parser)
        parser.add_argument(
            "--acknowledge",
            action="store_true",
            help="Acknowledge aggregates that files state and that differ from what we make of them; an edition that holds some "
            "is not published otherwise. They are printed.",
        )
        parser.add_argument(
            "--allow-failures",
            action="store_true",
            help="Go on without what could not be imported: publish the others, and end with 0.",
        )

    def handle(
        self,
        *,
        folder: str,
        publish: bool,
        name: str,
        pin: list[str] | None,
        acknowledge: bool,
        again: str,
        allow_failures: bool,
        **options,
    ) -> None:
        pins = pins_of(pin)
        if problem := self._unknown_pins(pins):
            self.stderr.write(problem)
        root = Path(folder)
        try:
            with progress_listener(self.stdout) as listener:
                survey = survey_folder(root, listener=listener)
        except NotADirectoryError as error:
            raise CommandError(str(error)) from error
        self.imported: list[Release] = []
        self.failed: list[str] = []
        self.allow_failures, self.acknowledge, self.again = allow_failures, acknowledge, again
        self._print_survey(survey, root)
        if not (survey.present or survey.releases or self.failed):
            raise CommandError(
                f"No release of a dataset known here lies below {root}. Name the folder that holds the publishers' files."
            )
        self._reload(survey)
        self._import(survey)
        failed = ", ".join(self.failed)
        pins = {dataset: version for dataset, version in pins.items() if dataset in IMPORTERS}
        go_on = allow_failures or not failed
        self._compile(publish and go_on, name, pins, go_on=go_on)
        if not go_on:
            raise CommandError(
                f"Not imported: {failed}; the lines above say why. Nothing was published. Mend or remove the files and run this "
                "again, decide about releases that wait for somebody, or say --allow-failures to go on without them."
            )
        if failed:
            self.stderr.write(f"Gone on without what was not imported: {failed}.")
        if problem:
            raise CommandError(problem)

    def _unknown_pins(self, pins: dict[str, str]) -> str:
        """What is wrong with pins of datasets that no importer knows, or ''."""
        unknown = sorted(set(pins) - set(IMPORTERS))
        if not unknown:
            return ""
        return (
            f"No importer knows {', '.join(unknown)}, so no edition can hold what was pinned. "
            f"Known datasets: {', '.join(sorted(IMPORTERS))}."
        )

    def _print_survey(self, survey: Survey, root: Path) -> None:
        for release, paths in survey.present.items():
            names = ", ".join(str(path.relative_to(root)) for path in paths)
            self.stdout.write(f"{release_name(release)}: here already as release {release.pk} ({names})")
        for skipped in survey.skipped:
            name = skipped.path.relative_to(root)
            self.stdout.write(f"Skipped {name}: {skipped.reason}")
            if skipped.failure:
                self.failed.append(f"{name} ({skipped.failure})")
        for group in survey.unnamed:
            for name in (path.relative_to(root) for path in group.paths):
                self.stdout.write(
                    f"Skipped {name}: It does not say which release of {group.dataset} it is. Import it with import_release "
                    f"FILE… --version VERSION, such as {IMPORTERS[group.dataset].versions.example}."
                )
                self.failed.append(f"{name} (does not say which release it is)")

    def _reload(self, survey: Survey) -> None:
        """Read anew what is here, but was read by an importer that has been improved since."""
        for release in survey.present:
            if not is_outdated(release):
                self.imported.append(release)
                continue
            self.stdout.write(f"Reading {release_name(release)} anew: its importer has been improved since it was loaded")
            self._import_one(release_name(release), "read anew", partial(reload_release, release=release))

    def _import(self, survey: Survey) -> None:
        for number, files in enumerate(survey.releases, start=1):
            names = ", ".join(path.name for path in files.paths)
            self.stdout.write(f"Importing {number} of {len(survey.releases)}: {files.dataset} {files.version} ({names})")
            self._import_one(
                f"{files.dataset} {files.version}", "imported", partial(import_folder_release, files, again=self.again)
            )

    def _import_one(self, name: str, what: str, run: Callable[..., Release]) -> None:
        """One release that fails on our side must not keep the others out; it is marked failed with the reason."""
        try:
            with progress_listener(self.stdout) as listener:
                release = run(listener=listener)
        except Exception as error:
            self.stderr.write(f"{name} could not be {what}: {type(error).__name__}: {error}")
            self.failed.append(f"{name} (failed)")
            return
        loaded = release.state in Release.LOADED
        for line in release_lines(release):
            (self.stdout if loaded else self.stderr).write(line)
        if loaded:
            self.imported.append(release)
        else:
            number = f", release {release.pk}" if release.state in (Release.State.HELD, Release.State.UNDECIDED) else ""
            hint = f": say {AGAIN_HINT}" if release.state == Release.State.UNDECIDED else ""
            self.failed.append(f"{name} ({release.get_state_display().lower()}{number}{hint})")

    def _compile(self, publish: bool, name: str, pins: dict[str, str], *, go_on: bool) -> None:
        try:
            choices = release_choices(pins, imported=self.imported)
            for line in choice_lines(choices):
                self.stdout.write(line)
            chosen = chosen_of(choices)
            fingerprint = input_fingerprint(chosen)
            live = live_edition()
            if live is not None and live.fingerprint == fingerprint:
                self.stdout.write(f"Edition {live} is live and holds just these releases; there is nothing to compile.")
                return
            same = Edition.objects.filter(fingerprint=fingerprint, is_sample=False, state=Edition.State.READY)
            edition = same.exclude(members__release__state=Release.State.SET_ASIDE).first()
            if edition:
                self.stdout.write(f"Edition {edition} holds just these releases already; no second one is compiled.")
            else:
                with progress_listener(self.stdout) as listener:
                    edition = compiled(compile_edition(name=name, pins=as_pins(choices), listener=listener))
        except ValueError as error:
            raise CommandError(f"{error} Not imported: {', '.join(self.failed)}." if self.failed else str(error)) from error
        for line in edition_lines(edition):
            self.stdout.write(line)
        if publish:
            self._publish(edition)
        elif go_on:
            self.stdout.write(f"Publish it with: manage.py publish_edition {edition}")

    def _publish(self, edition: Edition) -> None:
        if not edition.profile_count:
            raise CommandError(
                f"Edition {edition} was not published: it has no pages, because none of its releases lists occupations. Load "
                "O*NET (onet) or the ILO's gradient (ilo-genai-gradient) too, and run this again."
            )
        for line in acknowledge_in(edition, self.acknowledge):
            self.stdout.write(line)
        try:
            # Whoever loads releases on a site that shows its sample wants them in its place.
            meant = replaces_sample(edition, live_edition())
            publish_edition(edition=edition, reason="Loaded from a folder", although_smaller=meant)
        except (HoldsUnacknowledged, LosesTooMuch) as refusal:
            option = "--although-smaller" if isinstance(refusal, LosesTooMuch) else "--acknowledge"
            message = f"Not published. {refusal} If that is meant: manage.py publish_edition {edition} {option}"
            if not self.allow_failures:
                raise CommandError(message) from refusal
            self.stderr.write(message)
            return
        self.stdout.write(f"Edition {edition} is live.")
