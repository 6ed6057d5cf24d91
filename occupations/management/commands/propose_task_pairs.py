"""`propose_task_pairs`: what of observed use is not placed at a task, and which tasks it may be, for a person to review."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.models import Edition
from citations.selectors import live_edition
from occupations.proposals import Proposal, facts_of, proposals

LIKENESS, SHOWN = 0.5, 50


class Command(BaseCommand):
    help = (
        "Print wordings of the Economic Index that an edition could not place, most conversations first, each with the nearest "
        "tasks of the occupations that the crosswalk leads to and a line ready for occupations/data/task_pairs.csv. It adds "
        "nothing: whoever has compared both wordings and is certain that they are one task adds the line, with name, day and "
        "reason."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--edition", default="", help="Name of an edition; the live one otherwise.")
        parser.add_argument("--likeness", type=float, default=LIKENESS, help=f"From 0 to 1; {LIKENESS} otherwise.")
        parser.add_argument("--limit", type=int, default=SHOWN, help=f"How many wordings are printed; {SHOWN} otherwise.")

    def handle(self, *, edition: str, likeness: float, limit: int, **options) -> None:
        chosen = Edition.objects.filter(name=edition).first() if edition else live_edition()
        if chosen is None:
            raise CommandError(
                f"There is no edition {edition!r}." if edition else "No edition is live. Name one: --edition NAME."
            )
        found = list(proposals(facts_of(chosen), likeness))
        for proposal in found[:limit]:
            self._print(proposal)
        share = sum(proposal.share for proposal in found)
        self.stdout.write(f"Not placed in edition {chosen}: {len(found):,} wordings, {share:.2f}% of all conversations.")

    def _print(self, proposal: Proposal) -> None:
        codes = ", ".join(proposal.codes) or "not in the table of earlier tasks"
        self.stdout.write(f"{proposal.share:.3f}%  {proposal.wording}  ({codes})")
        if not proposal.candidates:
            self.stdout.write("    no task of its occupations is like it")
        for one in proposal.candidates:
            self.stdout.write(f"    {one.likeness:.2f}  {one.code} {one.statement}")
            self.stdout.write(f"          {proposal.digest},{one.task_id},REVIEWER,DAY,REASON")
        self.stdout.write("")
