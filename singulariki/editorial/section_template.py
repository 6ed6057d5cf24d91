"""Draws the template of a data section with the words editors gave it."""

from collections.abc import Iterator, Mapping

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from singulariki.editorial.narrative import Narrator
from singulariki.editorial.registry import Section


class Wording(Mapping[str, SafeString]):
    """The words of a section, printed when the template asks for them, so that figures it does not show are not noted.

    `{{ wording.share }}` in a template; a key with hyphens is asked for with underscores. Empty where the words hold a
    figure that this subject lacks.
    """

    def __init__(self, texts: Mapping[str, str], narrator: Narrator) -> None:
        self._texts = texts
        self._narrator = narrator

    def __getitem__(self, key: str) -> SafeString:
        text = self._texts[key] if key in self._texts else self._texts[key.replace("_", "-")]
        return self._narrator.text(text)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def draw_section(
    section: Section, context: Mapping, texts: Mapping[str, str], narrator: Narrator, page_context: Mapping[str, object]
) -> SafeString:
    """The section's HTML. Context processors are not run again: the page's template has run them."""
    everything = {
        **page_context,
        **context,
        "wording": Wording(texts, narrator),
        "narrator": narrator,
        "profile": narrator.profile,
        "ledger": narrator.ledger,
        "section": section,
    }
    return mark_safe(get_template(section.template).render(everything))
