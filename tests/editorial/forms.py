"""Posting Wagtail's editing forms as a browser would."""

import json
import re
from html import unescape
from typing import Any

import bs4
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from singulariki.editorial.blocks.layout import to_form
from singulariki.editorial.models import Caveat, Layout
from singulariki.editorial.stored_blocks import items

STAMPED = {
    *("latest_revision", "latest_revision_created_at", "has_unpublished_changes", "live_revision"),
    *("first_published_at", "last_published_at", "draft_title"),
}
EDITING_FORMS = ("w-editor-form", "page-edit-form")


def _child(block: dict) -> tuple[str, dict]:
    value = dict(block["value"])
    for field in ("intro", "outro", "text", "otherwise"):
        if field in value and block["type"] != "report_kit":
            value[field] = rich_text(value[field], features=["bold", "italic", "h3", "ol", "ul", "link", "figure-token"])
    for field in ("caveats", "factoids", "links"):
        if field in value:
            value[field] = _list(items(value[field]))
    return block["type"], value


def _list(values: list) -> dict:
    data = {"count": str(len(values))}
    for index, value in enumerate(values):
        data[str(index)] = {"value": value, "deleted": "", "order": str(index), "type": "item"}
    return data


def _required(layout: Layout, blocks: list[dict]) -> list[dict]:
    there = {block["value"].get("section") for block in blocks}
    kind = layout.page_kind
    assert kind is not None
    missing = [
        {"type": "section", "value": {"section": key, "heading": "", "intro": "", "outro": "", "wording": [], "caveats": []}}
        for key, section in kind.sections.items()
        if section.required and key not in there
    ]
    stands = any(block["type"] == "caveat" and block["value"]["position"] == "standing" for block in blocks)
    if kind.has_standing_caveat and not stands:
        missing.append({"type": "caveat", "value": {"caveat": Caveat.objects.order_by("pk")[0].pk, "position": "standing"}})
    return missing


def layout_form(layout: Layout, blocks: list[dict], **more: str) -> dict[str, str]:
    """The form of a layout with these blocks, in stored form, as its body, and with what no layout may leave out."""
    body = streamfield([_child(block) for block in to_form([*blocks, *_required(layout, blocks)], layout.page_kind)])
    return nested_form_data({"name": layout.name, "preview_subject": "", "body": body, **more})


def rendered_form(html: str, *, is_open: bool = False) -> dict[str, str | list[str]]:
    """The fields of an editing form as a browser would post them untouched: those in its HTML, and those that scripts make of
    the blocks described in it. With `is_open` after every block was opened that is opened on demand."""
    form = next(name for name in EDITING_FORMS if f'id="{name}"' in html)
    posted = querydict_from_html(html, form_id=form)
    fields: dict[str, str | list[str]] = {name: values[0] if len(values) == 1 else values for name, values in posted.lists()}
    for widget in bs4.BeautifulSoup(html, "html.parser").select(f"form#{form} [data-controller~='w-block']"):
        state, _ = json.loads(str(widget["data-w-block-arguments-value"]))
        fields |= dict(_fields_of(_opened(state) if is_open else state, str(widget["id"])))
    return fields


def _opened(state: Any) -> Any:
    """The state with the fields of blocks that are opened on demand."""
    if isinstance(state, dict):
        return {key: _opened(value) for key, value in (state["fields"] if "sealed" in state else state).items()}
    return list(map(_opened, state)) if isinstance(state, list) else state


def _fields_of(state: Any, name: str) -> list[tuple[str, str]]:
    """The form fields of a block, from the state that Wagtail hands its scripts: what a list of choices has selected, children,
    a struct, a chosen row, a tick, or what an input shows."""
    if isinstance(state, list) and state and isinstance(state[0], str):
        return [(name, selected) for selected in state]
    if isinstance(state, list):
        fields = [(f"{name}-count", str(len(state)))]
        for order, child in enumerate(state):
            hidden = {"deleted": "", "order": order, "type": child.get("type", "item"), "id": child.get("id")}
            fields += [(f"{name}-{order}-{key}", "" if value is None else str(value)) for key, value in hidden.items()]
            fields += _fields_of(child["value"], f"{name}-{order}-value")
        return fields
    if isinstance(state, dict) and "id" in state:
        return [(name, str(state["id"]))]
    if isinstance(state, dict) and "sealed" in state:
        return [(f"{name}-sealed", state["sealed"])]
    if isinstance(state, dict):
        return [field for key, value in state.items() for field in _fields_of(value, f"{name}-{key}")]
    if isinstance(state, bool):
        return [(name, "on")] if state else []
    return [(name, "" if state is None else str(state))]


def words_of(answer: Any) -> str:
    """The text of a page of the admin, with that which it hands its scripts."""
    text = unescape(unescape(answer.content.decode()))
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def address(thing: Model, view: str) -> str:
    if isinstance(thing, Page):
        return reverse(f"wagtailadmin_pages:{view}", args=[thing.pk])
    return reverse(f"wagtailsnippets_{thing._meta.label_lower.replace('.', '_')}:{view}", args=[thing.pk])


def content(thing: Model) -> dict[str, Any]:
    """What the newest revision holds, or the row where there is none, without what saving itself stamps and numbers."""
    thing.refresh_from_db()
    newest = thing.get_latest_revision_as_object()
    values = {name: unnumbered(value) for name, value in newest.serializable_data().items() if name not in STAMPED}
    for field in newest._meta.get_fields():
        if hasattr(field, "stream_block"):
            values[field.name] = unnumbered(getattr(newest, field.name).get_prep_value())
    return values


def unnumbered(value: Any) -> Any:
    """A stored value without the ids and keys that the editor gives blocks and paragraphs, and lists with their items bare."""
    if isinstance(value, str):
        bare = re.sub(r' data-block-key="\w+"', "", value)
        return "" if bare == "<p></p>" else bare  # what the editor makes of no text
    if isinstance(value, list):
        return [unnumbered(item) for item in value]
    if isinstance(value, dict) and value.get("type") == "item":
        return unnumbered(value["value"])
    if isinstance(value, dict):
        return {key: unnumbered(item) for key, item in value.items() if key != "id"}
    return value


def problems(answer: Any) -> str:
    """Why a form was not taken."""
    form = (answer.context or {}).get("form")
    return str(form.errors) if form else answer.content.decode()[:500]


def save_as_it_comes_and_changed(client: Client, thing: Model) -> None:
    """Autosave the thing's form untouched, then preview and save it under another name; what is saved is what was there."""
    edit, preview = address(thing, "edit"), address(thing, "preview_on_edit")
    before = content(thing)
    fields = rendered_form(client.get(edit).content.decode())
    saved = client.post(edit, fields, headers={"accept": "application/json"})
    assert saved.status_code == 200, problems(saved)
    assert saved.json()["success"] is True
    assert content(thing) == before

    fields = rendered_form(client.get(edit).content.decode(), is_open=True)
    name = "name" if not isinstance(thing, Page) else "title" if "title" in fields else "seo_title"
    fields[name] = f"{fields[name]} once more".strip()
    if thing.is_previewable():
        assert client.post(preview, fields).json() == {"is_valid": True, "is_available": True}
        assert client.get(preview, {"mode": thing.default_preview_mode, "in_preview_panel": "true"}).status_code == 200
    answer = client.post(edit, fields)
    assert answer.status_code == 302, problems(answer)
    assert content(thing) == {**before, name: fields[name]}
