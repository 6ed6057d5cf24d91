"""Which releases an edition is compiled from: what is live stays, unless somebody says otherwise."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from citations.importing.importer import IMPORTERS
from citations.measures import MEASURES
from citations.models import Edition, EditionRelease, Release
from citations.selectors import live_edition, loaded_fact_kinds

State = Release.State
NAMED = 3
ASKED_FOR = "as asked for"
# The value of forms for a dataset of which no release is ready.
LEFT_OUT = "left-out"
# In place of a version: the edition is meant to hold no release of the dataset.
WITHOUT = "without"


class UnknownPin(ValueError):
    """A pin names a dataset or version that has no ready release."""


@dataclass(frozen=True)
class Option:
    """A ready release that an edition could hold, and what there is to know of it before it is chosen.

    lacks  kinds of facts that an earlier release of the dataset, or the live one, has and this one has not
    """

    release: Release
    is_live: bool
    is_newer: bool
    is_older: bool
    was_live: bool
    is_later_issue: bool = False
    lacks: tuple[str, ...] = ()

    @property
    def lacking(self) -> str:
        """What a partial release lacks, in short."""
        return first_names(self.lacks)

    @property
    def notes(self) -> tuple[str, ...]:
        """In words: "newer than what is live", "partial", "never live"."""
        notes = ["newer than what is live"] if self.is_newer else []
        notes += ["older than what is live"] if self.is_older else []
        notes += ["a later issue of what is live"] if self.is_later_issue else []
        notes += ["partial"] if self.lacks else []
        if self.is_live:
            return ("live now", *notes)
        return (*notes, "was live before" if self.was_live else "never live")


@dataclass(frozen=True)
class Choice:
    """The release of one dataset that is chosen, why, and what else there is, newest first.

    chosen  None where the live edition holds the dataset, and none of its releases is ready: then it is left out
    """

    slug: str
    options: tuple[Option, ...]
    chosen: Release | None
    why: str
    live: Release | None = None
    set_aside: tuple[Release, ...] = ()

    @property
    def newer_waits(self) -> bool:
        """Whether what is live stays, though a newer release is ready, and nobody asked for that."""
        newer = any(option.is_newer for option in self.options)
        stays = self.live is not None and self.chosen is not None and self.chosen.version == self.live.version
        return newer and stays and self.why != ASKED_FOR


def first_names(names: Collection[str]) -> str:
    """ "Abilities; Interests; Skills and 21 more": some names have commas in them."""
    shown = list(names)[:NAMED]
    return "; ".join(shown) + (f" and {len(names) - len(shown)} more" if len(names) > len(shown) else "")


def release_choices(
    pins: Mapping[str, str] | None = None, *, is_sample: bool = False, imported: Iterable[Release] = ()
) -> dict[str, Choice]:
    """For each dataset that is live or has a ready release, by slug: the one to compile from, why, and the others.

    The pinned one, or none where the pin is `WITHOUT`. Else what is live, so that nothing goes live unnoticed: for a release that
    was loaded again, completed or corrected the one that took its place; only a whole release of `imported`, which somebody has
    just imported in order to compile from it, goes before. Where nothing of the dataset is live, or what is live was set aside:
    the newest release that lacks nothing an earlier one has. Raises `UnknownPin`; ValueError where there is no ready release at
    all.
    """
    held = _held_by_live_edition(is_sample)
    options = _options(held, is_sample)
    aside = _by_dataset(State.SET_ASIDE, is_sample)
    wanted = {release.pk for release in imported}
    choices = {}
    for slug in sorted({*options, *held} & set(IMPORTERS)):
        offered, live = options.get(slug, []), held.get(slug)
        chosen, why = _choose(offered, live, wanted)
        choices[slug] = Choice(slug, tuple(offered), chosen, why, live, tuple(aside.get(slug, ())))
    for slug, version in (pins or {}).items():
        release = None if version == WITHOUT and slug in choices else _pinned(slug, version, choices, aside)
        choices[slug] = replace(choices[slug], chosen=release, why=ASKED_FOR)
    if not chosen_of(choices) and WITHOUT in (pins or {}).values():
        raise ValueError("Every dataset is left out. An edition holds one release at least: choose one.")
    if not chosen_of(choices):
        raise ValueError("There is no ready release to compile from. Import releases first (import_release or load_releases).")
    return choices


def choose_releases(
    pins: Mapping[str, str] | None = None, *, is_sample: bool = False, imported: Iterable[Release] = ()
) -> dict[str, Release]:
    """The release of each dataset to compile from, by slug; see `release_choices`."""
    return chosen_of(release_choices(pins, is_sample=is_sample, imported=imported))


def chosen_of(choices: Mapping[str, Choice]) -> dict[str, Release]:
    """The chosen releases by slug, without what is left out."""
    return {slug: choice.chosen for slug, choice in choices.items() if choice.chosen}


def as_pins(choices: Mapping[str, Choice]) -> dict[str, str]:
    """Pins that lead to these very choices again."""
    return {slug: choice.chosen.version if choice.chosen else WITHOUT for slug, choice in choices.items()}


def lost_without(slug: str) -> str:
    """What pages lose without the dataset, in words: the measures that come from it, alone or with others."""
    labels = [measure.label for measure in MEASURES if slug in measure.datasets]
    if labels:
        return f"{len(labels)} measure{'s' if len(labels) > 1 else ''}: {first_names(labels)}"
    return f"what comes over it ({IMPORTERS[slug].dataset.measures.strip().rstrip('.')})"


def why_unavailable(slug: str, version: str) -> str:
    """Why a release that was on offer before is not any more, in words, with what to do next."""
    title = IMPORTERS[slug].dataset.title
    if version == LEFT_OUT:
        return f"A release of {title} has become ready since you opened this page. Choose again."
    releases = Release.objects.filter(dataset__slug=slug, version=version).select_related("dataset", "set_aside_by")
    if aside := releases.filter(state=State.SET_ASIDE).order_by("-set_aside_at").first():
        return f"{aside.set_aside_words} Choose again."
    if release := releases.exclude(state=State.READY).first():
        return f"{release} is {release.get_state_display().lower()}, so no edition can take it up. Choose again."
    return f"{title} has no ready release called {version!r}. Choose again."


def _held_by_live_edition(is_sample: bool) -> dict[str, Release]:
    live = live_edition()
    if live is None or live.is_sample != is_sample:
        return {}
    members = EditionRelease.objects.filter(edition=live).select_related("dataset", "release__dataset")
    return {member.dataset.slug: member.release for member in members}


def _by_dataset(state: State, is_sample: bool) -> dict[str, list[Release]]:
    """The releases in this state, the oldest first, by the slug of their dataset."""
    releases = Release.objects.filter(state=state, is_sample=is_sample, dataset__isnull=False)
    releases = releases.select_related("dataset", "overruled_by")
    by_slug: dict[str, list[Release]] = {}
    for release in releases.order_by("pk"):
        by_slug.setdefault(release.dataset.slug, []).append(release)  # type: ignore[union-attr]
    return by_slug


def _options(held: Mapping[str, Release], is_sample: bool) -> dict[str, list[Option]]:
    """The ready releases by dataset, newest first."""
    ever_live = Edition.objects.filter(activations__isnull=False)
    were_live = set(EditionRelease.objects.filter(edition__in=ever_live).values_list("release", flat=True))
    options = {}
    for slug, releases in _by_dataset(State.READY, is_sample).items():
        if slug not in IMPORTERS:
            continue
        key = IMPORTERS[slug].version_key
        live = held.get(slug)
        known: frozenset[str] = loaded_fact_kinds(live) if live else frozenset()
        of_dataset = []
        for release in sorted(releases, key=lambda release: key(release.version)):
            holds = loaded_fact_kinds(release)
            newer = live is not None and key(release.version) > key(live.version)
            older = live is not None and key(release.version) < key(live.version)
            lacks = tuple(sorted(known - holds))
            again = live is not None and release.version == live.version and release.issue > live.issue
            of_dataset.append(Option(release, release == live, newer, older, release.pk in were_live, again, lacks))
            known |= holds
        options[slug] = of_dataset[::-1]
    return options


def _choose(options: list[Option], live: Release | None, imported: Collection[int]) -> tuple[Release | None, str]:
    whole = next((option for option in options if not option.lacks), options[0] if options else None)
    if live is None:
        return (whole.release, f"nothing of it is live; {_why_whole(whole, options)}") if whole else (None, "none is ready")
    stays = next((option for option in options if option.is_live), None) or next(
        (option for option in options if option.release.version == live.version and live.state == State.RETIRED), None
    )
    if stays is None:
        gone = f"{live.version}, which is live, {_gone(live)}"
        if whole is None:
            return None, f"{gone}, and no other release is ready, so the dataset is left out"
        return whole.release, f"{gone}; {_why_whole(whole, options)}"
    newest = next((o for o in options if o.is_newer and not o.lacks and o.release.pk in imported), None)
    if newest:
        return newest.release, f"imported just now and newer than {live.version}, which is live"
    same = "live now" if stays.is_live else _instead(stays.release, live)
    newer = "; ".join(f"{o.release.version} is newer{_lacking(o)}" for o in options if o.is_newer)
    return stays.release, f"{same}; {newer}" if newer else same


def _instead(ready: Release, live: Release) -> str:
    """Of the ready release of the version that is live, where that is retired."""
    if ready.issue == live.issue:
        return "the same files as live now, read by a later importer"
    return f"issue {ready.issue} of what is live: its publisher has completed or corrected it"


def _gone(live: Release) -> str:
    return "was set aside" if live.state == State.SET_ASIDE else f"is {live.get_state_display().lower()}"


def _why_whole(whole: Option, options: list[Option]) -> str:
    """Of the release that is chosen where what is live does not decide."""
    older = ", and older than it" if whole.is_older else ""
    if passed := options[: options.index(whole)]:
        first = f"the latest whole one left{older}" if older else "the newest whole one"
        return f"{first}: " + "; ".join(f"{o.release.version} is newer{_lacking(o)}" for o in passed)
    if len(options) > 1:
        return f"the latest one left{older}" if older else "the newest"
    return f"the only one left{older}" if older else "the only one"


def _lacking(option: Option) -> str:
    return f" but partial, it lacks {first_names(option.lacks)}" if option.lacks else ""


def _pinned(slug: str, version: str, choices: Mapping[str, Choice], aside: Mapping[str, list[Release]]) -> Release:
    if slug not in IMPORTERS:
        raise UnknownPin(f"No dataset is called {slug!r}. Known: {', '.join(sorted(IMPORTERS))}.")
    ready = [option.release for option in choices[slug].options] if slug in choices else []
    for release in ready:
        if release.version == version:
            return release
    for release in aside.get(slug, ()):
        if release.version == version:
            because = release.set_aside_because
            raise UnknownPin(f"{slug} {version} is set aside: {because} Bring it back first (on its screen), or take another.")
    versions = ", ".join(sorted(release.version for release in ready)) or "none"
    raise UnknownPin(f"{slug} has no ready release called {version!r}. Ready: {versions}.")
