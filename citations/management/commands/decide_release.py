"""`decide_release NUMBER …`: what the screen of a release that waits for somebody offers, for those at a shell."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.held_releases import overrule_release, withdraw_release
from citations.actions.issues import CHOICES, decide_issue
from citations.actions.naming import name_release
from citations.actions.releases import process_release
from citations.jobs import AlreadyUnderWay
from citations.management.output import OptionOfVersion, progress_listener, release_lines
from citations.models import Release


class Command(OptionOfVersion, BaseCommand):
    help = (
        "Decide about a release that waits for somebody, by the number that other commands print. Say which version it is, or "
        "correct that, and have it checked again; say what becomes of the release of the same version that is here; or, of one "
        "that is held back as implausible, overrule that with a reason, or withdraw it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("release", type=int, metavar="NUMBER", help="The release by its number, such as 12.")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--version", default="", metavar="V", help="Which release it is, where the files do not say it.")
        what.add_argument("--again", choices=CHOICES, default="", help="It completes the release that is here, or replaces it.")
        what.add_argument(
            "--overrule", default=None, metavar="REASON", help="It is right as it is, and why, in a sentence. Readers see this."
        )
        what.add_argument(
            "--withdraw", action="store_true", help="It is wrong: its facts are removed, its files kept as a record."
        )

    def handle(self, *, release: int, version: str, again: str, overrule: str | None, withdraw: bool, **options) -> None:
        found = Release.objects.filter(pk=release).first()
        if found is None:
            raise CommandError(f"There is no release {release}. Give its number as other commands print it: (release 12).")
        try:
            if withdraw:
                found = withdraw_release(release=found)
                self.stdout.write(
                    f"{found} (release {found.pk}) is withdrawn: its facts are removed, its files and findings kept."
                )
                return
            if overrule is not None:
                found = overrule_release(release=found, reason=overrule)
            else:
                found = decide_issue(release=found, how=again) if again else name_release(release=found, version=version)
                with progress_listener(self.stdout) as listener:
                    found = process_release(release=found, listener=listener)
        except (ValueError, AlreadyUnderWay) as refusal:
            raise CommandError(str(refusal)) from refusal
        for line in release_lines(found):
            self.stdout.write(line)
        if found.state not in Release.LOADED:
            raise CommandError(
                f"Release {found.pk} is {found.get_state_display().lower()}; the lines above say why, and what to do."
            )
