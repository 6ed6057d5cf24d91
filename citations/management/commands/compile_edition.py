"""`compile_edition`: derive an edition from the newest or pinned releases."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.editions import compile_edition
from citations.management.progress_bar import progress_listener
from citations.management.wording import edition_lines, pins_of


class Command(BaseCommand):
    help = "Derive an edition from the newest release of each dataset. Readers see it once it is published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default="", help="The edition's name; today's date otherwise.")
        parser.add_argument(
            "--pin", action="append", metavar="DATASET=VERSION", help="Take this release instead of the newest. Can be repeated."
        )

    def handle(self, *, name: str, pin: list[str] | None, **options) -> None:
        pins = pins_of(pin)
        try:
            with progress_listener(self.stdout) as listener:
                edition = compile_edition(name=name, pins=pins, listener=listener)
        except ValueError as error:
            raise CommandError(str(error)) from error
        for line in edition_lines(edition):
            self.stdout.write(line)
        self.stdout.write(f"Publish it with: manage.py publish_edition {edition}")
