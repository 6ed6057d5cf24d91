"""`load_sample`: the built-in sample, from its text to a published edition."""

from django.core.management.base import BaseCommand, CommandError

from citations.management.output import progress_listener
from gradient.sample import LoadedSample, SampleNotLoaded, load_sample


class Command(BaseCommand):
    help = (
        "Load the built-in sample: some unit groups and U.S. occupations in the official file layouts. It is published where no "
        "edition of real releases is live. Can be run again."
    )

    def handle(self, **options) -> None:
        try:
            with progress_listener(self.stdout) as listener:
                loaded = load_sample(listener=listener)
        except SampleNotLoaded as error:
            raise CommandError(str(error)) from error
        self._tell(loaded)

    def _tell(self, loaded: LoadedSample) -> None:
        for slug, release in loaded.releases.items():
            state = "imported" if slug in loaded.created else "here already"
            self.stdout.write(f"{slug} {release.version} (sample): {state} (release {release.pk}).")
        if loaded.outdated:
            self.stdout.write(
                f"The sample's files for {', '.join(loaded.outdated)} have changed since they were loaded. A ready release never "
                "changes, so the earlier ones stay; a new database gets the present ones."
            )
        edition = loaded.edition
        self.stdout.write(
            f"Edition {edition}: {'compiled' if loaded.compiled else 'here already'}, {edition.profile_count:,} profiles."
        )
        if loaded.live == edition:
            self.stdout.write(f"Edition {edition} is {'now' if loaded.published else 'already'} live.")
        else:
            self.stdout.write(f"Edition {loaded.live} holds real releases and stays live; the sample was not published.")
