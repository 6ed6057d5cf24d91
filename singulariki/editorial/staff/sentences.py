"""Which sentences two versions of the same thing have not in common, and on how many pages each is printed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wagtail.fields import RichTextField, StreamField

from citations.models import Edition
from singulariki.editorial.models import Caveat, Layout
from singulariki.editorial.narrative import closing_of, sentences_of
from singulariki.editorial.quoting import Source, sources_of
from singulariki.editorial.reach import in_editors_words, known_pages, reach_of
from singulariki.editorial.registry import labels_of, tokens_of
from singulariki.editorial.staff.findings import hidden_on, is_printed
from singulariki.editorial.staff.links import texts_in

# Fields whose words readers do not see.
UNREAD = frozenset({"name", "slug", "key"})


@dataclass(frozen=True)
class SentenceChange:
    """A sentence that would come back or go, in the editor's words, and on how many pages it is printed; None where that is not
    known."""

    part: str
    words: str
    comes: bool
    pages: int | None = None
    of_pages: int | None = None


@dataclass(frozen=True)
class Differences:
    """The sentences, and whether anything else differs: the order of sections, caveats, links, how words are set."""

    sentences: Sequence[SentenceChange]
    differs_otherwise: bool


def differences(now: Any, then: Any, edition: Edition | None) -> Differences:
    """What would change for readers if the version `then` took the place of `now`."""
    sides = [(False, _sentences(now)), (True, _sentences(then))]
    counts = [Counter(key for key, _ in found) for _, found in sides]
    changes: dict[tuple, SentenceChange] = {}
    for (comes, found), lost in zip(sides, (counts[0] - counts[1], counts[1] - counts[0]), strict=True):
        for (part, words), source in found:
            if lost[part, words] and (comes, part, words) not in changes:
                pages, of_pages = _reach(now, source, words, edition)
                changes[comes, part, words] = SentenceChange(part, words, comes, pages, of_pages)
    same = _stored(now) == _stored(then)
    return Differences(list(changes.values()), not same)


def _sentences(one: Any) -> list[tuple[tuple[str, str], Source]]:
    """Every sentence with the part that it is in, and the text that it is of."""
    kind = one.page_kind if isinstance(one, Layout) else None
    labels = labels_of(kind) if kind else {}
    closing = closing_of(tokens_of(kind)) if kind else frozenset[str]()
    sources = sources_of(kind, one.body.get_prep_value()) if kind else _texts_of(one)
    return [
        ((source.part, words), source)
        for source in sources
        for sentence in sentences_of(source.text, rich=source.is_rich, closing=closing)
        if (words := in_editors_words(sentence, labels))
    ]


def _texts_of(one: Any) -> Iterator[Source]:
    for field in one._meta.concrete_fields:
        part, value = str(field.verbose_name).capitalize(), getattr(one, field.attname)
        if isinstance(field, StreamField):
            yield from (Source(part, text, is_rich="<" in text) for _, text in texts_in(value.get_prep_value(), words_only=True))
        elif isinstance(field, RichTextField):
            yield Source(part, value or "", is_rich=True)
        elif field.get_internal_type() in ("CharField", "TextField") and field.name not in UNREAD and field.editable:
            yield Source(part, value or "")


def _reach(now: Any, source: Source, words: str, edition: Edition | None) -> tuple[int | None, int | None]:
    if not isinstance(now, Layout):
        return None, None
    kind = now.page_kind
    if kind is None or edition is None:
        return None, None
    known = known_pages(kind, edition)
    hidden = hidden_on(kind)
    here = replace(known, pages=[page for page in known.pages if is_printed(page, source, hidden)])
    reach = reach_of(here, source.text, is_rich=source.is_rich, only_if=source.only_if, otherwise=source.otherwise)
    return next((one.pages for one in reach.sentences if one.words == words), 0), len(known.pages)


def _stored(one: Any) -> Mapping[str, Any]:
    """What it holds besides sentences: as stored, without the ids of blocks."""
    fields = [field for field in one._meta.concrete_fields if isinstance(field, StreamField)]
    return {field.name: _bare(getattr(one, field.name).get_prep_value()) for field in fields}


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping) and value.get("type") == "item":
        return _bare(value.get("value"))
    if isinstance(value, Mapping):
        bare = {key: _bare(inner) for key, inner in value.items() if key != "id"}
        return {key: inner for key, inner in bare.items() if inner not in (None, "", [], {})}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    # Whole texts are compared as sentences.
    return None if isinstance(value, str) and (" " in value or "<" in value or "{" in value) else value


def where_it_stands(caveat: Caveat, edition: Edition | None) -> tuple[int, list[str]]:
    """Of how many pages the published layouts that place a caveat are, and which these are."""
    pages, names = 0, []
    for layout in Layout.objects.filter(live=True, name__in=caveat.placed_by):
        kind = layout.page_kind
        names.append(layout.name)
        pages += len(kind.subjects(edition)) if kind and edition else 0
    return pages, names
