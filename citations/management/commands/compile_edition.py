"""`compile_edition`: derive an edition from what is live, or from pinned releases."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.choosing import as_pins, release_choices
from citations.actions.editions import compile_edition
from citations.management.output import PIN_HELP, choice_lines, compiled, edition_lines, pins_of, progress_listener


class Command(BaseCommand):
    help = (
        "Derive an edition. It holds the release of each dataset that is live now, also where a newer one is ready: pin that to "
        "take it. Of a dataset of which nothing is live, it holds the newest release that is whole. Readers see the edition once "
        "it is published."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default="", help="The edition's name; today's date otherwise.")
        parser.add_argument("--pin", action="append", metavar="DATASET=VERSION", help=PIN_HELP)

    def handle(self, *, name: str, pin: list[str] | None, **options) -> None:
        pins = pins_of(pin)
        try:
            choices = release_choices(pins)
            for line in choice_lines(choices):
                self.stdout.write(line)
            with progress_listener(self.stdout) as listener:
                edition = compiled(compile_edition(name=name, pins=as_pins(choices), listener=listener))
        except ValueError as error:
            raise CommandError(str(error)) from error
        for line in edition_lines(edition):
            self.stdout.write(line)
        self.stdout.write(f"Publish it with: manage.py publish_edition {edition}")
