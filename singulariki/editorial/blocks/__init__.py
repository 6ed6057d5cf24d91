"""StreamField blocks of layouts, local notes and pages."""

from singulariki.editorial.blocks.layout import LayoutBody
from singulariki.editorial.blocks.layout_form import LayoutFormBody, to_form, to_store
from singulariki.editorial.blocks.sections import LocalNotesBody

__all__ = ["LayoutBody", "LayoutFormBody", "LocalNotesBody", "to_form", "to_store"]
