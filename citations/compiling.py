"""How an edition is derived: each app registers compilers that turn the facts of its releases into profiles.

A compiler is a pure function of the edition's releases. It may read facts through selectors, and what earlier compilers
produced through `EditionFacts.shared`; it writes nothing.
"""

import ast
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from citations.documents import Document, stored
from citations.figures import ReleaseReference
from citations.models import Release


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
# Functions of higher rooms that compilers of lower ones call: their code makes figures, too.
CALLED_BY_COMPILERS: list[Callable] = []
# Files beside the code that compilers read: decisions kept as data. Their bytes are part of an edition's fingerprint.
DATA_OF_COMPILERS: list[Path] = []
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


def data_of_compilers(path: Path) -> Path:
    """Register a file that compilers read, so that an edition made with other data is another edition. Returns it."""
    DATA_OF_COMPILERS.append(path)
    return path


def after_compile(function: Callable) -> Callable:
    """Register a function(edition, progress) to be run once an edition's profiles are written, before it becomes ready."""
    AFTER_COMPILE.append(function)
    return function


# Where code that derives profiles lives: by name in each room, and what rooms share. What it imports beside (pages, say) changes
# no figure; tests/project/test_import_rules.py names what that is.
_ROOMS = ("citations", "occupations", "gradient")
_DERIVING = {
    *("addresses", "combinations", "compiling", "corrections", "coverage", "documents", "facts", "figures"),
    *("measures", "models", "reading", "recipes", "selectors", "stated", "studies", "subjects", "vintages"),
}
_SHARED = ("singulariki.charts.scales", "singulariki.delivery.search.catalogue", "singulariki.editorial.subjects")
_SHOWING = {"page", "pages", "api"}


def code_digest(run: Callable) -> str:
    """SHA-256 over the code that a compiler runs, comments and layout left out. So an edition compiled by other code is another
    edition."""
    return digest("\n".join(f"{name} {code}" for name, code in sorted(deriving_modules(run).items())))


@cache
def deriving_modules(run: Callable) -> dict[str, str]:
    """The code that a compiler runs, by module: its own and all that these import of the modules that derive profiles."""
    waiting, seen = [run.__module__], {}
    while waiting:
        name = waiting.pop()
        if name not in seen and (module := _module(name)):
            seen[name], imported = module
            waiting += imported
    return seen


@cache
def _module(name: str) -> tuple[str, list[str]] | None:
    """A module's code, and what it imports of the packages that derive profiles; None where the name is of no module."""
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:
        # A name in a module: from occupations.recipes.overlap import ai_overlap.
        return None
    if spec is None or not (spec.origin or "").endswith(".py"):
        return None
    tree = ast.parse(Path(str(spec.origin)).read_bytes())
    return ast.dump(tree), [imported for imported in _imports(tree) if _derives(imported)]


def _imports(tree: ast.Module) -> Iterator[str]:
    """Modules that a module may import: also what looks like one and is a name in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _derives(name: str) -> bool:
    room, *parts = name.split(".")
    return name in _SHARED or (room in _ROOMS and bool(parts) and parts[0] in _DERIVING and _SHOWING.isdisjoint(parts))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class UnorderedDigest:
    """SHA-256 over texts as they come, the same in whatever order: the sum of those of each."""

    def __init__(self) -> None:
        self._sum = 0

    def add(self, text: str) -> None:
        self._sum += int.from_bytes(hashlib.sha256(text.encode()).digest())

    @property
    def hexdigest(self) -> str:
        return f"{self._sum % 2**256:064x}"
