"""What apps offer to editors: page kinds with their data sections and figure tokens, and the refusal of tokens that a kind lacks.

An app registers a `PageKind` ("unit-group", "occupation"), then sections and tokens for it; a later app may add its own
(the gradient adds its place-on-the-gradient section to occupations). Layouts order sections, narrative and caveats.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from citations.figures import Figure
from citations.models import Edition


@dataclass(frozen=True)
class FigureToken:
    """A figure, or a word that depends on one, that editors can put into a sentence.

    key      what is stored: "mean-exposure"
    label    what the picker shows: "Mean task exposure"
    resolve  from the page's profile to a `Figure`, a piece of text, or None where this subject lacks it (the sentence
             that holds the token is then left out)
    group    heading in the picker
    names_group  True where it says whom figures are published for: a sentence that holds it need not say so again
    datasets what a piece of text comes from, cited when it is printed (a `Figure` brings its own releases)
    tells_of the figure that a piece of text says in words, where there is one: noted in its place, and its group named
    """

    key: str
    label: str
    resolve: Callable[[Any], Figure | str | None]
    group: str = "Figures"
    datasets: tuple[str, ...] = ()
    names_group: bool = False
    tells_of: Callable[[Any], Figure | None] | None = None


@dataclass(frozen=True)
class Section:
    """A data-driven block of a page.

    key       stable name; also the fragment of its address on the page (#most-exposed-task)
    label     what editors call it in the list of sections
    template  draws it from `context`, `wording` (see below), `profile` and `ledger`
    context   from profile to template context; None where this subject has no data for it
    datasets  what it shows beyond figures (texts, relations): cited when the section is drawn
    wording   sentences and words of the section, in the order in which editors are shown them: key → text. May hold {tokens}.
              A layout stores only those that editors changed
    needs     in words, what has to be there for it: completes "… does not cover {needs} for {title}."
    caveats   keys of caveats that a fresh layout sets beside it (see editorial.seeds)
    late      drawn after everything else, because it is made from what was printed (sources, citation)
    is_wide   takes the width of the margin too: long tables and pictures
    in_brief  False for what means nothing to whoever reads the page's brief: it is not drawn there
    """

    key: str
    label: str
    template: str
    context: Callable[[Any], Mapping | None]
    datasets: tuple[str, ...] = ()
    wording: Mapping[str, str] = field(default_factory=dict)
    needs: str = ""
    caveats: tuple[str, ...] = ()
    late: bool = False
    is_wide: bool = False
    in_brief: bool = True


@dataclass
class PageKind:
    """A family of data-driven pages that share one layout.

    key, label      "unit-group", "International unit groups"
    profile         (edition, key) → the typed profile of a subject or None; two queries at most. Profiles have a `title`
                    and a `path`, the canonical address of the subject's page
    subjects        edition → [(key, title)], for the preview's chooser
    sample_subject  key shown first in previews, where the edition has it
    default_layout  raw StreamField value of the layout a fresh site starts with (see editorial.seeds)
    draw            (request, subject, page=…, layout_blocks=…) → the public page of a subject: with its local notes, those of
                    `page` where it is given, as the published layout or the given blocks have it (see
                    editorial.rendering.page_context). Without it layouts of the kind have no preview
    """

    key: str
    label: str
    profile: Callable[[Edition, str], object | None]
    subjects: Callable[[Edition], Sequence[tuple[str, str]]]
    sample_subject: str
    default_layout: Callable[[], list[dict]]
    draw: Callable[..., HttpResponse] | None = None
    sections: dict[str, Section] = field(default_factory=dict)
    tokens: dict[str, FigureToken] = field(default_factory=dict)
    added: list[tuple[str, str]] = field(default_factory=list)

    def add_section(self, section: Section, after: str = "") -> Section:
        """Offer a section. `after` names the one that it follows in the layout a fresh site starts with, for a later app whose
        sections `default_layout` does not know."""
        if section.key in self.sections:
            raise ValueError(f"Section {section.key!r} is registered twice for {self.key}.")
        self.sections[section.key] = section
        if after:
            self.added.append((section.key, after))
        return section

    def first_layout(self) -> list[dict]:
        """The default layout with the sections that later apps added. KeyError where one is to follow a section that is not
        there."""
        blocks = self.default_layout()
        for key, after in self.added:
            places = {block["value"].get("section"): place for place, block in enumerate(blocks, 1)}
            blocks.insert(places[after], {"type": "section", "value": {"section": key}})
        return blocks

    @property
    def parts(self) -> dict[str, str]:
        """What a page calls its sections, by their keys as documents spell the fields that sections are drawn from."""
        return {key.replace("-", "_"): section.label for key, section in self.sections.items()}

    def add_token(self, token: FigureToken) -> FigureToken:
        if token.key in self.tokens:
            raise ValueError(f"Token {token.key!r} is registered twice for {self.key}.")
        self.tokens[token.key] = token
        return token


PAGE_KINDS: dict[str, PageKind] = {}


def register_page_kind(kind: PageKind) -> PageKind:
    """Make a kind of page known; its key must be new."""
    if kind.key in PAGE_KINDS:
        raise ValueError(f"Page kind {kind.key!r} is registered twice.")
    PAGE_KINDS[kind.key] = kind
    return kind


COMMON_TOKENS = {
    token.key: token
    for token in (
        FigureToken("title", "Title of the page", lambda profile: profile.title, group="This page"),  # type: ignore[attr-defined]
        FigureToken(
            "page-address",
            "Address of the page",
            lambda profile: f"{settings.PUBLIC_SITE_URL}{profile.prefix}{profile.path}",  # type: ignore[attr-defined]
            group="This page",
        ),
        FigureToken(
            "share-image",
            "Address of its share image, for a link; nothing where there is none",
            lambda profile: getattr(profile, "share_image", "") or None,
            group="This page",
        ),
    )
}

# So many unknown names are told apart in one refusal: looking for the nearest known ones takes its time.
NAMED = 10
LONGEST_SHOWN = 80


def tokens_of(kind: PageKind) -> Mapping[str, FigureToken]:
    """The tokens that narrative on pages of this kind may hold: those of every page and those the kind registers."""
    return {**COMMON_TOKENS, **kind.tokens}


def labels_of(kind: PageKind) -> Mapping[str, str]:
    """What editors call each token of the kind."""
    return {key: token.label for key, token in tokens_of(kind).items()}


def refuse_unknown_tokens(keys: Iterable[str], kind: PageKind | None) -> None:
    """Raise ValidationError naming each unknown token and the nearest known ones. Nothing to check without a kind."""
    if kind is None:
        return
    tokens = tokens_of(kind)
    unknown = [key for key in keys if key not in tokens]
    refusals = []
    for key in unknown[:NAMED]:
        near = get_close_matches(key.lower().replace(" ", "-"), tokens, n=3, cutoff=0.45)
        advice = (
            f"Did you mean {' or '.join(f'{{{name}}} ({tokens[name].label})' for name in near)}?"
            if near
            else "Pick one from the list of figures beside this form."
        )
        shown = key if len(key) <= LONGEST_SHOWN else f"{key[:LONGEST_SHOWN]}…"
        refusals.append(ValidationError(f"{kind.label} have no figure called {{{shown}}}. {advice}", code="unknown_token"))
    if (others := len(unknown) - NAMED) > 0:
        refusals.append(ValidationError(f"There are {others:,} more such names.", code="unknown_token"))
    if refusals:
        raise ValidationError(refusals)
