"""What editors see of a subject while they write: the preview of a layout, and every figure token with its value for a sample
subject."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from citations.figures import Figure
from citations.selectors import candidates, live_edition
from singulariki.delivery.editions import edition_of, show_edition
from singulariki.editorial.expressions import (
    KNOWN,
    TESTS,
    UNKNOWN,
    Condition,
    Found,
    Otherwise,
    label_of,
    read_expression,
)
from singulariki.editorial.formats import form_of, forms_for, is_change, is_count, put
from singulariki.editorial.narrative import Narrator
from singulariki.editorial.registry import PageKind, labels_of, tokens_of


@dataclass(frozen=True)
class TokenSample:
    """A token, and its value for the sample subject as text. `missing` says why there is none; `measure` is what tables, caveats
    and the methodology call what it measures, where that is not its label."""

    key: str
    label: str
    sample: str
    missing: str = ""
    measure: str = ""


@dataclass(frozen=True)
class Samples:
    """All tokens of a kind in their groups, with values for one subject (title '' where no edition is live)."""

    subject_key: str
    subject_title: str
    groups: list[tuple[str, list[TokenSample]]]


def _subject(kind: PageKind, wanted: str) -> tuple[str, str, object | None]:
    """Key, title and profile of the subject whose values are shown: the one wanted, where the live edition has it, otherwise the
    usual sample."""
    edition = live_edition()
    subjects = kind.subjects(edition) if edition else []
    key = subject_to_preview(kind, subjects, wanted) or ""
    return key, dict(subjects).get(key, ""), kind.profile(edition, key) if edition and key else None


def _said(value: Found, *, is_published: bool) -> tuple[str, str]:
    """What a token stands for as text, and why there is none."""
    if isinstance(value, Figure):
        return ("", value.text) if value.is_missing else (value.text, "")
    return value or "", "" if value else "nothing here" if is_published else "no edition is published yet"


def measure_beside(label: str, value: Found) -> str:
    """What the measure of a figure is called, where the label of its token says otherwise."""
    named = value.measure.label if isinstance(value, Figure) else ""
    return named if named.casefold() != label.casefold() else ""


def sample_values(kind: PageKind, keys: Collection[str]) -> dict[str, Figure | str]:
    """What tokens stand for on the page of the usual sample; without those that it lacks."""
    *_, profile = _subject(kind, "")
    if profile is None:
        return {}
    found = ((key, token.resolve(profile)) for key, token in tokens_of(kind).items() if key in keys)
    return {key: value for key, value in found if value and not (isinstance(value, Figure) and value.is_missing)}


def samples_of(kind: PageKind, wanted: str = "") -> Samples:
    """What every token of the kind says about a subject of the live edition: the one wanted, or the usual sample."""
    key, title, profile = _subject(kind, wanted)
    groups: dict[str, list[TokenSample]] = {}
    for token in tokens_of(kind).values():
        value = token.resolve(profile) if profile is not None else None
        groups.setdefault(token.group, []).append(
            TokenSample(
                token.key,
                token.label,
                *_said(value, is_published=profile is not None),
                measure=measure_beside(token.label, value),
            )
        )
    return Samples(key, title, list(groups.items()))


def expression_of(kind: PageKind, source: str, wanted: str = "") -> dict[str, str]:
    """What an expression says about a subject, for the chip that stands for it: its words, and how it reads there."""
    tokens = tokens_of(kind)
    label = label_of(source, labels_of(kind)) or f"{{{source}}}: unknown"
    *_, profile = _subject(kind, wanted)
    read = read_expression(source)
    if profile is None or isinstance(read, Otherwise) or read.key not in tokens:
        return {"label": label, "sample": ""}
    narrator = Narrator(tokens, profile, profile.ledger())  # type: ignore[attr-defined]
    if isinstance(read, Condition):
        return {"label": label, "sample": "so here" if narrator.holds(read) else "not so here"}
    return {"label": label, "sample": narrator.shown(read) or _said(narrator.value(read.key), is_published=True)[1]}


def forms_of(kind: PageKind, key: str, wanted: str = "") -> dict[str, Any]:
    """How a figure can be put, by the example of a subject, and what can be asked of it."""
    token = tokens_of(kind)[key]
    _, title, profile = _subject(kind, wanted)
    value = token.resolve(profile) if profile is not None else None
    sample, missing = _said(value, is_published=profile is not None)
    forms = []
    if value and sample:
        for name, label, text in forms_for(value):
            after = put(value, form) if name != "a" and (form := form_of(f"{name},a")) else None
            forms.append({"form": name, "label": label, "sample": text, "after_article": after or ""})
    is_figure = isinstance(value, Figure)
    tests = [
        {"test": test, "needs": how.needs}
        for test, how in TESTS.items()
        if (test in (KNOWN, UNKNOWN) or is_figure) and how.needs != "words"
    ]
    if not is_figure:
        tests += [{"test": f"is {one}", "needs": ""} for one in token.values]
    return {
        "key": key,
        "label": token.label,
        "measure": measure_beside(token.label, value),
        "sample": sample,
        "missing": missing,
        "subject": title,
        "is_count": isinstance(value, Figure) and is_count(value),
        "has_direction": isinstance(value, Figure) and is_change(value),
        "forms": forms,
        "tests": tests,
    }


SPREAD = 8


MOST_CANDIDATES = 5


def editions_to_preview() -> list[tuple[str, str]]:
    """The live edition, and the candidates, newest first."""
    live = live_edition()
    choices = [("", f"{live.name}, the live one" if live else "No edition is published yet")]
    return choices + [(edition.name, f"{edition.name}, a candidate") for edition in candidates()[:MOST_CANDIDATES]]


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
    candidate = candidates().filter(name=layout.preview_edition).first() if layout.preview_edition else None
    if candidate is not None:
        show_edition(request, candidate)
    edition = candidate or edition_of(request)
    subjects = kind.subjects(edition) if kind and edition else []
    key = subject_to_preview(kind, subjects, mode, layout.preview_subject) if kind else None
    subject = kind.profile(edition, key) if kind and edition and key else None
    if kind is None or kind.draw is None or subject is None:
        context = {"kind": kind, "live": edition is not None, "layout": layout}
        return TemplateResponse(request, "editorial/nothing_to_preview.html", context)
    return kind.draw(request, subject, layout_blocks=layout.body.get_prep_value())
