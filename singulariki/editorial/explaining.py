"""The glossary: its page, and words of it that explain themselves where prose uses them first on a page. And what editors write
around pages of provenance."""

import re
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from citations.printing import NOTES
from citations.views import around_pages
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.sections import leads_somewhere, linked_edition
from singulariki.delivery.templating import draw_component
from singulariki.editorial.models import DataPageText, Term
from singulariki.editorial.prose import draw_prose, is_link, prose_in_edition
from singulariki.editorial.published import stamp_of

GLOSSARY = "/glossary"
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
# Inside of these nothing is explained: what leads elsewhere or can be pressed already, headings, numbers.
_LEFT_ALONE = frozenset({"a", "button", "data", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "svg", "table", "sup", "dfn"})


def anchor_of(term: Term) -> str:
    """Where it stands on /glossary; its number tells “AI act” from “AI-act”."""
    return f"{slugify(term.name) or 'term'}-{term.pk}"


@lru_cache(maxsize=2)
def _terms_under(stamp: str) -> Mapping[str, Term]:
    """Published terms by their spellings as HTML has them, in small letters. One query."""
    return {escape(form).lower(): term for term in Term.objects.filter(live=True) for form in term.spellings}


@lru_cache(maxsize=2)
def _pattern_under(stamp: str) -> re.Pattern | None:
    found = sorted(_terms_under(stamp), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, found))})(?![\w-])", re.IGNORECASE) if found else None


class Explainer:
    """Of one page: marks the first use of each word of the glossary, and has the notes that explain those."""

    def __init__(self, request: HttpRequest | None) -> None:
        stamp = stamp_of(request)
        self.terms, self.pattern = _terms_under(stamp), _pattern_under(stamp)
        self.used: dict[int, Term] = {}

    def explained(self, html: str) -> SafeString:
        """The prose, in which a word that was not used before can be asked about."""
        if self.pattern is None or len(self.used) == len(set(self.terms.values())):
            return mark_safe(html)
        inside: list[str] = []
        parts = []
        for place, part in enumerate(_TAG.split(html)):
            if place % 2:
                self._step(part, inside)
            elif not inside:
                part = self.pattern.sub(self._marked, part)
            parts.append(part)
        return mark_safe("".join(parts))

    @staticmethod
    def _step(tag: str, inside: list[str]) -> None:
        match = _NAME.match(tag)
        name = match[1].lower() if match else ""
        if name not in _LEFT_ALONE or tag.endswith("/>"):
            return
        if not tag.startswith("</"):
            inside.append(name)
        elif name in inside:
            inside.remove(name)

    def _marked(self, match: re.Match) -> str:
        term = self.terms.get(match[0].lower())
        before, after = match.string[: match.start()], match.string[match.end() :]
        # Letters of a character reference, such as those of &amp;, are no word.
        is_reference = before.endswith(("&", "&#")) and after.startswith(";")
        if term is None or term.pk in self.used or is_reference:
            return match[0]
        self.used[term.pk] = term
        label = escape(f"What “{term.name}” means")
        return f'<a class="term" href="{NOTES}#note-term-{anchor_of(term)}" title="{label}">{match[0]}</a>'

    @property
    def notes(self) -> list[dict]:
        """What the marked words mean, as components/notes.html takes it."""
        return [
            {
                "id": f"term-{anchor_of(term)}",
                "title": term.name,
                "value": "",
                "facts": format_html(
                    '<dt>Means</dt><dd>{}</dd><dt>More</dt><dd><a href="{}#{}">Glossary</a></dd>',
                    term.meaning,
                    GLOSSARY,
                    anchor_of(term),
                ),
            }
            for term in self.used.values()
        ]


@lru_cache(maxsize=2)
def _around_under(stamp: str) -> Mapping[str, DataPageText]:
    return {text.page: text for text in DataPageText.objects.filter(live=True)}


@around_pages
def texts_around(request: HttpRequest, page: str) -> Mapping[str, SafeString]:
    """What editors wrote above and below what a page of provenance says by itself. Two queries at most: the stamp, the texts."""
    text = _around_under(stamp_of(request)).get(page)
    if text is None:
        return {}
    explainer = Explainer(request)
    sides = {"above": text.above, "below": text.below}
    shown = {side: explainer.explained(prose_in_edition(draw_prose(html), request)) for side, html in sides.items() if html}
    return {**shown, "notes": draw_component("notes", notes=explainer.notes, heading="Notes")}


@require_safe
@cached_page()
def glossary(request: HttpRequest) -> HttpResponse:
    """/glossary: every word, with what it means."""
    terms = sorted(set(_terms_under(stamp_of(request)).values()), key=lambda term: term.name.casefold())
    edition = linked_edition(request)
    listed = [
        {
            "anchor": anchor_of(term),
            "name": term.name,
            "others": ", ".join(term.spellings[1:]),
            "meaning": term.meaning,
            "more": term.more if is_link(term.more) and leads_somewhere(term.more, edition) else "",
        }
        for term in terms
    ]
    context = {"terms": listed, "canonical": f"{settings.PUBLIC_SITE_URL}{GLOSSARY}"}
    return render(request, "editorial/glossary.html", context)


urlpatterns = [path("glossary", glossary, name="glossary")]
