"""What editors see of a subject while they write: the preview of a layout, and every figure token with its value for a sample
subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from citations.figures import Figure
from citations.selectors import live_edition
from singulariki.delivery.editions import edition_of
from singulariki.editorial.registry import PageKind, tokens_of


@dataclass(frozen=True)
class TokenSample:
    """A token, and its value for the sample subject as text; `missing` says why there is none."""

    key: str
    label: str
    sample: str
    missing: str = ""


@dataclass(frozen=True)
class Samples:
    """All tokens of a kind in their groups, with values for one subject (title '' where no edition is live)."""

    subject_key: str
    subject_title: str
    groups: list[tuple[str, list[TokenSample]]]

    @property
    def count(self) -> int:
        return sum(len(tokens) for _, tokens in self.groups)


def samples_of(kind: PageKind) -> Samples:
    """What every token of the kind says about its sample subject in the live edition."""
    edition = live_edition()
    subjects = kind.subjects(edition) if edition else []
    key = subject_to_preview(kind, subjects) or ""
    profile = kind.profile(edition, key) if edition and key else None
    groups: dict[str, list[TokenSample]] = {}
    for token in tokens_of(kind).values():
        value = token.resolve(profile) if profile is not None else None
        if isinstance(value, Figure):
            sample, missing = ("", value.text) if value.is_missing else (value.text, "")
        else:
            sample = value or ""
            missing = "" if sample else ("nothing here" if profile is not None else "no edition is published yet")
        groups.setdefault(token.group, []).append(TokenSample(token.key, token.label, sample, missing))
    return Samples(key, dict(subjects).get(key, ""), list(groups.items()))


SPREAD = 8


def preview_modes(kind: PageKind | None) -> list[tuple[str, str]]:
    """The sample subject (or the one typed in the form), then some spread over all subjects of the live edition."""
    subjects = subjects_of(kind)
    first = dict(subjects).get(kind.sample_subject, "") if kind else ""
    modes = [("", f"{first or 'First subject'}, or the one typed in the form")]
    step = max(1, len(subjects) // SPREAD)
    return modes + [(key, f"{key} {title}") for key, title in subjects[step // 2 :: step][:SPREAD]]


def subjects_of(kind: PageKind | None) -> Sequence[tuple[str, str]]:
    """Subjects of the live edition; none before the first publication."""
    edition = live_edition() if kind else None
    return kind.subjects(edition) if kind and edition else []


def subject_to_preview(kind: PageKind, subjects: Sequence[tuple[str, str]], *wanted: str) -> str | None:
    """Key of the subject to show: the first of those wanted that is there, else the sample, else the first of all."""
    titles = dict(subjects)
    return next((key for key in (*wanted, kind.sample_subject, *titles) if key in titles), None)


def preview_layout(layout, request: HttpRequest, mode: str) -> HttpResponse:
    """The public page of a subject with this layout; a page saying what is missing where it cannot be drawn."""
    kind: PageKind | None = layout.page_kind
    edition = edition_of(request)
    subjects = kind.subjects(edition) if kind and edition else []
    key = subject_to_preview(kind, subjects, mode, layout.preview_subject) if kind else None
    subject = kind.profile(edition, key) if kind and edition and key else None
    if kind is None or kind.draw is None or subject is None:
        context = {"kind": kind, "live": edition is not None, "layout": layout}
        return TemplateResponse(request, "editorial/nothing_to_preview.html", context)
    return kind.draw(request, subject, layout_blocks=layout.body.get_prep_value())
