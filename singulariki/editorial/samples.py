"""Figure tokens with what they say about a sample subject: for the editor's list and picker."""

from dataclasses import dataclass

from citations.figures import Figure
from citations.models import Edition
from citations.selectors import live_edition
from singulariki.editorial.registry import PageKind
from singulariki.editorial.tokens import tokens_of


@dataclass(frozen=True)
class TokenSample:
    """A token, and its value for the sample subject as text; `missing` says why there is none."""

    key: str
    label: str
    group: str
    sample: str
    missing: str = ""


@dataclass(frozen=True)
class Samples:
    """All tokens of a kind with values for one subject (title '' where no edition is live)."""

    subject_key: str
    subject_title: str
    tokens: list[TokenSample]

    @property
    def groups(self) -> list[tuple[str, list[TokenSample]]]:
        grouped: dict[str, list[TokenSample]] = {}
        for token in self.tokens:
            grouped.setdefault(token.group, []).append(token)
        return list(grouped.items())


def _subject(kind: PageKind, edition: Edition | None) -> tuple[str, str]:
    subjects = dict(kind.subjects(edition)) if edition else {}
    key = kind.sample_subject if kind.sample_subject in subjects else next(iter(subjects), "")
    return key, subjects.get(key, "")


def samples_of(kind: PageKind) -> Samples:
    """What every token of the kind says about its sample subject in the live edition."""
    edition = live_edition()
    key, title = _subject(kind, edition)
    profile = kind.profile(edition, key) if edition and key else None
    tokens = []
    for token in tokens_of(kind).values():
        value = token.resolve(profile) if profile is not None else None
        if isinstance(value, Figure):
            sample, missing = ("", value.text) if value.is_missing else (value.text, "")
        else:
            sample = value or ""
            missing = "" if sample else ("nothing here" if profile is not None else "no edition is published yet")
        tokens.append(TokenSample(token.key, token.label, token.group, sample, missing))
    return Samples(key, title, tokens)
