"""Narrative: text with figure tokens, printed for one subject at a time.

Rich text stores a token as `<figure-token key="mean-exposure">Mean task exposure</figure-token>`; plain text fields, and
anyone who prefers typing, write `{mean-exposure}`. A sentence whose figure the subject lacks is left out whole.
"""

from singulariki.editorial.narrative.compiling import (
    compile_html,
    compile_text,
    pick_typed_tokens,
    tokens_in_html,
    tokens_in_text,
)
from singulariki.editorial.narrative.printing import Narrator, sentences_of

__all__ = ["Narrator", "compile_html", "compile_text", "pick_typed_tokens", "sentences_of", "tokens_in_html", "tokens_in_text"]
