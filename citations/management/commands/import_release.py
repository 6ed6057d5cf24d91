"""`import_release FILE…`: check files as one release of a dataset and load it where nothing is wrong."""

from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.jobs import AlreadyUnderWay
from citations.management.output import AGAIN_HINT, OptionOfVersion, add_again, progress_listener, release_lines
from citations.models import Release


class Command(OptionOfVersion, BaseCommand):
    help = "Check files as one release of a dataset, and load it where nothing is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="The release's files, as the publisher issued them.")
        parser.add_argument(
            "--dataset",
            default="",
            metavar="DATASET",
            help="The dataset by its short name, such as onet, where it should not be told from the files.",
        )
        parser.add_argument("--version", default="", metavar="V", help="The release's name, where the files do not say it.")
        add_again(parser)
        parser.add_argument(
            "--published",
            default="",
            metavar="DATE",
            help="When it was published, as precisely as known: 2025, 2025-04, 2025-04-02.",
        )

        parser.add_argument("--source-url", default="", metavar="URL", help="The address that the files came from.")

    def handle(
        self, *, files: list[str], dataset: str, version: str, published: str, source_url: str, again: str, **options
    ) -> None:
        paths = [Path(file) for file in files]
        for path in paths:
            if not path.is_file():
                raise CommandError(f"{path} is not a file. Give the release's files; for a whole folder use load_releases.")
        with ExitStack() as opened, progress_listener(self.stdout) as listener:
            originals = [Original(path.name, opened.enter_context(path.open("rb"))) for path in paths]
            try:
                release, created = import_release(
                    files=originals,
                    dataset=dataset,
                    version=version,
                    published=published,
                    source_url=source_url,
                    again=again,
                    listener=listener,
                )
            except (ValueError, AlreadyUnderWay) as error:
                raise CommandError(str(error)) from error
        for line in release_lines(release, created=created, asked_version=version):
            self.stdout.write(line)
        if release.state not in Release.LOADED:
            state = release.get_state_display().lower()
            way_out = "The lines above say what to do."
            if release.state == Release.State.UNDECIDED:
                way_out = f"That version is here already: run this again with {AGAIN_HINT}, or decide as said above."
            if release.state == Release.State.REJECTED and not release.lacks_only_version:
                way_out = "Correct what is listed above and import it again."
            raise CommandError(f"The release was not loaded: it is {state}. {way_out}")
