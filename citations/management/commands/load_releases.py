"""`load_releases FOLDER`: import every release that lies below a folder, compile, and publish where asked to."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.editions import choose_releases, compile_edition, input_fingerprint, publish_edition
from citations.actions.folders import Survey, import_folder_release, survey_folder
from citations.actions.releases import is_outdated, reload_release
from citations.importing.importer import IMPORTERS
from citations.management.progress_bar import progress_listener
from citations.management.wording import edition_lines, pins_of, release_lines, release_name
from citations.models import Release
from citations.selectors import live_edition


class Command(BaseCommand):
    help = (
        "Import every release that is recognised below a folder, say what was skipped and why, and compile an edition from the "
        "newest release of each dataset."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="The folder that release files lie in, at any depth.")
        parser.add_argument("--publish", action="store_true", help="Publish the edition.")
        parser.add_argument("--name", default="", help="The edition's name; today's date otherwise.")
        parser.add_argument(
            "--pin", action="append", metavar="DATASET=VERSION", help="Take this release instead of the newest. Can be repeated."
        )

    def handle(self, *, folder: str, publish: bool, name: str, pin: list[str] | None, **options) -> None:
        pins = pins_of(pin)
        if problem := self._unknown_pins(pins):
            self.stderr.write(problem)
        root = Path(folder)
        try:
            with progress_listener(self.stdout) as listener:
                survey = survey_folder(root, listener=listener)
        except NotADirectoryError as error:
            raise CommandError(str(error)) from error
        self._tell(survey, root)
        self._reload(survey)
        self._import(survey)
        self._compile(publish, name, {dataset: version for dataset, version in pins.items() if dataset in IMPORTERS})
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

    def _tell(self, survey: Survey, root: Path) -> None:
        for release, paths in survey.present.items():
            names = ", ".join(str(path.relative_to(root)) for path in paths)
            self.stdout.write(f"{release_name(release)}: here already as release {release.pk} ({names})")
        for skipped in survey.skipped:
            self.stdout.write(f"Skipped {skipped.path.relative_to(root)}: {skipped.reason}")

    def _reload(self, survey: Survey) -> None:
        """Read anew what is here, but was read by an importer that has been improved since."""
        for release in filter(is_outdated, survey.present):
            self.stdout.write(f"Reading {release_name(release)} anew: its importer has been improved since it was loaded")
            try:
                with progress_listener(self.stdout) as listener:
                    renewed = reload_release(release=release, listener=listener)
            except Exception as error:
                self.stderr.write(f"{release_name(release)} could not be read anew: {type(error).__name__}: {error}")
                continue
            for line in release_lines(renewed):
                (self.stdout if renewed.state in Release.SETTLED else self.stderr).write(line)

    def _import(self, survey: Survey) -> None:
        for number, found in enumerate(survey.releases, start=1):
            names = ", ".join(path.name for path in found.paths)
            self.stdout.write(f"Importing {number} of {len(survey.releases)}: {found.dataset} {found.version} ({names})")
            try:
                with progress_listener(self.stdout) as listener:
                    release = import_folder_release(found, listener=listener)
            except Exception as error:
                # One release that fails on our side must not keep the others out; it is marked failed with the reason.
                self.stderr.write(f"{found.dataset} {found.version} could not be imported: {type(error).__name__}: {error}")
                continue
            for line in release_lines(release):
                (self.stdout if release.state in Release.SETTLED else self.stderr).write(line)

    def _compile(self, publish: bool, name: str, pins: dict[str, str]) -> None:
        try:
            fingerprint = input_fingerprint(choose_releases(pins))
            live = live_edition()
            if publish and live is not None and live.fingerprint == fingerprint:
                self.stdout.write(f"Edition {live} is live and holds just these releases; there is nothing to compile.")
                return
            with progress_listener(self.stdout) as listener:
                edition = compile_edition(name=name, pins=pins, listener=listener)
        except ValueError as error:
            raise CommandError(str(error)) from error
        for line in edition_lines(edition):
            self.stdout.write(line)
        if publish:
            publish_edition(edition=edition, reason="load_releases")
            self.stdout.write(f"Edition {edition} is live.")
        else:
            self.stdout.write(f"Publish it with: manage.py publish_edition {edition}")
