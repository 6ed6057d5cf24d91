"""What the admin says of a subject's page beside its form: its key figures and sections in the live edition, what editors have
added, where else it can be seen. It is read from the document and drawn by the code that draws the public page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from wagtail.contrib.redirects.models import Redirect

from citations.selectors import live_edition
from singulariki.editorial.models import SubjectPageMixin
from singulariki.editorial.page_renderer import RenderedPage
from singulariki.editorial.published import published_layout
from singulariki.editorial.registry import PageKind, Section
from singulariki.editorial.rendering import render_page, render_part
from singulariki.editorial.retired import RetiredSubject, retired_subject
from singulariki.editorial.stored_blocks import block_condition

HEADLINE = "headline-figures"
LONGEST_TEXT = 160


@dataclass(frozen=True)
class SectionFact:
    """A section of the layout that says nothing here, and why."""

    label: str
    why: str


@dataclass(frozen=True)
class Addition:
    """What editors added to, or took off, a section: whose and of when, and whether readers see it."""

    section: str
    text: str
    by: str = ""
    on: date | None = None
    is_hidden: bool = False
    is_public: bool = True


@dataclass(frozen=True)
class PageFacts:
    """`edition` is '' where none is live; `is_there` whether it has the subject. `key_figures` as on the public page."""

    edition: str
    is_there: bool = False
    key_figures: SafeString = SafeString("")  # noqa: RUF009
    shown: Sequence[str] = ()
    silent: Sequence[SectionFact] = ()
    address: str = ""
    api: str = ""
    retired: RetiredSubject | None = None
    additions: Sequence[Addition] = ()
    redirects: Sequence[tuple[str, str]] = field(default_factory=list)


def facts_of(page: Any) -> PageFacts:
    """Facts of a subject's page in the live edition, with additions of its newest draft."""
    kind: PageKind | None = page.page_kind
    edition = live_edition()
    profile: Any = kind.profile(edition, page.code) if kind and edition else None
    known: dict[str, Any] = {
        "edition": edition.name if edition else "",
        "additions": list(_additions(page, kind.sections if kind else {})),
        "redirects": _redirects(page),
    }
    if kind is None or profile is None:
        retired = retired_subject(kind.key, page.code, edition) if kind and edition else None
        return PageFacts(**known, retired=retired)
    rendered = render_page(kind.key, profile, profile.ledger())
    return PageFacts(
        **known,
        is_there=True,
        key_figures=_key_figures(kind, profile),
        shown=[section.heading_text for section in rendered.sections if not section.is_absent],
        silent=list(_silent(kind, rendered)),
        address=profile.path,
        api=kind.api(page.code) if kind.api else "",
    )


def _key_figures(kind: PageKind, profile: Any) -> SafeString:
    section = kind.sections.get(HEADLINE)
    if section is None or section.context(profile) is None:
        return SafeString("")
    return render_part(kind.key, profile, profile.ledger(as_text=True), section=HEADLINE, template=section.template)


def _silent(kind: PageKind, rendered: RenderedPage) -> Iterator[SectionFact]:
    """Sections that the published layout has and that say nothing on this page."""
    drawn = {section.key: section for section in rendered.sections}
    for block in published_layout(kind.key, None)[0]:
        section = kind.sections.get(block["value"].get("section", "")) if block["type"] == "section" else None
        if section is None:
            continue
        found = drawn.get(section.key)
        if found is None:
            yield SectionFact(section.label, _why_not_drawn(section, block["value"]))
        elif found.is_absent:
            yield SectionFact(section.label, _plain(found.body_html))


def _why_not_drawn(section: Section, value: Mapping[str, Any]) -> str:
    if block_condition(value) is not None:
        return f"The layout prints it only if {value['only_if']}, which does not hold here."
    return f"It needs {section.needs}." if section.needs else "There is nothing to print here."


def _plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html.replace("</p>", "</p> "))).split())


def _additions(page: SubjectPageMixin, sections: Mapping[str, Section]) -> Iterator[Addition]:
    """Notes and hidden sections of the newest draft; what readers see are those of the published version."""
    stored: Any = type(page)._default_manager.filter(pk=page.pk).first()  # type: ignore[attr-defined]
    published = stored.local_notes.get_prep_value() if stored and stored.live else []
    public = [(block["type"], block["value"]) for block in published]
    for block in page.local_notes.get_prep_value():
        value = block["value"]
        section = sections.get(value.get("section", ""))
        text = _plain(value["text"]) if block["type"] == "note" else value["reason"]
        yield Addition(
            section=section.label if section else value.get("section", ""),
            text=text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT].rstrip()}…",
            by=value.get("by") or "",
            on=date.fromisoformat(str(value["on"])) if value.get("on") else None,
            is_hidden=block["type"] == "hidden",
            is_public=(block["type"], value) in public,
        )


def _redirects(page: Any) -> list[tuple[str, str]]:
    """Addresses that lead to the page, each with where it is edited."""
    whole = f"{settings.PUBLIC_SITE_URL}{page.address}"
    found = Redirect.objects.filter(Q(redirect_page=page.pk) | Q(redirect_link__in=(page.address, whole))).order_by("old_path")
    return [(one.old_path, reverse("wagtailredirects:edit", args=[one.pk])) for one in found]
