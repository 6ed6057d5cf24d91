"""Briefs: a page as Markdown, stamped with its sources, for an assistant or a reader's own notes."""

from singulariki.delivery.briefs.markdown import markdown_of
from singulariki.delivery.briefs.writing import Brief, BriefSection, markdown_answer, write_brief

__all__ = ["Brief", "BriefSection", "markdown_answer", "markdown_of", "write_brief"]
