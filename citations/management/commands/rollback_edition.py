"""`rollback_edition --reason TEXT`: put the edition before back."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.publishing import HoldsSetAside, rollback_edition


class Command(BaseCommand):
    help = "Put back the edition that was live before the present one was published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reason", required=True, metavar="TEXT", help="Why; it is kept in the log.")
        parser.add_argument(
            "--although-set-aside", action="store_true", help="Go back even where that edition holds a release set aside."
        )

    def handle(self, *, reason: str, although_set_aside: bool, **options) -> None:
        try:
            activation = rollback_edition(reason=reason, although_set_aside=although_set_aside)
        except HoldsSetAside as refusal:
            raise CommandError(f"{refusal} (--although-set-aside)") from refusal
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Edition {activation.to_edition} is live again, in place of {activation.from_edition}.")
