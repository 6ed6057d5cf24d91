"""Registers kinds of pages around the occupations."""

from collections.abc import Callable, Sequence
from functools import partial

from citations.models import Edition
from occupations.page_kinds.around.closing import CLOSING, layout
from occupations.profiles.subject import subject_profile, subjects_of_kind
from occupations.views.drawing import preview_subject
from singulariki.editorial.registry import FigureToken, PageKind, Section, register_page_kind

ReadProfile = Callable[[Edition, str], object | None]


def page_kind(
    key: str,
    label: str,
    *,
    opening: str,
    sections: Sequence[Section],
    tokens: Sequence[FigureToken] = (),
    caveats: Sequence[str] = (),
    sample_subject: str = "",
    read: ReadProfile | None = None,
    subjects: Callable[[Edition], Sequence[tuple[str, str]]] | None = None,
) -> PageKind:
    """A kind of page whose first layout is its opening, its sections in order, sources and citation.

    `read` and `subjects` are given where profiles are not those that the edition stores under `key`.
    """
    read_profile: ReadProfile = read or (lambda edition, subject: subject_profile(edition, key, subject))
    kind = register_page_kind(
        PageKind(
            key=key,
            label=label,
            profile=read_profile,
            subjects=subjects or partial(subjects_of_kind, key, count=200),
            sample_subject=sample_subject,
            default_layout=lambda: layout(opening, (*sections, *CLOSING), caveats=caveats),
            preview=partial(preview_subject, key, read_profile),
        )
    )
    for section in (*sections, *CLOSING):
        kind.add_section(section)
    for token in tokens:
        kind.add_token(token)
    return kind
