"""From a layout to the sections of a page: each drawn with the subject's figures, and the report kit of lines ready to quote."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Protocol

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import slugify

from citations.figures import Figure, ReleaseReference
from citations.ledger import Ledger
from singulariki.delivery.sections import leads_somewhere, linked_edition
from singulariki.delivery.templating import draw_component
from singulariki.editorial.blocks.layout import CHAPTER
from singulariki.editorial.home_features import notes_of
from singulariki.editorial.models import SiteWords
from singulariki.editorial.narrative import Narrator, draw_section
from singulariki.editorial.prose import is_link, prose_in_edition
from singulariki.editorial.registry import PageKind, Section, tokens_of
from singulariki.editorial.stored_blocks import LocalNote, LocalNotes, block_condition, items, wording_of


def source_label(releases: tuple[ReleaseReference, ...]) -> str:
    """'ILO 2025; O*NET 30.3': what a line that uses these releases must name."""
    return "; ".join(str(release) for release in releases)


def _link(narrator: Narrator, link: Mapping, request: HttpRequest | None) -> Mapping | None:
    """The link with tokens in its address filled in, or nothing where this subject lacks one of their figures, nobody should
    follow it, or the edition lacks the section that it leads into."""
    url = narrator.plain(link["url"], is_address=True)
    may_lead = url and is_link(url.text) and leads_somewhere(url.text, linked_edition(request))
    return {**link, "url": url.text} if url and may_lead else None


def draw_kit(narrator: Narrator, value: Mapping, request: HttpRequest | None) -> SafeString:
    """The kit, or nothing where neither the headline nor a factoid has its figures."""
    headline = narrator.plain(value.get("headline", ""))
    factoids = [line for line in (narrator.plain(text) for text in items(value.get("factoids"))) if line]
    if headline is None and not factoids:
        return SafeString("")
    lines = [headline.text] if headline else []
    lines += [f"{line.text} ({source_label(line.releases)})" if line.releases else line.text for line in factoids]
    closing = narrator.plain(value.get("closing") or "")
    whole = " • ".join(lines) + (f" {closing.text}" if closing else "")
    return draw_component(
        "report_kit",
        headline=headline.text if headline else "",
        factoids=[
            {"id": f"kit-{number}", "text": line.text, "source": source_label(line.releases)}
            for number, line in enumerate(factoids, start=1)
        ],
        whole=whole,
        links=[link for link in (_link(narrator, each, request) for each in items(value.get("links"))) if link],
        note=narrator.text(value.get("note") or ""),
    )


@dataclass(frozen=True)
class RenderedCaveat:
    title: str
    text: SafeString
    severity: str = "note"


class Scoped(Protocol):
    """A caveat that is attached to what it qualifies (see `singulariki.editorial.scoped`)."""

    @property
    def pk(self) -> int: ...

    @property
    def shown(self) -> RenderedCaveat: ...

    def qualifies(
        self, measures: Collection[str], datasets: Collection[str], versions: Mapping[str, str], section: str = ""
    ) -> bool: ...


class Explains(Protocol):
    """Marks words of the glossary in prose, and has the notes that explain them (see `singulariki.editorial.explaining`)."""

    def explained(self, html: str) -> SafeString: ...

    @property
    def notes(self) -> list[dict]: ...


@dataclass
class RenderedSection:
    """A section of the page: `key` and `anchor`, its heading as HTML and as plain text, its body, caveats for its margin.

    `is_absent` where the body only says why there is nothing: pages set such sections small and leave them out of their list.
    `has_own_heading` where the layout names it: sections below the title of a page have no heading otherwise.
    """

    key: str
    anchor: str
    heading_html: SafeString
    heading_text: str
    body_html: SafeString
    caveats: list[RenderedCaveat] = field(default_factory=list)
    is_wide: bool = False
    is_absent: bool = False
    has_own_heading: bool = False
    formerly: tuple[str, ...] = ()


@dataclass
class RenderedChapter:
    """Sections that belong together: `anchor`, the heading as HTML and as plain text, what opens it, and the sections. Those that
    stand before the first chapter have one without a heading."""

    anchor: str = ""
    heading_html: SafeString = SafeString("")  # noqa: RUF009
    heading_text: str = ""
    opening_html: SafeString = SafeString("")  # noqa: RUF009
    sections: list[RenderedSection] = field(default_factory=list)


@dataclass
class RenderedPage:
    """What a layout says about one subject.

    sections    in the order of the layout
    chapters    the same by chapter
    notes_html  the notes on the figures that were printed, for the foot of the page
    lede_html   the opening paragraph, and lede_text the same without markup, for descriptions of the page
    caveats     standing caveats, for the place below the opening paragraph
    """

    sections: list[RenderedSection]
    notes_html: SafeString
    lede_html: SafeString = SafeString("")  # noqa: RUF009
    lede_text: str = ""
    caveats: list[RenderedCaveat] = field(default_factory=list)
    chapters: list[RenderedChapter] = field(default_factory=list)

    def section(self, key: str) -> RenderedSection | None:
        """The section with this key, where the layout has it."""
        return next((section for section in self.sections if section.key == key), None)


class PageRenderer:
    """One page being drawn: what is common to all its blocks, and what has come of them so far."""

    def __init__(
        self,
        kind: PageKind,
        profile: object,
        ledger: Ledger,
        *,
        local: LocalNotes,
        caveats: Mapping[int, RenderedCaveat],
        scoped: Iterable[Scoped] = (),
        head: Collection[str] = (),
        phrases: SiteWords,
        explainer: Explains,
        meanings: Mapping[str, str] = MappingProxyType({}),
        page: object,
        request: HttpRequest | None,
    ) -> None:
        self.kind, self.profile, self.ledger = kind, profile, ledger
        self.local, self.known_caveats, self.phrases = local, caveats, phrases
        # Those that the layout places stand there.
        self.scoped = [caveat for caveat in scoped if caveat.pk not in caveats]
        self.head = head
        self.explainer, self.meanings = explainer, meanings
        self.versions = {slug: release.version for slug, release in ledger.releases.items()}
        self.context = {"page": page, "request": request}
        self.request = request
        self.narrator = Narrator(tokens_of(kind), profile, ledger)
        self.sections: list[RenderedSection] = []
        self.chapters = [RenderedChapter()]
        self.late: list[tuple[RenderedSection, Section, Mapping]] = []
        self.standing: list[RenderedCaveat] = []
        self.lede: list[str] = []
        self.lede_text: list[str] = []

    def draw(self, blocks: Iterable[Mapping]) -> RenderedPage:
        for block in blocks:
            draw = getattr(self, f"_draw_{block['type']}", None)
            if draw is None:
                continue
            if (value := self._here(block["value"])) is not None:
                draw(value)
            elif block["value"].get("placement") == CHAPTER:
                # Its sections are not those of the chapter before it; only its words are left out.
                self._begin_chapter(block["value"].get("heading", ""), SafeString(""))
        for rendered, section, value in self.late:
            self._fill(rendered, section, value)
        self._attach_rest()
        # A section that turned out to have nothing to say leaves neither a heading behind nor caveats alone.
        sections = [section for section in self.sections if section.body_html.strip()]
        for chapter in self.chapters:
            chapter.sections = [section for section in chapter.sections if section.body_html.strip()]
        return RenderedPage(
            sections=sections,
            notes_html=SafeString("") if self.ledger.as_text else self._notes(),
            lede_html=SafeString("".join(self.lede)),
            lede_text=" ".join(self.lede_text),
            caveats=self.standing,
            chapters=[chapter for chapter in self.chapters if chapter.sections or chapter.opening_html],
        )

    def _notes(self) -> SafeString:
        notes = [*notes_of(self.ledger, self.meanings), *self.explainer.notes]
        return draw_component("notes", notes=notes, heading=self.phrases.notes_heading)

    def _here(self, value: Mapping) -> Mapping | None:
        """The value of a block as this page prints it: with the text that stands in the place of its own where its condition does
        not hold; None where nothing does."""
        condition = block_condition(value)
        if condition is None or self.narrator.holds(condition):
            return value
        return {**value, "text": value["otherwise"]} if value.get("otherwise") else None

    def _draw_section(self, value: Mapping) -> None:
        section = self.kind.sections.get(value["section"])
        if section is None:
            return
        rendered = self._add(section.key, section.key, value.get("heading", ""), section.label)
        rendered.caveats.extend(self._caveats(items(value.get("caveats"))))
        rendered.is_wide, rendered.formerly = section.is_wide, section.formerly
        if self.ledger.as_text and not section.in_brief:
            return
        if section.late:
            self.late.append((rendered, section, value))
        else:
            self._fill(rendered, section, value)

    def _draw_narrative(self, value: Mapping) -> None:
        self.ledger.begin_section()
        if value.get("placement") == "opening":
            self.lede.append(self._explained(self._html(value["text"])))
            self.lede_text.append(self.narrator.peek(value["text"], rich=True))
            return
        html = self._html(value["text"])
        if value.get("placement") == CHAPTER:
            self._begin_chapter(value.get("heading", ""), html)
        elif html:
            number = 1 + sum(section.key == "narrative" for section in self.sections)
            rendered = self._add("narrative", f"text-{number}", value.get("heading", ""), "")
            rendered.body_html = SafeString(f'<div class="prose">{self._explained(html)}</div>')

    def _begin_chapter(self, heading: str, html: SafeString) -> None:
        text = self.narrator.peek(heading)
        if not text:
            return
        anchor = slugify(text)
        # The sections have the plain names.
        taken = {section.key for section in self.kind.sections.values()} | {chapter.anchor for chapter in self.chapters}
        while anchor in taken:
            anchor = f"chapter-{anchor}"
        opening = SafeString(f'<div class="prose">{self._explained(html)}</div>') if html else html
        self.chapters.append(RenderedChapter(anchor, self.narrator.text(heading), text, opening))

    def _draw_caveat(self, value: Mapping) -> None:
        caveats = self._caveats([value.get("caveat")])
        if value.get("position") == "margin" and self.sections:
            self.sections[-1].caveats.extend(caveats)
        else:
            self.standing.extend(caveats)

    def _draw_report_kit(self, value: Mapping) -> None:
        self.ledger.begin_section()
        as_text = self.ledger.as_text
        html = SafeString("") if as_text else draw_kit(self.narrator, value, self.request)
        if html or as_text:
            self._add("report-kit", "report-kit", value.get("heading", ""), "").body_html = html

    def _add(self, key: str, anchor: str, heading: str, otherwise: str) -> RenderedSection:
        html = self.narrator.text(heading)
        text = self.narrator.peek(heading)
        rendered = RenderedSection(
            key, anchor, html or escape(otherwise), text or otherwise, SafeString(""), has_own_heading=bool(html)
        )
        self.sections.append(rendered)
        if key not in self.head:
            self.chapters[-1].sections.append(rendered)
        return rendered

    def _caveats(self, keys: Iterable[object]) -> list[RenderedCaveat]:
        known = (self.known_caveats[key] for key in keys if isinstance(key, int) and key in self.known_caveats)
        return [replace(caveat, text=prose_in_edition(caveat.text, self.request)) for caveat in known]

    def _fill(self, rendered: RenderedSection, section: Section, value: Mapping) -> None:
        reason = None if section.required else self.local.hidden.get(section.key)
        context = None if reason is not None else section.context(self.profile)
        rendered.is_absent = context is None
        if rendered.is_absent:
            rendered.caveats.clear()
        if context is not None:
            rendered.body_html = self._body(rendered, section, value, context)
        elif reason is not None:
            rendered.body_html = self._aside(self.phrases.hidden_section.replace("{reason}", reason))
        else:
            needs = section.needs or section.label
            rendered.body_html = self._aside(self.phrases.not_covered.replace("{needs}", needs))

    def _body(self, rendered: RenderedSection, section: Section, value: Mapping, context: Mapping) -> SafeString:
        begun = len(self.ledger.printed)
        held = [dataset for dataset in section.datasets if dataset in self.ledger.releases]
        self.ledger.cite(held)
        self.ledger.begin_section()
        wording = wording_of(section, value)
        html = [
            *map(self._note, self.local.before.get(section.key, ())),
            self._prose([value.get("intro")]),
            draw_section(section, context, wording, self.narrator, self.context),
            self._prose([value.get("outro")]),
            *map(self._note, self.local.after.get(section.key, ())),
        ]
        if section.key not in self.head and not section.late:
            self._attach(rendered, section.key, self.ledger.printed[begun:], held)
        return SafeString("".join(html))

    def _attach(self, rendered: RenderedSection, key: str, printed: Sequence[Figure], datasets: Iterable[str]) -> None:
        """Puts beside a section the caveats with a scope that first qualify something there."""
        if not self.scoped:
            return
        measures = {figure.measure.key for figure in printed if not figure.is_missing}
        cited = {release.dataset for figure in printed for release in figure.releases}.union(datasets)
        found = [caveat for caveat in self.scoped if caveat.qualifies(measures, cited, self.versions, key)]
        rendered.caveats.extend(replace(one.shown, text=prose_in_edition(one.shown.text, self.request)) for one in found)
        self.scoped = [caveat for caveat in self.scoped if caveat not in found]

    def _attach_rest(self) -> None:
        """Those that qualify what stands in no section with a margin, such as below the title, stand across the page."""
        measures = {figure.measure.key for figure in self.ledger.printed if not figure.is_missing}
        datasets = {release.dataset for release in self.ledger.sources}
        shown = [one.shown for one in self.scoped if one.qualifies(measures, datasets, self.versions)]
        self.standing.extend(replace(one, text=prose_in_edition(one.text, self.request)) for one in shown)

    def _html(self, source: str) -> SafeString:
        """Rich text with its figures, and without links to sections that the edition lacks."""
        return prose_in_edition(self.narrator.html(source), self.request)

    def _prose(self, sources: Iterable[str | None]) -> str:
        html = "".join(self._html(source) for source in sources if source)
        return f'<div class="prose">{self._explained(html)}</div>' if html else ""

    def _explained(self, html: str) -> str:
        """The prose with words of the glossary marked; a brief has no notes to explain them in."""
        return html if self.ledger.as_text else self.explainer.explained(html)

    def _note(self, note: LocalNote) -> str:
        """A note of the editors, set apart from the data and signed."""
        html = self._html(note.text)
        if not html:
            return ""
        day = date_format(date.fromisoformat(note.on), "j F Y") if note.on else ""
        signed = escape(", ".join(filter(None, (f"Note by {note.by}" if note.by else "Note by the editors", day))))
        return f'<div class="prose local-note" role="note">{html}<p class="local-note__signed">{signed}</p></div>'

    def _aside(self, sentence: str) -> SafeString:
        text = self.narrator.text(sentence)
        return SafeString(f'<p class="section__absent">{text}</p>') if text else text
