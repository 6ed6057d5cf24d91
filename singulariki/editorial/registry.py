"""What apps offer to editors: page kinds with their data sections and figure tokens, and the refusal of tokens that a kind lacks.

An app registers a `PageKind` ("unit-group", "occupation"), then sections and tokens for it; a later app may add its own
(the gradient adds its place-on-the-gradient section to occupations). Layouts order sections, narrative and caveats.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from citations.figures import Figure
from citations.models import Edition
from singulariki.delivery.share import Embed
from singulariki.editorial.expressions import IS, TESTS, Condition, Token, read_expression
from singulariki.editorial.formats import FORMATS, STROKE


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
    is_sentence  True where the text is a whole sentence or several, so that the next one may follow it: a definition, a task
    values   all that the text can be, where that is known: what conditions may ask for
    """

    key: str
    label: str
    resolve: Callable[[Any], Figure | str | None]
    group: str = "Figures"
    datasets: tuple[str, ...] = ()
    names_group: bool = False
    is_sentence: bool = False
    values: tuple[str, ...] = ()


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
    required  why every layout has it and no page hides it, as a sentence; empty for what editors may leave out
    in_brief  False for what means nothing to whoever reads the page's brief: it is not drawn there
    formerly  keys of sections that became part of this one: links to them still lead here
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
    required: str = ""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageGroup:
    """Pages of a kind that belong together, such as a job family: key, the sort of group, title, keys of its pages."""

    key: str
    sort: str
    title: str
    members: frozenset[str]


@dataclass
class PageKind:
    """A family of data-driven pages that share one layout.

    key, label      "unit-group", "International unit groups"
    profile         (edition, key) → the typed profile of a subject or None; two queries at most. Profiles have a `title`
                    and a `path`, the canonical address of the subject's page
    subjects        edition → [(key, title)], for the preview's chooser
    sample_subject  key shown first in previews, where the edition has it
    default_layout  raw StreamField value of the layout a fresh site starts with (see editorial.seeds)
    key_at          the key of a subject by its code, or by the address of its page in the live edition; None for anything else.
                    Without it nothing of the kind can be quoted in articles
    at              the key of a subject by the address of its page, for kinds without `key_at`: their pages have a picture too
    kicker          what pictures of its pages say of them beside their title
    counted         from a profile to the one number of its picture: a figure, or a number with its label; the token
                    "occupation-count", where the kind has that, unless it is given
    charts          what can be drawn of a subject alone: key → name; `draw_chart` draws it, or gives None where the subject
                    lacks it
    draw            (request, subject, page=…, layout_blocks=…) → the public page of a subject: with its local notes, those of
                    `page` where it is given, as the published layout or the given blocks have it (see
                    editorial.rendering.page_context). Without it layouts of the kind have no preview
    api             key → address of the subject's answer in the API, where there is one
    successors      (edition, key) → keys that a published crosswalk of the edition leads to from a key that it has no more
    classification  what the keys of its pages are codes of
    groups          edition → groups of its pages, for notes on all of a group; the sorts one after the other
    """

    key: str
    label: str
    profile: Callable[[Edition, str], object | None]
    subjects: Callable[[Edition], Sequence[tuple[str, str]]]
    sample_subject: str
    default_layout: Callable[[], list[dict]]
    draw: Callable[..., HttpResponse] | None = None
    key_at: Callable[[str], str | None] | None = None
    at: Callable[[str], str | None] | None = None
    kicker: str = ""
    counted: Callable[[Any], Figure | tuple[str, str] | None] | None = None
    charts: Mapping[str, str] = field(default_factory=dict)
    draw_chart: Callable[[HttpRequest, Any, str], Embed | None] | None = None
    api: Callable[[str], str] | None = None
    classification: str = ""
    groups: Callable[[Edition], Sequence[PageGroup]] | None = None
    successors: Callable[[Edition, str], Sequence[str]] | None = None
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

    def count_of(self, profile: object) -> Figure | tuple[str, str] | None:
        """The one number of a page's picture, or None."""
        if self.counted is not None:
            return self.counted(profile)
        figure = self.tokens["occupation-count"].resolve(profile) if "occupation-count" in self.tokens else None
        return figure if isinstance(figure, Figure) and not figure.is_missing else None

    @property
    def has_standing_caveat(self) -> bool:
        """Whether its pages never stand without a caveat: where its first layout has one."""
        return any(block["type"] == "caveat" for block in self.default_layout())

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


def key_by_address(pattern: str) -> Callable[[str], str | None]:
    """A `key_at` that matches this pattern of a code or an address; its first group is the key."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def key_at(typed: str) -> str | None:
        match = compiled.fullmatch(typed)
        return match[1] if match else None

    return key_at


def at_home(address: str) -> str:
    """The address without the site's name, where it is one of this site; as it is otherwise."""
    parts = urlsplit(address) if address.startswith(("http://", "https://")) else None
    names = {urlsplit(settings.PUBLIC_SITE_URL).hostname, "localhost", "127.0.0.1", *settings.ALLOWED_HOSTS}
    return address[address.index("/", 8) :] if parts and parts.hostname in names and "/" in address[8:] else address


def subject_at(typed: str) -> tuple[PageKind, str] | None:
    """The kind and key of what a code, or an address of this site (of a named edition, too), is about; None for anything else."""
    path = re.split("[?#]", at_home(typed.strip()), maxsplit=1)[0]
    path = re.sub(r"^/editions/[\w-]+(?=/)", "", path)
    found = ((kind, kind.key_at(path)) for kind in PAGE_KINDS.values() if kind.key_at)
    return next(((kind, key) for kind, key in found if key), None)


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


def _nearest(key: str, tokens: Mapping[str, FigureToken]) -> str:
    near = get_close_matches(key[:LONGEST_SHOWN].lower().replace(" ", "-"), tokens, n=3, cutoff=0.45)
    if not near:
        return "Pick one from the list of figures beside this form."
    return f"Did you mean {' or '.join(f'{{{name}}} ({tokens[name].label})' for name in near)}?"


def _either(names: Iterable[str]) -> str:
    *first, end = (f"“{name}”" for name in names)
    return f"{', '.join(first)} or {end}" if first else end


def _unread(source: str, tokens: Mapping[str, FigureToken]) -> str:
    """What is wrong with an expression that cannot be read, and what to write instead."""
    if match := re.match(r"if\b\s*(\S*)\s*(.*)", source, re.DOTALL):
        if match[1] in tokens:
            return f"Of a figure it can be asked whether it {_either(TESTS)} …, for example {{if {match[1]} is known}}."
        return f"“{match[1]}” is no figure of these pages. {_nearest(match[1], tokens)}"
    key, colon, form = source.partition(":")
    if not colon or key.strip() not in tokens:
        return _nearest(key, tokens)
    if STROKE in form:
        return (
            "Between strokes give two texts (for one, and for any other number) or three (for more, for less and for no change): "
            f"{{{key}:task/tasks}}, {{{key}:rose/fell/did not change}}."
        )
    return f"After the colon stands how it is put: {_either(FORMATS)}; or texts with strokes between."


def refuse_unknown_tokens(sources: Iterable[str], kind: PageKind | None) -> None:
    """Raise ValidationError naming each expression that a page of this kind could not print, and the nearest that it could.
    Nothing to check without a kind."""
    if kind is None:
        return
    tokens = tokens_of(kind)
    unknown = [source for source in sources if not _is_sound(source, tokens)]
    refusals = [ValidationError(_refusal(source, kind, tokens), code="unknown_token") for source in unknown[:NAMED]]
    if (others := len(unknown) - NAMED) > 0:
        refusals.append(ValidationError(f"There are {others:,} more such names.", code="unknown_token"))
    if refusals:
        raise ValidationError(refusals)


def _is_sound(source: str, tokens: Mapping[str, FigureToken]) -> bool:
    """Whether an expression can be read, names known figures, and asks of words what they can be."""
    read = read_expression(source)
    if isinstance(read, Condition):
        values = tokens[read.key].values if read.key in tokens else ()
        can_be = not values or read.test != IS or read.against.casefold() in map(str.casefold, values)
        return can_be and all(key in tokens for key in read.keys)
    return not isinstance(read, Token) or read.key in tokens


def _refusal(source: str, kind: PageKind, tokens: Mapping[str, FigureToken]) -> str:
    """What is wrong with an expression that is not sound, and what to write instead."""
    shown = source if len(source) <= LONGEST_SHOWN else f"{source[:LONGEST_SHOWN]}…"
    read = read_expression(source)
    if isinstance(read, Condition):
        if unknown := [key for key in read.keys if key not in tokens]:
            return f"{kind.label} have no figure called {{{unknown[0][:LONGEST_SHOWN]}}}. {_nearest(unknown[0], tokens)}"
        token = tokens[read.key]
        return f"{{{shown}}} never holds: “{token.label}” is {_either(token.values)}."
    what = f"{{{shown}}} cannot be read." if _is_known(source, tokens) else f"{kind.label} have no figure called {{{shown}}}."
    return f"{what} {_unread(shown, tokens)}"


def _is_known(source: str, tokens: Mapping[str, FigureToken]) -> bool:
    """Whether an expression that cannot be read begins with a figure of the kind, or as a condition does."""
    return source.startswith("if ") or source.partition(":")[0].strip() in tokens
