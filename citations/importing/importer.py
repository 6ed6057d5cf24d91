"""What an importer declares: the dataset's tables, how a release is named, and the facts its rows become."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils.text import capfirst

from citations.datasets import DatasetDeclaration, declare_dataset
from citations.importing.cells import Cell, as_text
from citations.importing.issues import Findings
from citations.importing.plausibility.judged import CodeList, Rule
from citations.importing.reading import Part, ReadMe, Row
from citations.importing.tables import Match, Table, folded_header
from citations.importing.versions import YEARS, VersionNames


@dataclass(frozen=True)
class FactRows:
    """Rows for one fact table: `fields` names the columns of each tuple; the release column is added by the loader."""

    model: type[models.Model]
    fields: tuple[str, ...]
    rows: Iterable[tuple]


@dataclass(frozen=True)
class Aspects:
    """What a fact table is about, where that is several things: the values of `column` tell, `label` names what each belongs to.

    The column should have few values: rows are counted for each of them.
    """

    column: str
    label: Callable[[object], str]


@dataclass(frozen=True)
class RecognisedPart:
    """A part of the upload matched to a table: where its header is and which columns were found."""

    part: Part
    match: Match
    header_row: int

    @property
    def table(self) -> Table:
        return self.match.table

    @cached_property
    def headings(self) -> dict[str, str]:
        """The heading of each column that was found, by the column's name, as the file has it."""
        cells = next((row.cells for row in self.part.rows() if row.number == self.header_row), ())
        return {name: " ".join(as_text(cells[at]).split()) for name, at in self.match.positions.items() if at < len(cells)}

    def heading(self, name: str) -> str:
        """A column's heading as the file has it; where it lacks the column, what reports call that."""
        return self.headings.get(name) or next((column.words for column in self.table.columns if column.name == name), "")


@dataclass(frozen=True)
class NamedOther:
    """A file that people take for one of a dataset's and that is another: a sister study, another edition of the same release.

    label     what it is; completes "This is …"
    advice    what to do, in sentences
    headings  all of these stand in one of its first rows
    names     a regular expression found in its name, in either case; of a member that is "db.zip › folder/Skills.sql"
    accepts   gets its name (of a member its bare name) and its first rows, none without a table: whether this is it

    Of these three, all that are given have to hold. It goes before the dataset's own tables, so it may have all their columns,
    and before whatever a file resembles; not before a whole table of another dataset.
    """

    label: str
    advice: str
    headings: tuple[str, ...] = ()
    names: str = ""
    accepts: Callable[[str, Sequence[Sequence[Cell]]], bool] | None = None

    def is_it(self, file: str, name: str, rows: Sequence[Sequence[Cell]]) -> bool:
        """Whether a file, named as parts are, with these first rows is it."""
        if self.names and not re.search(self.names, file, re.IGNORECASE):
            return False
        wanted = set(map(folded_header, self.headings))
        if wanted and not any(wanted <= set(map(folded_header, row)) for row in rows):
            return False
        return bool(self.names or wanted or self.accepts) and (self.accepts is None or self.accepts(name, rows))


class MixedReleases(ValueError):
    """The files of one upload name different releases; holds their names."""

    def __init__(self, versions: Sequence[str]) -> None:
        super().__init__(
            f"The files belong to different releases: {', '.join(versions)}. Upload the files of one release at a time."
        )
        self.versions = tuple(versions)


def one_release(named: Collection[str], key: Callable[[str], Any] | None = None) -> str:
    """The one release that the files of an upload name, or '' where they name none. Raises `MixedReleases`; `key` orders them."""
    if len(named) > 1:
        raise MixedReleases(sorted(named, key=key))
    return next(iter(named), "")


class Importer:
    """Base of all importers; one per dataset, registered with `@register`.

    dataset          the dataset's declaration
    version          of the importer: raise it when the facts it writes change
    tables           what the dataset's files hold
    named_others     files that are taken for one of these and are none
    aspects          fact tables that are about several things, for differences between releases
    plausible        what is plausible of the facts, a rule a line; releases that are not so are held back
    code_lists       lists of codes that its releases bring, which those of other datasets are held to
    versions         how its publisher calls releases: a pattern and an example
    default_version  used where files do not name their release and the publisher has only ever issued one
    """

    dataset: DatasetDeclaration
    version: int = 1
    tables: Sequence[Table] = ()
    named_others: Sequence[NamedOther] = ()
    aspects: Mapping[type[models.Model], Aspects] = {}
    plausible: Sequence[Rule] = ()
    code_lists: Sequence[CodeList] = ()
    versions: VersionNames = YEARS
    default_version: str = ""

    def one_header(self, rows: Sequence[Row]) -> Row | None:
        """A heading that one of the dataset's files spreads over rows and merged cells, as one row with the number of the last of
        them; None where the first rows of a part have none."""
        return None

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], readmes: Sequence[ReadMe]) -> str:
        """The release's name as the files give it, or ''. `others` are parts that hold no table of the dataset.

        Raises `MixedReleases` where the files contradict each other.
        """
        return ""

    def version_from_path(self, path: PurePath) -> str:
        """The release that a file's folder or name suggests, or ''. A hint: what files or uploaders say goes before it."""
        return ""

    def hinted_version(self, paths: Iterable[PurePath]) -> str:
        """The one release that the paths of an upload's files suggest, or '' where they suggest none or several."""
        hints = {hint for path in paths if (hint := self.version_from_path(path))}
        return hints.pop() if len(hints) == 1 else ""

    def version_key(self, version: str) -> tuple:
        """Orders versions from old to new. The default compares numbers in the name as numbers."""
        return tuple((0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in re.findall(r"\d+|[^\d]+", version))

    def missed(self, found: Collection[str]) -> Sequence[Table]:
        """The tables that a release lacks which holds those of these keys: all others that releases have in general, unless one
        takes another's place."""
        return [table for table in self.tables if table.usual and table.key not in found]

    def find_published(self, version: str, readmes: Sequence[ReadMe]) -> str:
        """When the publisher released this version, as its read-mes or its name say, or ''. What is no date of
        the past (see `publication.read_date`) counts as nothing."""
        return ""

    def takes(self, parts: Sequence[RecognisedPart], version: str, findings: Findings) -> bool:
        """Whether the release can be used at all; where it cannot, one finding says why, and its rows are not checked. `version`
        is what the files call it, or ''."""
        return True

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        """Rules beyond single rows and references. `rows(table_key)` yields the parsed rows of a table (none if absent); where
        they stand and what their columns are headed in the file, `findings.place` and `findings.heading` tell."""

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        """The facts of one table. `rows` are parsed rows (named tuples); may be read once."""
        raise NotImplementedError(f"{type(self).__name__} declares no facts for {table_key}.")

    def facts_beside(self, table_key: str, rows: Iterable, beside: Callable[[str], Iterator]) -> Iterator[FactRows]:
        """The facts of one table, where other tables of the release say what its cells mean: `beside(table_key)` yields their
        rows. By default these are the `facts` of the table alone."""
        return self.facts(table_key, rows)

    def fact_models(self) -> Sequence[type[models.Model]]:
        """Every fact table this importer writes to, so that leftovers of a broken load can be swept."""
        return ()

    def fact_label(self, model: type[models.Model]) -> str:
        """What reports call a fact table."""
        return capfirst(str(model._meta.verbose_name_plural))


IMPORTERS: dict[str, Importer] = {}


def register(importer: type[Importer]) -> type[Importer]:
    """Class decorator: declare the importer's dataset and make it known to recognition."""
    declare_dataset(importer.dataset)
    IMPORTERS[importer.dataset.slug] = importer()
    return importer
