"""`publish_edition NAME`: make an edition what readers see."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.publishing import HoldsSetAside, HoldsUnacknowledged, LosesTooMuch, publish_edition
from citations.management.output import acknowledge_in
from citations.models import Edition
from citations.preview.losses import replaces_sample
from citations.selectors import live_edition


class Command(BaseCommand):
    help = "Make a compiled edition what readers see, all at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="The edition's name.")
        parser.add_argument("--reason", default="", help="Why, for the log alone.")
        parser.add_argument(
            "--changelog", default="", metavar="TEXT", help="What changes, for readers; made from what differs where left out."
        )
        parser.add_argument(
            "--although-set-aside", action="store_true", help="Publish it even where it holds a release that was set aside."
        )

        parser.add_argument(
            "--although-smaller", action="store_true", help="Publish it even where readers lose a dataset, or many pages."
        )

        parser.add_argument(
            "--acknowledge",
            action="store_true",
            help="Acknowledge the aggregates that its releases' files state and that differ from ours. They are printed.",
        )

    def handle(
        self,
        *,
        name: str,
        reason: str,
        changelog: str,
        although_set_aside: bool,
        although_smaller: bool,
        acknowledge: bool,
        **options,
    ) -> None:
        edition = Edition.objects.filter(name=name).first()
        if edition is None:
            ready = Edition.objects.filter(state=Edition.State.READY).values_list("name", flat=True)[:10]
            raise CommandError(
                f"No edition is called {name!r}. Compiled editions: {', '.join(ready) or 'none; use compile_edition'}."
            )
        for line in acknowledge_in(edition, acknowledge):
            self.stdout.write(line)
        try:
            activation = publish_edition(
                edition=edition,
                reason=reason,
                changelog=changelog,
                although_set_aside=although_set_aside,
                although_smaller=although_smaller or replaces_sample(edition, live_edition()),
            )
        except HoldsSetAside as refusal:
            raise CommandError(f"{refusal} (--although-set-aside)") from refusal
        except HoldsUnacknowledged as refusal:
            raise CommandError(f"{refusal} (--acknowledge)") from refusal
        except LosesTooMuch as refusal:
            raise CommandError(f"{refusal} (--although-smaller)") from refusal
        except ValueError as error:
            raise CommandError(str(error)) from error
        before = f" It was {activation.from_edition} until now." if activation.from_edition else ""
        self.stdout.write(f"Edition {edition} is live.{before}")
