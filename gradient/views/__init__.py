"""Public pages of the gradient, of the live edition and of every edition that was live before."""

from gradient.views.entry import gradient_entry

__all__ = ["gradient_entry"]
