"""Admin forms whose text fields know the page kind they are written for, and the panels beside those fields: the figures that
text may hold, the sections that can be added, the subject of the preview."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.timezone import localdate, localtime, now
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.panels import FieldPanel, Panel, PublishingPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks import StreamBlock, StreamValue
from wagtail.blocks.base import BlockField

from singulariki.editorial.blocks.layout import LayoutFormBody, shown_by, to_form, to_store
from singulariki.editorial.blocks.sections import LocalNotesBody
from singulariki.editorial.page_rules import refuse_fixed_slug
from singulariki.editorial.previewing import editions_to_preview
from singulariki.editorial.registry import PAGE_KINDS, PageKind, tokens_of
from singulariki.editorial.stored_blocks import words_of

_FIGURE = re.compile(r"\{[^{}]+\}")
Body = LayoutFormBody | LocalNotesBody
_BOUND: dict[tuple[type[Body], str], StreamBlock] = {}


def bound_body(body: type[Body], kind_key: str) -> StreamBlock:
    """The StreamField block of a body, bound to a page kind. One per kind: Wagtail keeps every block definition it sees."""
    if (body, kind_key) not in _BOUND:
        _BOUND[body, kind_key] = body(kind=PAGE_KINDS[kind_key], required=False)
    return _BOUND[body, kind_key]


def bind_bodies() -> None:
    """Make the blocks of all kinds. Wagtail numbers blocks as they are made, and asks for their examples by number: so that one
    process answers about what another has shown, each makes them in the same order, before anything else makes any."""
    for kind in PAGE_KINDS.values():
        for body in (LayoutFormBody, LocalNotesBody):
            bound_body(body, kind.key)


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


NOTE = "note_to_moderator"


class SharedWorkMixin:
    """A form of what others work on, too. What a colleague saved since it was opened is not overwritten unseen, by a schedule as
    little as by anything else. And what has expired can be saved as a draft: the date that is past stays, until somebody
    publishes again. What the author says to the moderator goes with the version that is saved."""

    # As a form's class has them: this is a mixin.
    declared_fields: ClassVar[dict[str, forms.Field]] = {
        NOTE: forms.CharField(
            required=False,
            max_length=500,
            label="Note to the moderator",
            help_text="A sentence for whoever approves this: what has changed, and why. Readers never see it.",
            widget=AdminAutoHeightTextInput(),
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form: Any = self
        if NOTE in form.fields and form.instance.pk and (note := form.instance.newest_note()):
            form.initial[NOTE] = note.text
            if note.author:
                form.fields[NOTE].help_text = f"From {note.author}. {form.fields[NOTE].help_text}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()  # type: ignore[misc]
        form: Any = self
        if NOTE in cleaned:
            form.instance.note_to_moderator = " ".join(cleaned[NOTE].split())
        loaded, instance = str(form.data.get("loaded_revision_id") or ""), form.instance
        newest = instance.latest_revision if instance.pk and loaded else None
        # The form comes back with the newest version's number: saved again, it is meant.
        if newest is not None and str(newest.pk) != loaded and newest.user_id != getattr(form.for_user, "pk", None):
            name = (newest.user.get_full_name() or newest.user.get_username()) if newest.user else "Somebody"
            at = date_format(localtime(newest.created_at), "H:i")
            form.add_error(
                None,
                forms.ValidationError(
                    f"{name} saved this at {at}, after you had opened it. Nothing was saved now, and what you wrote stands here. "
                    "Look in the history at what has changed; save again to put your version in the place of theirs.",
                    code="newer",
                ),
            )
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        form: Any = self
        given, was = form.cleaned_data.get("expire_at"), form.initial.get("expire_at")
        # The field shows no seconds.
        is_kept = given and was and given.replace(second=0, microsecond=0) == was.replace(second=0, microsecond=0)
        if field == "expire_at" and is_kept and was < now() and "action-publish" not in form.data:
            return
        super().add_error(field, error)  # type: ignore[misc]


class LayoutForm(SharedWorkMixin, OfKindForm, WagtailAdminModelForm):
    """A layout, and the subject that its preview shows (which is not stored)."""

    stream = "body"
    body = LayoutFormBody

    preview_subject = forms.CharField(
        required=False,
        label="Preview against",
        help_text="Find a page by its title, code or address, or choose one worth a look. Empty: the usual sample. Not stored.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "class": "preview-subject", "data-controller": "preview-subject"},
        ),
    )
    preview_edition = forms.ChoiceField(
        required=False, label="In the edition", help_text="Readers see the live one; a candidate is compiled and not published."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (kind := self.instance.page_kind) is not None and "body" in self.fields:
            blocks = to_form(self.instance.body.get_prep_value(), kind)
            self.initial["body"] = bound_body(self.body, kind.key).to_python(list(blocks))
        if kind is not None:
            self.fields["preview_subject"].widget.attrs["data-kind"] = kind.key
        self.fields["preview_edition"].choices = editions_to_preview()

    def clean_body(self) -> StreamValue:
        edited, kind = self.cleaned_data["body"], self.instance.page_kind
        if kind is None:
            return edited
        return self.instance._meta.get_field("body").to_python(list(to_store(edited.get_prep_value(), kind)))

    def clean_preview_edition(self) -> str:
        self.instance.preview_edition = self.cleaned_data["preview_edition"]
        return self.instance.preview_edition

    def clean_preview_subject(self) -> str:
        self.instance.preview_subject = self.cleaned_data["preview_subject"].split(" ", 1)[0]
        return self.instance.preview_subject


def newest_of_others(model: type[Model], besides: object) -> Iterator[Any]:
    """All other rows as they are published and, where there is one, as their newest draft: what a form may not clash with."""
    others: Any = model._default_manager
    for other in others.exclude(pk=besides).select_related("latest_revision"):
        yield other
        if other.has_unpublished_changes and other.latest_revision is not None:
            yield other.get_latest_revision_as_object()


class CaveatForm(SharedWorkMixin, WagtailAdminModelForm):
    """A caveat. One that layouts place does not end by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = "Stable name that layouts and sections refer to. Empty: made of the name."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        ends = cleaned.get("expire_at")
        if ends and ends > now() and self.instance.pk and (layouts := self.instance.placed_by):
            why = f"It stands in layouts ({', '.join(layouts)}) and would leave its place empty. Take it out of there, first."
            self.add_error("expire_at", forms.ValidationError(why, code="needed"))
        if not cleaned.get("key") and "key" not in self.errors:
            cleaned["key"] = slugify(cleaned.get("name") or "")[:60]
        for name in ("text", "short"):
            if _FIGURE.search(cleaned.get(name) or ""):
                why = "A caveat stands on pages of all kinds and cannot hold figures of one. Take the braces out."
                self.add_error(name, forms.ValidationError(why, code="figure"))
        if any(other.key == cleaned.get("key") for other in newest_of_others(type(self.instance), self.instance.pk)):
            self.add_error(
                "key", forms.ValidationError("Another caveat has this key, or a draft of it. Choose another.", code="taken")
            )
        if cleaned.get("is_meaning"):
            self._check_meaning(cleaned.get("scope") or ())
        return cleaned

    def _check_meaning(self, scope: Any) -> None:
        """Of measures alone, and one for each."""
        measures = {part.value for part in scope if part.block_type == "measure"}
        if not measures or any(part.block_type != "measure" for part in scope):
            why = "Only a measure has something that it does not mean: put measures, and nothing else, into the scope."
            self.add_error("is_meaning", forms.ValidationError(why, code="scope"))
        for other in newest_of_others(type(self.instance), self.instance.pk):
            if other.is_meaning and measures & {part.value for part in other.scope}:
                why = f"“{other.name}” says that of the same measure already. Change that one instead."
                self.add_error("is_meaning", forms.ValidationError(why, code="taken"))


class LocalNotesForm(SharedWorkMixin, OfKindForm, WagtailAdminPageForm):
    """A page with local notes. Those that nobody has signed or dated are signed by who saves them, today."""

    stream = "local_notes"
    body = LocalNotesBody

    def clean_local_notes(self) -> StreamValue:
        notes: StreamValue = self.cleaned_data["local_notes"]
        user: Any = self.for_user
        for child in notes:
            if child.block_type == "note":
                child.value["by"] = child.value["by"] or (user and (user.get_full_name() or user.get_username())) or ""
                child.value["on"] = child.value["on"] or localdate()
        return notes


class HomeForm(SharedWorkMixin, WagtailAdminPageForm):
    """The front page."""


class PageAtItsSlugForm(SharedWorkMixin, WagtailAdminPageForm):
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


def schedule_panel(expiry: str) -> PublishingPanel:
    """The dialog of the publishing schedule; `expiry` says what readers see once what is edited has expired."""
    panel = PublishingPanel()
    panel.children[1].help_text = expiry
    return panel


class NotePanel(FieldPanel):
    """The note to the moderator. Folded in while there is none."""

    def __init__(self, field_name: str = NOTE, **kwargs: Any) -> None:
        super().__init__(field_name, **{"icon": "comment", "disable_comments": True, **kwargs})

    class BoundPanel(FieldPanel.BoundPanel):
        def classes(self) -> list[str]:
            return [*super().classes(), *(() if self.form[NOTE].value() else ("collapsed",))]


class OfKindPanel(Panel):
    """A panel about the page kind, shown where an app draws pages of it."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.page_kind is not None


class TokensPanel(OfKindPanel):
    """Says how figures get into text. The scripts that help writing read the kind of page from here."""

    def __init__(self, heading: str = "Figures you can use", **kwargs: Any) -> None:
        super().__init__(heading=heading, **{"icon": "decimal", **kwargs})

    class BoundPanel(OfKindPanel.BoundPanel):
        template_name = "editorial/admin/tokens_panel.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            kind = self.instance.page_kind
            tokens_url = f"{reverse('editorial_tokens')}?kind={kind.key}"
            return {**context, "tokens_url": tokens_url, "kind": kind, "count": len(tokens_of(kind))}


class PageFactsPanel(OfKindPanel):
    """What the live edition and editors have on the page of a subject (see `singulariki.editorial.page_facts`)."""

    def __init__(self, heading: str = "This page", **kwargs: Any) -> None:
        super().__init__(heading=heading, **{"icon": "info-circle", **kwargs})

    class BoundPanel(OfKindPanel.BoundPanel):
        template_name = "editorial/admin/page_facts.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "page": self.instance}


class SectionsPanel(OfKindPanel):
    """Sections that the layout does not use, and what it stores for sections and words that the software has no more."""

    def __init__(self, heading: str = "Sections you can add", **kwargs: Any) -> None:
        super().__init__(heading=heading, **{"icon": "table", **kwargs})

    class BoundPanel(OfKindPanel.BoundPanel):
        template_name = "editorial/admin/sections_panel.html"

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
                "unused": [(section.label, shown_by(section)) for key, section in sections.items() if key not in used],
                "lost_sections": [key for key in used if key not in sections],
                "lost_words": [
                    (sections[key].label, text)
                    for key, words in used.items()
                    if key in sections
                    for word, text in words.items()
                    if word not in sections[key].wording
                ],
            }
