"""Briefs: a page as Markdown, with its sources, for an assistant or a reader's own notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from citations.figures import ReleaseReference
from singulariki.delivery.markdown import escaped, markdown_of

CONTENT_TYPE = "text/markdown; charset=utf-8"


@dataclass(frozen=True)
class BriefSection:
    """A section of the page: its heading as plain text, its body and its caveats as HTML."""

    heading: str
    html: str
    caveats: Sequence[str] = ()


@dataclass(frozen=True)
class Brief:
    """A page to be written as Markdown.

    url       canonical address of the page
    facts     lines of the stamp besides title, address, edition and sources: name → value
    opening   HTML below the title
    sources   releases of everything that was printed
    """

    title: str
    url: str
    edition: str
    facts: Iterable[tuple[str, str]]
    opening: str
    sections: Sequence[BriefSection]
    sources: Sequence[ReleaseReference]


def write_brief(brief: Brief) -> str:
    """The Markdown of a brief, with its stamp in front. Ends with a line break."""
    parts = [_stamp(brief), f"# {escaped(brief.title)}"]
    parts.append(markdown_of(brief.opening, brief.url))
    for section in brief.sections:
        body = markdown_of(section.html, brief.url)
        lines = (" ".join(markdown_of(html, brief.url).split()) for html in section.caveats)
        caveats = "\n>\n".join(f"> {line}" for line in lines if line)
        if body or caveats:
            parts += [f"## {escaped(section.heading)}", body, caveats]
    return "\n\n".join(part for part in parts if part) + "\n"


def markdown_response(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=CONTENT_TYPE)


def _stamp(brief: Brief) -> str:
    lines = [f"title: {_quoted(brief.title)}", f"url: {brief.url}", f"edition: {_quoted(brief.edition)}"]
    lines += [f"{name}: {_quoted(value)}" for name, value in brief.facts]
    lines.append("sources:")
    lines += [f"  - {_quoted(f'{release} ({release.publisher})')}" for release in brief.sources]
    return "\n".join(["---", *lines, "---"])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
