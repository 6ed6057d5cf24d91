"""Tables that the admin offers for download, Wagtail's own among them: no cell is one that a spreadsheet program runs."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from citations.exporting import safe_cell

_PREPROCESS = SpreadsheetExportMixin.preprocess_field_value


def _safe(view: Any, field: str, value: Any, export_format: str) -> Any:
    return safe_cell(_PREPROCESS(view, field, value, export_format))


def connect() -> None:
    """Have every table of the admin go through `safe_cell`. Wagtail asks nowhere else what a cell may be."""
    SpreadsheetExportMixin.preprocess_field_value = _safe
