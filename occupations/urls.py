"""Addresses of the occupations and of what surrounds them. Every variant of one comes in here too, to be redirected once."""

from django.urls import URLPattern, re_path

from occupations.subjects.kinds import SUBJECTS
from occupations.views.compare import compare_entry
from occupations.views.methodology import methodology_page
from occupations.views.pages import occupation_entry, roles_page, subject_entry


def _any_case(word: str) -> str:
    """Spelled out, because Django cannot reverse a pattern with flags."""
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


def _both(pattern: str, view, name: str, **arguments: str) -> list[URLPattern]:
    """The address in the live edition, and below a named one."""
    return [
        re_path(rf"^{pattern}$", view, arguments, name=name),
        re_path(rf"^editions/(?P<edition>[\w-]+)/{pattern}$", view, arguments, name=f"edition-{name}"),
    ]


urlpatterns = [
    *_both(rf"{_any_case('roles')}/(?P<name>[^/]+)(?P<rest>/.*)?", occupation_entry, "occupation"),
    *_both(rf"{_any_case('roles')}/*", roles_page, "roles", key="roles"),
    *_both(rf"{_any_case('quadrant')}(?:\.html?)?/*", roles_page, "quadrant", key="quadrant"),
    *_both(rf"{_any_case('methodology')}(?:\.html?)?/*", methodology_page, "methodology"),
    *_both(rf"{_any_case('compare')}(?P<rest>/.*)?", compare_entry, "compare"),
    *(
        pattern
        for place in SUBJECTS
        for pattern in _both(rf"{_any_case(place)}(?P<rest>/.*)?", subject_entry, place, place=place)
    ),
]
