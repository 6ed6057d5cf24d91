"""StreamField blocks of layouts, local notes and pages."""

from singulariki.editorial.blocks.layout import LayoutBody
from singulariki.editorial.blocks.local_notes import LocalNotesBody

__all__ = ["LayoutBody", "LocalNotesBody"]
