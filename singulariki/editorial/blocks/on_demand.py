"""Blocks of a form that are opened on demand: until then a block is a line that says what is in it, and goes back as it came,
sealed by the server. A layout with forty sections has seventy editors of rich text, which a browser takes seconds to start."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from singulariki.editorial.blocks.sections import ComparedStructBlock
from singulariki.editorial.prose import UnconvertedText
from singulariki.editorial.stored_blocks import items

SEALED = "sealed"
LONGEST_SUMMARY = 110
_SIGNER = signing.Signer(salt="editorial.blocks.on_demand")


def _plain(text: object) -> str:
    return " ".join(strip_tags(str(text or "")).split())


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def summary_of(stored: Mapping[str, Any]) -> str:
    """What a closed block says of itself: its own words first, then what it adds."""
    words = stored.get("wording") or {}
    parts = [
        str(caveat) if (caveat := stored.get("caveat")) else "",
        _plain(stored.get("heading") or stored.get("headline") or ""),
        _plain(stored.get("text") or stored.get("intro")),
        _counted(sum(bool(text) for text in words.values()), "word changed", "words changed") if isinstance(words, dict) else "",
        _counted(len(items(stored.get("caveats"))), "caveat beside it", "caveats beside it"),
        f"only if {stored['only_if']}" if stored.get("only_if") else "",
    ]
    summary = " · ".join(filter(None, parts))
    return summary if len(summary) <= LONGEST_SUMMARY else f"{summary[: LONGEST_SUMMARY - 1]}…"


class OnDemandBlock(ComparedStructBlock):
    """A struct whose fields are made when somebody opens it."""

    def get_form_state(self, value: Any) -> dict[str, Any]:
        stored = self.get_prep_value(value)
        if any(isinstance(part, UnconvertedText) for part in stored.values()):
            return super().get_form_state(value)
        # With the block's name, so that it comes back as nothing else.
        sealed = _SIGNER.sign(json.dumps([self.name, stored], ensure_ascii=False, separators=(",", ":")))
        return {
            SEALED: sealed,
            "summary": summary_of({**stored, "caveat": value.get("caveat")}),
            "fields": super().get_form_state(value),
        }

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str) -> Any:
        sealed = data.get(f"{prefix}-{SEALED}")
        try:
            if sealed is None and any(name.startswith(f"{prefix}-") for name in data):
                return super().value_from_datadict(data, files, prefix)
            name, stored = json.loads(_SIGNER.unsign(sealed or ""))
            if name == self.name:
                return self.to_python(stored)
        except (signing.BadSignature, ValueError, LookupError):
            pass
        value = self.to_python({})
        value.is_unreadable = True
        return value

    def clean(self, value: Any) -> Any:
        if getattr(value, "is_unreadable", False):
            raise ValidationError(
                "This block came back broken, and nothing is saved. Open the form again: what is stored is whole."
            )
        return super().clean(value)


class OnDemandAdapter(StructBlockAdapter):
    js_constructor = "singulariki.OnDemandBlock"

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/admin/figures.js", "js/admin/layout-form.js"])


register(OnDemandAdapter(), OnDemandBlock)
