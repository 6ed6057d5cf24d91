"""Admin forms whose text fields know the page kind they are written for."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.blocks import StreamBlock, StreamValue
from wagtail.blocks.base import BlockField

from singulariki.editorial.blocks import LayoutFormBody, LocalNotesBody, to_form, to_store
from singulariki.editorial.fixed_addresses import refuse_fixed_slug
from singulariki.editorial.registry import PAGE_KINDS, PageKind

Body = LayoutFormBody | LocalNotesBody
_BOUND: dict[tuple[type[Body], str], StreamBlock] = {}


def bound_body(body: type[Body], kind_key: str) -> StreamBlock:
    """The StreamField block of a body, bound to a page kind. One per kind: Wagtail keeps every block definition it sees."""
    if (body, kind_key) not in _BOUND:
        _BOUND[body, kind_key] = body(kind=PAGE_KINDS[kind_key], required=False)
    return _BOUND[body, kind_key]


class OfKindForm:
    """Binds the StreamField named `stream` to the page kind of the form's instance."""

    stream = ""
    body: type[Body]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: PageKind | None = self.instance.page_kind  # type: ignore[attr-defined]
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        if kind is not None and self.stream in fields:
            plain = fields[self.stream]
            fields[self.stream] = BlockField(
                block=bound_body(self.body, kind.key), required=plain.required, label=plain.label, help_text=plain.help_text
            )


class LayoutForm(OfKindForm, WagtailAdminModelForm):
    """A layout, and the subject that its preview shows (which is not stored)."""

    stream = "body"
    body = LayoutFormBody

    preview_subject = forms.CharField(
        required=False,
        label="Preview against",
        help_text="Any subject of the live edition, by its code. Leave empty for the usual sample. Not stored.",
        widget=forms.TextInput(attrs={"list": "preview-subjects", "autocomplete": "off", "class": "preview-subject"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (kind := self.instance.page_kind) is not None and "body" in self.fields:
            blocks = to_form(self.instance.body.get_prep_value(), kind)
            self.initial["body"] = bound_body(self.body, kind.key).to_python(list(blocks))

    def clean_body(self) -> StreamValue:
        edited, kind = self.cleaned_data["body"], self.instance.page_kind
        if kind is None:
            return edited
        return self.instance._meta.get_field("body").to_python(list(to_store(edited.get_prep_value(), kind)))

    def clean_preview_subject(self) -> str:
        self.instance.preview_subject = self.cleaned_data["preview_subject"].split(" ", 1)[0]
        return self.instance.preview_subject


class LocalNotesForm(OfKindForm, WagtailAdminPageForm):
    """A page with local notes."""

    stream = "local_notes"
    body = LocalNotesBody


class PageAtItsSlugForm(WagtailAdminPageForm):
    """A page whose slug is part of its address."""

    def clean_slug(self) -> str:
        refuse_fixed_slug(self.cleaned_data["slug"], self.parent_page)
        return self.cleaned_data["slug"]


class CopyAtItsSlugForm(CopyForm):
    """Copying such a page. The new parent is cleaned after the slug, so both are looked at in the end."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            refuse_fixed_slug(cleaned.get("new_slug", ""), cleaned.get("new_parent_page") or self.page.get_parent())
        except forms.ValidationError as error:
            self.add_error("new_slug", error)
        return cleaned
