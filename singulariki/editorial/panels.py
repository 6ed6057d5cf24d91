"""Panels of the editing forms: the list of figures that text may hold, and the subject of the preview."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.panels import FieldPanel, Panel, PublishingPanel

from singulariki.editorial.previewing import subjects_of
from singulariki.editorial.samples import samples_of


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


class PreviewSubjectPanel(FieldPanel):
    """A form field that is not stored, with the subjects of the live edition to choose from."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "editorial/admin/preview_subject_panel.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, "subjects": subjects_of(self.instance.page_kind)}
