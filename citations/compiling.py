"""How an edition is derived: each app registers compilers that turn the facts of its releases into profiles.

A compiler is a pure function of the edition's releases. It may read facts through selectors, and what earlier compilers
produced through `EditionFacts.profiles`; it writes nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from citations.documents import Document, stored
from citations.figures import ReleaseReference
from citations.models import Release

# Raise when the shape of every profile changes for a reason that no recipe's version tells.
SCHEMA_VERSION = 2


@dataclass(frozen=True)
class ProfileDraft:
    """A profile to be stored: its key, title, the address of its page ('' for none) and its document."""

    key: str
    title: str
    path: str
    document: Document

    @property
    def kind(self) -> str:
        return self.document.kind

    @property
    def text(self) -> str:
        return stored(self.document)


@dataclass
class EditionFacts:
    """What a compiler is given: the edition's releases by dataset slug, and `progress(phase, done, total)`."""

    releases: Mapping[str, Release]
    references: Mapping[str, ReleaseReference]
    progress: Callable[[str, int, int | None], None]
    shared: dict[str, Any] = field(default_factory=dict)

    def release_id(self, dataset: str) -> int | None:
        """Primary key of the edition's release of a dataset, or None where the edition holds none."""
        release = self.releases.get(dataset)
        return release.pk if release else None

    def holds(self, *datasets: str) -> bool:
        return all(dataset in self.releases for dataset in datasets)


Compiler = Callable[[EditionFacts], Iterable[ProfileDraft]]


@dataclass(frozen=True)
class RegisteredCompiler:
    name: str
    order: int
    run: Compiler
    label: str = "pages and lists"


COMPILERS: dict[str, RegisteredCompiler] = {}
# Called with the edition once its profiles are written and before it becomes ready: to create pages for new subjects. May be
# called again for the same edition, where a compile broke off.
AFTER_COMPILE: list[Callable] = []


def compiler(name: str, *, label: str, order: int = 0) -> Callable[[Compiler], Compiler]:
    """Register a compiler. Lower orders run first; names break ties, so that every run is the same. `label` says what it
    derives, in words that follow "Writing"."""

    def register(function: Compiler) -> Compiler:
        if name in COMPILERS:
            raise ValueError(f"Compiler {name!r} is registered twice.")
        COMPILERS[name] = RegisteredCompiler(name, order, function, label)
        return function

    return register


def after_compile(function: Callable) -> Callable:
    """Register a function(edition, progress) to be run once an edition's profiles are written, before it becomes ready."""
    AFTER_COMPILE.append(function)
    return function


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
