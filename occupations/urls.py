"""Addresses of the occupations and of what surrounds them. Every variant of one comes in here too, to be redirected once."""

from django.urls import URLPattern, re_path

from occupations.views.occupation import occupation_entry


def _any_case(word: str) -> str:
    """Spelled out, because Django cannot reverse a pattern with flags."""
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


def _both(pattern: str, view, name: str) -> list[URLPattern]:
    """The address in the live edition, and below a named one."""
    return [
        re_path(rf"^{pattern}$", view, name=name),
        re_path(rf"^editions/(?P<edition>[\w-]+)/{pattern}$", view, name=f"edition-{name}"),
    ]


urlpatterns = [
    *_both(rf"{_any_case('roles')}/(?P<name>[^/]+)(?P<rest>/.*)?", occupation_entry, "occupation"),
]
