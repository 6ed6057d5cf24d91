"""Choosing a data section among those that apps registered for a page kind."""

from collections.abc import Callable
from functools import partial

from wagtail import blocks

from singulariki.editorial.registry import PAGE_KINDS, PageKind

Choices = list[tuple[str, str]]


def every_section() -> Choices:
    """Sections of all page kinds, for blocks that are not bound to one."""
    return sorted({(section.key, section.label) for kind in PAGE_KINDS.values() for section in kind.sections.values()})


def sections_of(kind: PageKind) -> Choices:
    return [(section.key, section.label) for section in kind.sections.values()]


def section_choices(kind: PageKind | None) -> Callable[[], Choices]:
    return partial(sections_of, kind) if kind else every_section


def section_choice(kind: PageKind | None, help_text: str = "") -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(choices=section_choices(kind), help_text=help_text)
