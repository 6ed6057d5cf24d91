"""`rollback_edition --reason TEXT`: put the edition before back."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.editions import rollback_edition


class Command(BaseCommand):
    help = "Put back the edition that was live before the present one was published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reason", required=True, metavar="TEXT", help="Why; it is kept in the log.")

    def handle(self, *, reason: str, **options) -> None:
        try:
            activation = rollback_edition(reason=reason)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Edition {activation.to_edition} is live again, in place of {activation.from_edition}.")
