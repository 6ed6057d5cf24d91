"""The form of a note on many pages: the note, as on a single page, and which pages of the live edition it is for."""

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.timezone import localdate
from wagtail.rich_text import RichText

from citations.models import Edition
from singulariki.editorial.blocks.sections import POSITIONS, ConditionBlock, LocalNotesBody
from singulariki.editorial.bulk_notes import MOST, name_of, sections_of_layout
from singulariki.editorial.expressions import Condition, read_expression
from singulariki.editorial.forms import bound_body
from singulariki.editorial.models import BulkNote
from singulariki.editorial.reach import KnownPages, PageValues, holds, known_pages
from singulariki.editorial.registry import PageGroup, PageKind

EVERY_PAGE = "all"
LONGEST_LIST = 20_000
NAMED = 8


class BulkNoteForm(forms.Form):
    """Of a page kind and an edition. Once valid: `note`, which is not saved, and `chosen`, the pages that it is for."""

    group = forms.ChoiceField(label="Pages", help_text="What stands below narrows this down.")
    words = forms.CharField(
        required=False, max_length=200, label="With these words", help_text="In code or title; a page has to have all of them."
    )
    codes = forms.CharField(
        required=False,
        max_length=LONGEST_LIST,
        label="With these codes",
        help_text="One a line. 27-4014 stands for all occupations of that code.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    section = forms.ChoiceField(help_text="Sections of the published layout.")
    position = forms.ChoiceField(choices=POSITIONS, initial="after")
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    field_order = ["group", "words", "codes", "only_if", "section", "position", "text", "key"]

    def __init__(self, *args: Any, kind: PageKind, edition: Edition, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.edition, self.user = kind, edition, user
        self.groups: Sequence[PageGroup] = kind.groups(edition) if kind.groups else ()
        # Those of a note on a single page, with what they refuse.
        self.text_block = bound_body(LocalNotesBody, kind.key).child_blocks["note"].child_blocks["text"]
        self.condition_block = ConditionBlock(
            kind=kind,
            required=False,
            max_length=200,
            label="Only pages of which",
            help_text="A figure and what is asked of it, such as: median-pay is not known. Empty: all of the above.",
        )
        self.fields["text"], self.fields["only_if"] = self.text_block.field, self.condition_block.field
        self.fields["only_if"].label = self.condition_block.label
        self._choices("group", [(EVERY_PAGE, f"All {kind.label}"), *self._grouped()])
        self._choices("section", [("", "Choose one"), *sections_of_layout(kind.key).items()])
        self.order_fields(self.field_order)

    def _choices(self, name: str, choices: list) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _grouped(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        for sort in dict.fromkeys(group.sort for group in self.groups):
            yield sort, [(group.key, f"{group.title} ({len(group.members)})") for group in self.groups if group.sort == sort]

    @property
    def known(self) -> KnownPages:
        """All pages of the kind: some seconds the first time that a process reads an edition."""
        return known_pages(self.kind, self.edition)

    def clean_text(self) -> str:
        return self.text_block.clean(RichText(self.cleaned_data["text"])).source

    def clean_only_if(self) -> str:
        return self.condition_block.clean(self.cleaned_data["only_if"])

    def clean_codes(self) -> list[str]:
        typed = list(dict.fromkeys(self.cleaned_data["codes"].replace(",", "\n").replace(";", "\n").split()))
        keys = [key for key, _ in self.kind.subjects(self.edition)]
        unknown = [code for code in typed if not any(_is_coded(key, code) for key in keys)]
        if unknown:
            named = ", ".join(f"“{code[:20]}”" for code in unknown[:NAMED])
            more = f" and {len(unknown) - NAMED:,} more" if len(unknown) > NAMED else ""
            raise forms.ValidationError(
                f"The live edition has no {self.kind.label} with the code {named}{more}. Mend or remove these lines.",
                code="unknown",
            )
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self.chosen = list(self._chosen(cleaned))
            if not self.chosen:
                raise forms.ValidationError("No page of the live edition is all of that. Choose fewer conditions.", code="none")
            if len(self.chosen) > MOST:
                raise forms.ValidationError(
                    f"That is {len(self.chosen):,} pages; one note can be added to {MOST} at once. Narrow them down, or write "
                    "the sentence into the layout, which stands on all of them.",
                    code="many",
                )
            self.note = self._note(cleaned)
        return cleaned

    def _chosen(self, cleaned: dict[str, Any]) -> Iterator[PageValues]:
        group = next((group for group in self.groups if group.key == cleaned["group"]), None)
        words, codes = cleaned["words"].casefold().split(), cleaned["codes"]
        condition = read_expression(f"if {cleaned['only_if']}") if cleaned["only_if"] else None
        for page in self.known.pages:
            if (group is None or page.key in group.members) and all(
                word in f"{page.key} {page.title}".casefold() for word in words
            ):
                is_coded = not codes or any(_is_coded(page.key, code) for code in codes)
                if is_coded and (not isinstance(condition, Condition) or holds(self.known, page, condition)):
                    yield page

    def _note(self, cleaned: dict[str, Any]) -> BulkNote:
        return BulkNote(
            key=cleaned["key"],
            kind=self.kind.key,
            section=cleaned["section"],
            position=cleaned["position"],
            text=cleaned["text"],
            signed=name_of(self.user)[:120],
            dated=localdate(),
            pages=self._in_words(cleaned)[:500],
            made_by=self.user,
        )

    def _in_words(self, cleaned: dict[str, Any]) -> str:
        group = next((group.title for group in self.groups if group.key == cleaned["group"]), f"all {self.kind.label}")
        parts = [
            group,
            f"with the words “{cleaned['words']}”" if cleaned["words"] else "",
            f"with {len(cleaned['codes'])} codes" if cleaned["codes"] else "",
            f"of which {cleaned['only_if']}" if cleaned["only_if"] else "",
        ]
        return ", ".join(filter(None, parts))


def _is_coded(key: str, typed: str) -> bool:
    """Whether a page's key is the code that was typed, or begins with it: 27-4014 stands for 27-4014.00 and 27-4014.01."""
    bare = re.sub(r"^(?:role|soc|isco)[-:_ ]*", "", typed, flags=re.IGNORECASE)
    return key == bare or key.startswith(f"{bare}.")
