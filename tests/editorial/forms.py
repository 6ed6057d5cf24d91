"""Posting Wagtail's editing forms as a browser would."""

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from singulariki.editorial.models import Layout
from singulariki.editorial.raw import items


def _child(block: dict) -> tuple[str, dict]:
    value = dict(block["value"])
    for field in ("intro", "outro", "text"):
        if field in value and block["type"] in {"section", "narrative"}:
            value[field] = rich_text(value[field], features=["bold", "italic", "h3", "ol", "ul", "link", "figure-token"])
    for field in ("wording", "caveats", "factoids", "links"):
        if field in value:
            value[field] = _list(items(value[field]))
    return block["type"], value


def _list(values: list) -> dict:
    data = {"count": str(len(values))}
    for index, value in enumerate(values):
        data[str(index)] = {"value": value, "deleted": "", "order": str(index), "type": "item"}
    return data


def layout_form(layout: Layout, blocks: list[dict], **more: str) -> dict[str, str]:
    """The form of a layout with these blocks, in stored form, as its body."""
    return nested_form_data(
        {"name": layout.name, "preview_subject": "", "body": streamfield([_child(block) for block in blocks]), **more}
    )
