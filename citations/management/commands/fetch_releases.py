"""`fetch_releases [DATASET[=VERSION]…]`: fetch releases from their publishers, check and load them."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citations.actions.fetching import by_hand, look_for_news, request_fetch, run_fetch
from citations.actions.releases import process_release
from citations.jobs import AlreadyUnderWay
from citations.management.output import progress_listener, release_lines
from citations.models import PublisherOffer, Release
from citations.news import declared_offers, newest_here, news_of


class Command(BaseCommand):
    help = (
        "Fetch releases from their publishers, check them and load those where nothing is wrong: of the datasets that are named, "
        "or else of all that can be fetched. What is here already is not fetched again, and what broke off goes on where it was. "
        "Where a publisher refuses programs, it says which file to save with a browser. Nothing that readers see changes. Ends "
        "with 1 where something that was asked for could not be fetched or loaded; the others are fetched all the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "datasets",
            nargs="*",
            metavar="DATASET[=VERSION]",
            help="A dataset, with the version where it is not to be the newest, such as onet=30.2. All, where none is named.",
        )
        parser.add_argument(
            "--look",
            action="store_true",
            help="Only ask what is new, and fetch nothing.",
        )

    def handle(self, *, datasets: list[str], look: bool, **options) -> None:
        wanted = self._wanted(datasets, look)
        failed = [dataset for dataset, version in wanted.items() if not self._do(dataset, version, look=look)]
        if not datasets and not look:
            for dataset in sorted(declared_offers().keys() - wanted.keys()):
                self.stdout.write(f"{dataset}: {by_hand(dataset)}")
        if failed:
            what = "looked at" if look else "fetched and loaded"
            raise CommandError(f"Not {what}: {', '.join(failed)}. The lines above say why, and what to do.")
        if not look:
            self.stdout.write("Compile an edition with what is new: manage.py compile_edition --pin DATASET=VERSION")

    def _wanted(self, named: list[str], look: bool) -> dict[str, str]:
        """Version by dataset, '' for the newest. Raises CommandError for a dataset that is not known."""
        known = declared_offers()
        if not named:
            return {slug: "" for slug, offer in sorted(known.items()) if offer.is_automatic or (look and offer.addresses())}
        wanted: dict[str, str] = {}
        for name in named:
            dataset, _, version = (piece.strip() for piece in name.partition("="))
            if dataset not in known:
                raise CommandError(f"No dataset is called {dataset!r}. Known: {', '.join(sorted(known))}.")
            if dataset in wanted:
                raise CommandError(f"{dataset} is named twice. Run this once for each version of it.")
            wanted[dataset] = version
        return wanted

    def _do(self, dataset: str, version: str, *, look: bool) -> bool:
        """Returns whether it went well."""
        try:
            return self._look(dataset) if look else self._fetch(dataset, version)
        except (ValueError, AlreadyUnderWay) as refusal:
            self.stderr.write(f"{dataset}: {refusal}")
        except Exception as error:
            # What fails on our side must not keep the others out.
            self.stderr.write(f"{dataset} could not be fetched: {type(error).__name__}: {error}")
        return False

    def _look(self, dataset: str) -> bool:
        offer = look_for_news(offer=PublisherOffer.objects.select_related("dataset").get(dataset__slug=dataset))
        here = newest_here([dataset]).get(dataset, "")
        news = news_of(offer, here)
        state = f"{here} is here" if here else "nothing is here"
        there = f", {offer.newest} is the newest seen there" if offer.newest else ""
        self.stdout.write(f"{dataset}: {news.words if news else f'nothing new ({state}{there})'}")
        if offer.problem:
            self.stderr.write(f"  {offer.problem}")
        return not offer.problem

    def _fetch(self, dataset: str, version: str) -> bool:
        self.stdout.write(f"{dataset}: asking the publisher for {version or 'the newest release'}")
        offer = request_fetch(dataset=dataset, version=version)
        with progress_listener(self.stdout) as listener:
            offer = run_fetch(offer=offer, listener=listener)
        if offer.state != PublisherOffer.State.FETCHED:
            self.stderr.write(f"{dataset}: {offer.result}")
            return False
        self.stdout.write(f"{dataset}: {offer.result}")
        if offer.release is None or offer.release.state in (*Release.LOADED, *Release.ARCHIVAL):
            return True
        with progress_listener(self.stdout) as listener:
            release = process_release(release=offer.release, listener=listener)
        loaded = release.state in (*Release.LOADED, *Release.ARCHIVAL)
        for line in release_lines(release):
            (self.stdout if loaded else self.stderr).write(line)
        return loaded
