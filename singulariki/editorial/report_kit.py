"""Draws the report kit: lines ready to quote, each with the source of the figures it uses."""

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from citations.figures import ReleaseReference
from singulariki.editorial.links import is_link
from singulariki.editorial.narrative import Narrator
from singulariki.editorial.raw import items


def source_label(releases: tuple[ReleaseReference, ...]) -> str:
    """'ILO 2025; O*NET 30.3': what a line that uses these releases must name."""
    return "; ".join(str(release) for release in releases)


def _link(narrator: Narrator, link: Mapping) -> Mapping | None:
    """The link with tokens in its address filled in, or nothing where this subject lacks what they stand for, or nobody should
    follow it."""
    url = narrator.plain(link["url"])
    return {**link, "url": url.text} if url and is_link(url.text) else None


def draw_kit(narrator: Narrator, value: Mapping) -> SafeString:
    """The kit, or nothing where neither the headline nor a factoid has its figures."""
    headline = narrator.plain(value.get("headline", ""))
    factoids = [line for line in (narrator.plain(text) for text in items(value.get("factoids"))) if line]
    if headline is None and not factoids:
        return mark_safe("")
    lines = [headline.text] if headline else []
    lines += [f"{line.text} ({source_label(line.releases)})" if line.releases else line.text for line in factoids]
    closing = narrator.plain(value.get("closing") or "")
    whole = " • ".join(lines) + (f" {closing.text}" if closing else "")
    context = {
        "id": "kit",
        "headline": headline.text if headline else "",
        "factoids": [
            {"id": f"kit-{number}", "text": line.text, "source": source_label(line.releases)}
            for number, line in enumerate(factoids, start=1)
        ],
        "whole": whole,
        "links": [link for link in (_link(narrator, each) for each in items(value.get("links"))) if link],
        "note": narrator.text(value.get("note") or ""),
    }
    return mark_safe(render_to_string("components/report_kit.html", context))
