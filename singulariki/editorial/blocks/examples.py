"""Blocks that the list of blocks shows by an example, with a line on what each is for."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.safestring import SafeString

# (block, request) → what readers see of such a block.
Draw = Callable[[Any, HttpRequest], SafeString | str]
_EXAMPLES: dict[type, Draw] = {}
D = TypeVar("D", bound=Draw)


def example_of(*classes: type) -> Callable[[D], D]:
    """Declares what draws the example of blocks of these classes."""

    def declare(draw: D) -> D:
        _EXAMPLES.update(dict.fromkeys(classes, draw))
        return draw

    return declare


class ByExample:
    """A block with an example; that of its class, or of the nearest one above it that has any."""

    is_previewable = True

    def get_preview_template(self, value: Any, context: Mapping[str, Any] | None = None) -> str:
        return "editorial/block_preview.html"

    def get_preview_context(self, value: Any, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        context = dict(parent_context or {})
        draw = next((_EXAMPLES[one] for one in type(self).__mro__ if one in _EXAMPLES), None)
        return {**context, "html": draw(self, context["request"]) if draw else "", "about": self.get_description()}  # type: ignore[attr-defined]
