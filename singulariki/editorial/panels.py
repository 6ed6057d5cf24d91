"""Panels of the editing forms: the figures that text may hold, the sections that can be added, the subject of the preview."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.panels import FieldPanel, Panel, PublishingPanel

from singulariki.editorial.previewing import samples_of, subjects_of
from singulariki.editorial.registry import Section
from singulariki.editorial.stored_blocks import words_of


def schedule_panel(expiry: str) -> PublishingPanel:
    """The dialog of the publishing schedule; `expiry` says what readers see once what is edited has expired."""
    panel = PublishingPanel()
    panel.children[1].help_text = expiry
    return panel


class TokensPanel(Panel):
    """The figures of the page kind with their values for the sample subject. The picker reads its address from here too."""

    def __init__(self, heading: str = "Figures you can use", **kwargs: Any) -> None:
        super().__init__(heading=heading, **{"icon": "decimal", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/admin/tokens_panel.html"

        def is_shown(self) -> bool:
            return self.instance.page_kind is not None

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            kind = self.instance.page_kind
            tokens_url = f"{reverse('editorial_tokens')}?kind={kind.key}"
            return {**context, "tokens_url": tokens_url, "kind": kind, "samples": samples_of(kind)}


def _shows(section: Section) -> str:
    return f"Shows {section.needs}." if section.needs else next(iter(section.wording.values()), "")


class SectionsPanel(Panel):
    """Sections that the layout does not use, and what it stores for sections and words that the software has no more."""

    def __init__(self, heading: str = "Sections you can add", **kwargs: Any) -> None:
        super().__init__(heading=heading, **{"icon": "table", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/admin/sections_panel.html"

        def is_shown(self) -> bool:
            return self.instance.page_kind is not None

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            sections = self.instance.page_kind.sections
            used = {
                block["value"]["section"]: words_of(block["value"].get("wording"))
                for block in self.instance.body.get_prep_value()
                if block["type"] == "section"
            }
            return {
                **context,
                "unused": [(section.label, _shows(section)) for key, section in sections.items() if key not in used],
                "lost_sections": [key for key in used if key not in sections],
                "lost_words": [
                    (sections[key].label, text)
                    for key, words in used.items()
                    if key in sections
                    for word, text in words.items()
                    if word not in sections[key].wording
                ],
            }


class PreviewSubjectPanel(FieldPanel):
    """A form field that is not stored, with the subjects of the live edition to choose from."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "editorial/admin/preview_subject_panel.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, "subjects": subjects_of(self.instance.page_kind)}
