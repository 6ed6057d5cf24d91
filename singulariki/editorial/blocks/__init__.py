"""StreamField blocks of layouts, local notes and pages."""

from singulariki.editorial.blocks.layout import LayoutBody, LayoutFormBody, to_form, to_store
from singulariki.editorial.blocks.sections import LocalNotesBody

__all__ = ["LayoutBody", "LayoutFormBody", "LocalNotesBody", "to_form", "to_store"]
