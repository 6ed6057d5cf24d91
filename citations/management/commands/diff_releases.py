"""`diff_releases DATASET OLD NEW`: what differs between two releases, table by table."""

import json

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.diffing import EXAMPLES, TableDiff, release_diff
from citations.importing.importer import IMPORTERS
from citations.models import Release


class Command(BaseCommand):
    help = "Compare the facts of two loaded releases of a dataset: what was added, removed and changed, with examples."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dataset", metavar="DATASET", help="The dataset's short name, such as onet.")
        parser.add_argument("old", metavar="OLD", help="The earlier release: its version, or its number as #12.")
        parser.add_argument("new", metavar="NEW", help="The later release.")
        parser.add_argument(
            "--examples", type=int, default=EXAMPLES, metavar="N", help="Facts to name of each kind of difference."
        )
        parser.add_argument("--json", action="store_true", help="Print the whole comparison as JSON.")

    def handle(self, *, dataset: str, old: str, new: str, examples: int, **options) -> None:
        if dataset not in IMPORTERS:
            raise CommandError(f"No dataset is called {dataset!r}. Known: {', '.join(sorted(IMPORTERS))}.")
        try:
            diff = release_diff(self._release(dataset, old), self._release(dataset, new), examples=max(0, examples))
        except ValueError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(diff.document(), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{dataset} {diff.old.version} → {diff.new.version}")
        for table in diff.differing:
            self._print_table(table)
        if diff.is_empty:
            self.stdout.write("  No fact differs.")
        elif same := [table.label for table in diff.tables if not table.differs]:
            self.stdout.write(f"  The same: {', '.join(same)}")

    def _release(self, dataset: str, name: str) -> Release:
        """The release of that number, or the ready one of that version, else the last of it that was retired."""
        settled = Release.objects.filter(dataset__slug=dataset, state__in=Release.LOADED).select_related("dataset")
        if name.startswith("#") and name[1:].isdigit():
            release = settled.filter(pk=int(name[1:])).first()
        else:
            versions = settled.filter(version=name, is_sample=False) or settled.filter(version=name)
            release = versions.filter(state=Release.State.READY).first() or versions.order_by("-pk").first()
        if release is None:
            known = ", ".join(f"{each.version} (#{each.pk})" for each in settled.order_by("pk")) or "none"
            raise CommandError(f"{dataset} has no loaded release called {name!r}. Loaded: {known}.")
        return release

    def _print_table(self, table: TableDiff) -> None:
        self.stdout.write(f"  {table.label}: {table.added:,} added, {table.removed:,} removed, {table.changed:,} changed")
        if table.columns:
            columns = ", ".join(f"{name} in {count:,}" for name, count in table.columns.items())
            self.stdout.write(f"    Changed columns: {columns}")
        for word, keys in (("Added", table.added_examples), ("Removed", table.removed_examples)):
            for key in keys:
                self.stdout.write(f"    {word}: {_words(key)}")
        for change in table.changed_examples:
            self.stdout.write(f"    Changed: {_words(change.key)}: {_words(change.before)} → {_words(change.after)}")


def _words(values) -> str:
    return ", ".join(f"{name} {_shortened(value)}" for name, value in values.items())


def _shortened(value: object) -> str:
    text = "none" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
