"""`set_aside_release DATASET VERSION`: take a release out that proves wrong, or bring it back."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.loaded_releases import bring_back_release, set_aside_release
from citations.models import Release
from citations.selectors import live_edition, set_aside_in


class Command(BaseCommand):
    help = (
        "Set a release aside that proves wrong: no edition takes it up any more, and editions that hold it say so. What is live "
        "stays live. Or bring a release back that was set aside."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dataset", metavar="DATASET", help="The dataset's short name, such as onet.")
        parser.add_argument("version_or_number", metavar="VERSION", help="The release: its version, or its number as #12.")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--reason", metavar="TEXT", help="What is wrong with it. Readers see this.")
        what.add_argument("--bring-back", action="store_true", help="Let editions take it up again.")

    def handle(self, *, dataset: str, version_or_number: str, reason: str | None, bring_back: bool, **options) -> None:
        release = self._release(dataset, version_or_number, bring_back)
        try:
            if bring_back:
                release = bring_back_release(release=release)
            else:
                release = set_aside_release(release=release, reason=reason or "")
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{release} (release {release.pk}) is {release.get_state_display().lower()}.")
        live = live_edition()
        if live is not None and release in set_aside_in(live):
            self.stdout.write(
                f"Edition {live}, which is live, holds it and says so. Compile one without it (compile_edition) and publish that."
            )

    def _release(self, dataset: str, name: str, bring_back: bool) -> Release:
        releases = Release.objects.filter(dataset__slug=dataset, state__in=Release.LOADED).order_by("is_sample", "-pk")
        if name.startswith("#") and name[1:].isdigit():
            release = releases.filter(pk=int(name[1:])).first()
        else:
            state = Release.State.SET_ASIDE if bring_back else Release.State.READY
            release = releases.filter(version=name, state=state).first() or releases.filter(version=name).first()
        if release is None:
            known = ", ".join(f"{r.version} (#{r.pk}, {r.get_state_display().lower()})" for r in releases) or "none"
            raise CommandError(f"{dataset} has no loaded release called {name!r}. Loaded: {known}.")
        return release
