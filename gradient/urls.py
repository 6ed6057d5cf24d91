"""Addresses of the gradient. Every variant of one comes in here too, to be redirected once."""

from django.urls import re_path

from gradient.views import gradient_entry

# In any case of letters; spelled out, because Django cannot reverse a pattern with flags.
_GRADIENT = "".join(f"[{letter}{letter.upper()}]" for letter in "gradient")

urlpatterns = [
    re_path(rf"^{_GRADIENT}(?P<rest>/.*)?$", gradient_entry, name="gradient"),
    re_path(rf"^editions/(?P<edition>[\w-]+)/{_GRADIENT}(?P<rest>/.*)?$", gradient_entry, name="edition-gradient"),
]
