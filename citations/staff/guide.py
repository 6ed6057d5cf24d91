"""The steward's guide of the repository, as a screen of the admin."""

import re
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from citations.permissions import COMPILE_EDITION, MANAGE_RELEASES, PUBLISH_EDITION
from citations.staff.base import Screen

GUIDE = Path(settings.BASE_DIR) / "docs" / "releases.md"


class Guide(Screen):
    """How releases and editions are handled, from a publisher's site to what readers see and back."""

    permissions = (MANAGE_RELEASES, COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/guide.html"
    page_title = "Guide for data stewards"
    header_icon = "help"

    @property
    def header_buttons(self) -> list:
        return []

    def get_context_data(self, **kwargs):
        sections, text = guide_as_html(GUIDE.read_text(encoding="utf-8"))
        return super().get_context_data(sections=sections, text=text, **kwargs)


def guide_as_html(source: str) -> tuple[list[tuple[str, str]], SafeString]:
    """The guide without its title, as HTML, and its sections: anchor and heading of each.

    Anchors are those that repository sites give, so that one link holds there and here. Links to other documents of the
    repository, which no screen shows, are named instead. HTML in the source is shown as text.
    """
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(source)
    if tokens and tokens[0].tag == "h1":
        tokens = tokens[3:]
    sections = []
    for token, content in pairwise(tokens):
        if token.type == "heading_open":
            heading = _plain(content)
            token.attrSet("id", anchor(heading))
            if token.tag == "h2":
                sections.append((anchor(heading), heading))
        elif token.type == "inline":
            token.children = _linked(token.children or [])
    _label_cells(tokens)
    return sections, mark_safe(reader.renderer.render(tokens, reader.options, {}))


def anchor(heading: str) -> str:
    """The anchor of a heading: "What to upload" is at `what-to-upload`."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [])


def _linked(children: list[Token]) -> list[Token]:
    """Links that lead somewhere from here; of the others the text, with the document's name."""
    kept, document = [], ""
    for child in children:
        address = str(child.attrGet("href") or "")
        if child.type == "link_open" and address.startswith(("http://", "https://")):
            child.attrSet("rel", "noreferrer")
        elif child.type == "link_open" and not address.startswith("#"):
            document = address.partition("#")[0]
            continue
        elif child.type == "link_close" and document:
            child = Token("code_inline", "code", 0, content=f"docs/{document}")
            kept.append(Token("text", "", 0, content=", "))
            document = ""
        kept.append(child)
    return kept


def _label_cells(tokens: list[Token]) -> None:
    """Have tables look like those of other screens, whose cells bear their column's name where there is no room for columns."""
    headings: list[str] = []
    column = 0
    for token, content in pairwise(tokens):
        if token.type == "table_open":
            token.attrSet("class", "listing area-table")
            headings = []
        elif token.type == "th_open":
            token.attrSet("scope", "col")
            headings.append(_plain(content))
        elif token.type == "tr_open":
            column = 0
        elif token.type == "td_open":
            if column:
                token.attrSet("data-label", headings[column].capitalize())
            column += 1
