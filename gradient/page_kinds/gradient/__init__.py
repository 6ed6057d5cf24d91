"""Pages of the whole gradient and of its major groups: /gradient/ and /gradient/major-3.html."""

from gradient.page_kinds.gradient.kind import GRADIENT_KIND

__all__ = ["GRADIENT_KIND"]
