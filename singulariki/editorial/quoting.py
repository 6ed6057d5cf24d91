"""Which sentences of layouts read differently with other figures: for the preview of an edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from citations.figures import ReleaseReference
from citations.ledger import Ledger
from citations.models import Edition
from citations.preview.words import WordsChange, register_words
from citations.selectors import edition_references
from singulariki.editorial.models import Layout
from singulariki.editorial.narrative import Narrator
from singulariki.editorial.raw import items, wording_of
from singulariki.editorial.registry import PageKind
from singulariki.editorial.tokens import tokens_of

# Every sentence stands on every page of its kind; so many of them show whether and how it changes.
PAGES_LOOKED_AT = 24
RICH = True


@dataclass(frozen=True)
class Source:
    """A text of a layout: rich text or plain, and the part of the page that it stands in."""

    part: str
    text: str
    is_rich: bool = False
    is_headline: bool = False


@dataclass
class _Seen:
    """A sentence over the pages looked at."""

    title: str = ""
    path: str = ""
    before: str = ""
    after: str = ""
    pages: set[str] = field(default_factory=set)


def sources_of(kind: PageKind, blocks: list[Mapping]) -> Iterator[Source]:
    """The texts of a layout's blocks that may hold figures."""
    for block in blocks:
        value = block["value"]
        if block["type"] == "section" and value["section"] in kind.sections:
            section = kind.sections[value["section"]]
            part = section.label
            yield Source(part, value.get("heading") or "")
            yield Source(part, value.get("intro") or "", RICH)
            yield from (Source(part, text) for text in wording_of(section, value).values())
            yield Source(part, value.get("outro") or "", RICH)
        elif block["type"] == "narrative":
            part = "Opening paragraph" if value.get("placement") == "opening" else value.get("heading") or "Narrative"
            yield Source(part, value.get("heading") or "")
            yield Source(part, value["text"], RICH)
        elif block["type"] == "report_kit":
            part = value.get("heading") or "Report kit"
            yield Source(part, value["headline"], is_headline=True)
            others = (value.get("heading"), *items(value.get("factoids")), value.get("closing"), value.get("note"))
            yield from (Source(part, text or "") for text in others)


@register_words
def changed_words(live: Edition, candidate: Edition) -> list[WordsChange]:
    """Sentences of published layouts that print something else on pages that both editions have."""
    changes = []
    for layout in Layout.objects.filter(live=True):
        kind = layout.page_kind
        if kind is not None:
            changes += _changes_of(kind, layout, live, candidate)
    return changes


def _changes_of(kind: PageKind, layout: Layout, live: Edition, candidate: Edition) -> list[WordsChange]:
    sources = [source for source in sources_of(kind, layout.body.get_prep_value()) if source.text]
    seen: dict[tuple[Source, int], _Seen] = {}
    keys = _pages(kind, live, candidate)
    sides = [(edition, edition_references(edition)) for edition in (live, candidate)]
    for key in keys:
        before, after = (_narrator(kind, edition, references, key) for edition, references in sides)
        if before is None or after is None:
            continue
        for source in sources:
            sentences = zip(
                before.sentences(source.text, rich=source.is_rich), after.sentences(source.text, rich=source.is_rich), strict=True
            )
            for number, (was, becomes) in enumerate(sentences):
                if was != becomes:
                    profile = after.profile
                    found = seen.setdefault((source, number), _Seen(profile.title, profile.path, was, becomes))  # type: ignore[attr-defined]
                    found.pages.add(key)
    url = reverse("wagtailsnippets_editorial_layout:edit", args=[layout.pk])
    return [
        WordsChange(
            f"{kind.label}: {source.part}",
            url,
            found.title,
            found.path,
            found.before,
            found.after,
            len(found.pages),
            len(keys),
            source.is_headline,
        )
        for (source, _), found in seen.items()
    ]


def _pages(kind: PageKind, live: Edition, candidate: Edition) -> list[str]:
    """Keys of pages that both editions have, spread over all of them; the sample subject is among them where it can be."""
    there = {key for key, _ in kind.subjects(live)}
    both = [key for key, _ in kind.subjects(candidate) if key in there]
    step = max(1, -(-len(both) // PAGES_LOOKED_AT))
    chosen = both[::step]
    return [kind.sample_subject, *chosen[1:]] if kind.sample_subject in both and kind.sample_subject not in chosen else chosen


def _narrator(kind: PageKind, edition: Edition, references: Mapping[str, ReleaseReference], key: str) -> Narrator | None:
    profile = kind.profile(edition, key)
    return None if profile is None else Narrator(tokens_of(kind), profile, Ledger(references))
