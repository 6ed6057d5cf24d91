"""`archive_releases`: facts that no edition needs, listed, archived, or restored from the originals."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.archiving import archivable, fact_total, start_archiving, start_restoring
from citations.actions.releases import process_release
from citations.jobs import AlreadyUnderWay
from citations.management.output import progress_listener, release_name
from citations.models import Release


class Command(BaseCommand):
    help = (
        "List the releases whose facts no edition needs, with the rows that archiving them would free. With numbers of releases, "
        "or --all, archive their facts: files, findings and reports stay. With --restore read them from the originals again, "
        "each row as it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("releases", nargs="*", type=int, metavar="NUMBER", help="A release by its number, such as 12.")
        parser.add_argument("--all", action="store_true", help="Every release that is listed, but for those that are ready.")
        parser.add_argument("--restore", action="store_true", help="Restore the facts of these releases.")

    def handle(self, *, releases: list[int], restore: bool, **options) -> None:
        if restore and not releases:
            raise CommandError("Say which releases to restore, by their numbers.")
        listed = archivable()
        if options["all"]:
            # A ready release is there for editions to come.
            releases = [release.pk for release in listed if release.state != Release.State.READY]
        if not releases:
            for release in listed:
                self.stdout.write(f"#{release.pk} {self._words(release)}: {fact_total(release):,} rows")
            self.stdout.write(f"{sum(map(fact_total, listed)):,} rows that no edition needs. Nothing was archived.")
            return
        failed = [f"#{number}" for number in releases if not self._handle_one(number, restore)]
        if failed:
            raise CommandError(f"Left as they were: {', '.join(failed)}; the lines above say why.")

    def _handle_one(self, number: int, restore: bool) -> bool:
        release = Release.objects.filter(pk=number).first()
        if release is None:
            self.stderr.write(f"#{number}: there is no such release.")
            return False
        try:
            release = start_restoring(release=release) if restore else start_archiving(release=release)
            with progress_listener(self.stdout) as listener:
                release = process_release(release=release, listener=listener)
        except (ValueError, RuntimeError, AlreadyUnderWay) as error:
            self.stderr.write(f"#{number}: {error}")
            return False
        done = "restored" if restore else "archived"
        self.stdout.write(f"#{number} {self._words(release)}: {fact_total(release):,} rows {done}.")
        return release.state in (Release.LOADED if restore else (Release.State.ARCHIVED,))

    def _words(self, release: Release) -> str:
        return f"{release_name(release)} ({release.get_state_display().lower()})"
