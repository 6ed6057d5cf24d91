"""Reasons that people give, for the record or for readers: one rule of what is one, for forms, commands and actions alike."""

import re

from django import forms
from django.utils.text import normalize_newlines

LONGEST_REASON = 2000
FEWEST_WORDS, FEWEST_CHARACTERS = 3, 15
_WORD = re.compile(r"\w+")
EXAMPLES = {
    "set aside": "Wages are ten times too small.",
    "overrule": "The publisher changed its method in 2025, see its notes.",
    "roll back": "Pay of nurses is missing on every page.",
    "publish": "Pay is of May 2025 now.",
}


def read_reason(text: str, of: str) -> str:
    """A reason as somebody typed it, without blanks around. `of` is what it is for, a key of `EXAMPLES`.

    Raises ValueError for what tells nobody anything: fewer than three words and fewer than 15 characters.
    """
    reason = text.strip()
    if len(_WORD.findall(reason)) < FEWEST_WORDS and len(reason) < FEWEST_CHARACTERS:
        raise ValueError(
            f"Say it in a sentence, of at least {FEWEST_WORDS} words or {FEWEST_CHARACTERS} characters, that others understand "
            f"later, such as “{EXAMPLES[of]}”"
        )
    return reason


class ReasonField(forms.CharField):
    """A few sentences; `of` is what for, see `read_reason`. A line break counts as one letter, as in the browser, which sends
    two."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, of: str, **kwargs) -> None:
        super().__init__(max_length=LONGEST_REASON, **kwargs)
        self.of = of

    def to_python(self, value) -> str:
        return normalize_newlines(super().to_python(value) or "")

    def clean(self, value) -> str:
        reason = super().clean(value)
        try:
            return read_reason(reason, self.of)
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
