"""Recognising uploaded files by their content: headers decide, file names are hints at most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path, PurePath
from typing import NamedTuple

from citations.importing.cells import Cell, as_text
from citations.importing.importer import IMPORTERS, Importer, RecognisedPart
from citations.importing.issues import Findings, Place
from citations.importing.publication import read_date
from citations.importing.reading import Kind, Part, ReadMe, Row, Tableless, UnreadableFile, is_called_a_table, read_parts
from citations.importing.tables import Match, RowErrors, Table, folded_header, folded_headers

# Official workbooks open with a few lines of title; the header is within the first rows.
HEADER_WITHIN = 25
# From this share of required columns on, a part is taken for a damaged table rather than something else,
LIKENESS = 0.5
# provided that at least this share of its own columns belongs to the table, or the uploader named the dataset.
OWN_SHARE = 0.4
# Two columns in common say little: then this share of its columns has to belong, whoever named the dataset.
SHARE_OF_TWO = 0.6


class SetAside(NamedTuple):
    """A part or file that is something else, and what it is. `known`: an importer says so, else the kind of file does."""

    at: Place
    what: Kind
    known: bool = True

    @property
    def words(self) -> str:
        return f"This is {self.what.label}. {self.what.advice}"


@dataclass
class Recognition:
    """What an upload holds.

    importer   None where no dataset's table was found
    parts      parts matched to tables of that dataset
    others     parts that hold nothing the importer reads
    near       parts that look like a table but miss required columns
    foreign    parts that belong to another dataset, by its slug
    set_aside  what is known to be something else: a sister study, a web page
    unreadable names of files and members in which nothing can be made out
    """

    importer: Importer | None = None
    parts: list[RecognisedPart] = field(default_factory=list)
    others: list[Part] = field(default_factory=list)
    near: list[RecognisedPart] = field(default_factory=list)
    foreign: dict[str, list[RecognisedPart]] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)
    readmes: list[ReadMe] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    @property
    def version(self) -> str:
        """The release's name as the files give it, or ''. Raises `MixedReleases` where they contradict each other."""
        if self.importer is None:
            return ""
        return self.importer.find_version(self.parts, self.others, self.readmes)

    def published(self, version: str) -> str:
        """When the files say that this version was published, as an ISO date as far as they tell, or ''."""
        try:
            return read_date(self.importer.find_published(version, self.readmes)) if self.importer else ""
        except ValueError:
            return ""

    @property
    def hinted_version(self) -> str:
        """What names of files and of folders in archives suggest the release to be, or ''."""
        if self.importer is None:
            return ""
        return self.importer.hinted_version(PurePath(*recognised.part.file.split(" › ")) for recognised in self.parts)


Candidate = tuple[Importer, Table]


def tables_by_heading(importers: Sequence[Importer]) -> dict[str, list[Candidate]]:
    """Every table that has a column headed so, by folded heading."""
    tables_of: dict[str, list[Candidate]] = {}
    for importer in importers:
        for table in importer.tables:
            for heading in {heading for column in table.columns for heading in column.headers}:
                tables_of.setdefault(heading, []).append((importer, table))
    return tables_of


class PartHead:
    """The first rows of a part, each with the tables that have a column headed by one of its cells. `broken`: why there are no
    more of them, where the part breaks off."""

    def __init__(
        self,
        part: Part,
        rows: list[Row],
        tables_of: Mapping[str, Sequence[Candidate]],
        broken: UnreadableFile | None = None,
    ) -> None:
        self.part, self.rows, self.broken = part, rows, broken
        self.headings = [folded_headers(row.cells) for row in rows]
        # Rows of data rarely hold a heading, so they are matched with no table.
        candidates: dict[int, tuple[Candidate, list[int]]] = {}
        for index, headings in enumerate(self.headings):
            for heading in headings:
                for candidate in tables_of.get(heading, ()):
                    _, indexes = candidates.setdefault(id(candidate[1]), (candidate, []))
                    if not indexes or indexes[-1] != index:
                        indexes.append(index)
        self.candidates = [
            (importer, table, indexes) for (importer, table), indexes in candidates.values() if self._may_be_on(table.sheets)
        ]

    def accepted(self, recognised: RecognisedPart) -> bool:
        """Whether the table takes the part, by its own rule on the first row that parses."""
        accepts = recognised.table.accepts
        return accepts is None or accepts(self.part.name, self._first_row(recognised)[1])

    def unsound_rows(self, recognised: RecognisedPart) -> int:
        """How many rows come before the first that the table can read."""
        return self._first_row(recognised)[0]

    def _first_row(self, recognised: RecognisedPart) -> tuple[int, tuple | None]:
        below = [row for row in self.rows if row.number > recognised.header_row]
        parse = recognised.match.row_parser(is_text=self.part.delimited)
        for index, row in enumerate(below):
            try:
                return index, parse(row.cells)
            except RowErrors:
                continue
        return len(below), None

    def _may_be_on(self, sheets: Sequence[str]) -> bool:
        """Whether the part's sheet is one of those that a table is on, or either has none."""
        return not (self.part.sheet and sheets) or folded_header(self.part.sheet) in map(folded_header, sheets)


def recognise(files: Sequence[tuple[str, Path]], findings: Findings, dataset: str = "") -> Recognition:
    """Look into files given as (name, path). Unreadable files become findings; nothing is raised for bad content.

    `dataset` narrows the search to one importer, so that a damaged file is reported against its schema.
    """
    importers = [IMPORTERS[dataset]] if dataset else list(IMPORTERS.values())
    parts: list[Part] = []
    recognition = Recognition()
    for name, path in files:
        try:
            contents = read_parts(name, path)
        except UnreadableFile as error:
            error.report(findings, name)
            recognition.unreadable.append(name)
            continue
        aside = list(_without_table(contents.tableless))
        if contents.kind and not aside:
            aside = [SetAside(Place(name), contents.kind, known=False)]
        recognition.set_aside += aside
        parts.extend(contents.parts)
        recognition.readmes.extend(contents.readmes)

    by_dataset: dict[str, list[RecognisedPart]] = {}
    near: list[tuple[Importer, RecognisedPart]] = []
    tables_of = tables_by_heading(importers)
    for part in parts:
        try:
            head = _head_of(part, importers, tables_of)
        except UnreadableFile as error:
            error.report(findings, part.file, part.sheet)
            recognition.unreadable.append(part.name)
            continue
        complete = list(_complete_matches(head))
        if what := _known_other(part.file, part.name, [row.cells for row in head.rows], [importer for importer, _ in complete]):
            recognition.set_aside.append(SetAside(part.at(), what))
            continue
        if complete and (damaged := _better_described(head, complete)):
            near.append(damaged)
            continue
        likely = complete or list(_near_matches(head, bool(dataset)))
        if not likely and head.broken:
            head.broken.report(findings, part.file, part.sheet)
            recognition.unreadable.append(part.name)
            continue
        if not likely:
            recognition.others.append(part)
            continue
        # The table with the most columns describes the part best; among damaged ones, the table that would accept it.
        importer, recognised = max(likely, key=partial(_fitness, head))
        if complete:
            by_dataset.setdefault(importer.dataset.slug, []).append(recognised)
        else:
            near.append((importer, recognised))

    if dataset and not by_dataset and (others := _of_other_datasets(files, near)):
        recognition.foreign = others
        return recognition
    if by_dataset:
        slug = max(by_dataset, key=lambda key: (len(by_dataset[key]), key))
        recognition.importer = IMPORTERS[slug]
        recognition.parts = by_dataset.pop(slug)
        recognition.foreign = by_dataset
    elif near:
        recognition.importer = max(near, key=lambda item: item[1].match.likeness)[0]
    whole = {recognised.table.key for recognised in recognition.parts}
    closest: dict[str, tuple[float, float]] = {}
    for _, recognised in near:
        key = recognised.table.key
        closest[key] = max(closest.get(key, (0.0, 0.0)), _closeness(recognised))
    for importer, recognised in near:
        # What resembles a table that is here whole, or resembles it less than another part does, is another file of the
        # same release, not a damaged copy: archives hold many tables that share columns.
        table = recognised.table
        alone = table.part_of_many or (table.key not in whole and _closeness(recognised) == closest[table.key])
        if importer is recognition.importer and alone and not _is_another_table(recognised, recognition.parts):
            recognition.near.append(recognised)
        else:
            recognition.others.append(recognised.part)
    return recognition


def _of_other_datasets(
    files: Sequence[tuple[str, Path]], near: Sequence[tuple[Importer, RecognisedPart]]
) -> dict[str, list[RecognisedPart]]:
    """Whole tables of datasets other than the one that the uploader named, by dataset, where the files hold no whole one of that,
    and no damaged one that has more of their columns."""
    found = recognise(files, Findings())
    if found.importer is None or not found.parts:
        return {}
    most = max(len(recognised.match.positions) for recognised in found.parts)
    if any(len(recognised.match.positions) >= most for _, recognised in near):
        return {}
    return {found.importer.dataset.slug: found.parts, **found.foreign}


def _head_of(part: Part, importers: Sequence[Importer], tables_of: Mapping[str, Sequence[Candidate]]) -> PartHead:
    """The first rows of a part; a heading that stands in several of them is one row. Of a part that breaks off among them, those
    before: enough, perhaps, to tell what it is. Raises `UnreadableFile` where there is none."""
    rows: list[Row] = []
    broken = None
    try:
        for row in islice(part.rows(), HEADER_WITHIN + 1):
            rows.append(row)
    except UnreadableFile as error:
        if not rows:
            raise
        broken = error
    header = next((header for importer in importers if (header := importer.one_header(rows))), None)
    if header is None:
        return PartHead(part, rows, tables_of, broken)
    rows = [header if row.number == header.number else row for row in rows]
    return PartHead(part.with_header(header), rows, tables_of, broken)


def _without_table(files: Sequence[Tableless]) -> Iterator[SetAside]:
    """Files without a table that are taken for one: an importer knows them, or their names say so."""
    for file, name, kind in files:
        if what := _known_other(file, name):
            yield SetAside(Place(file), what)
        elif kind and is_called_a_table(name):
            yield SetAside(Place(file), kind, known=False)


def _known_other(file: str, name: str, rows: Sequence[Sequence[Cell]] = (), whole_of: Sequence[Importer] = ()) -> Kind | None:
    """What a file is that an importer knows to be none of its own; `whole_of` are those of which it is a whole table."""
    for importer in IMPORTERS.values():
        for other in importer.named_others:
            if all(owner is importer for owner in whole_of) and other.is_it(file, name, rows):
                return Kind(other.label, other.advice)
    return None


def _is_another_table(near: RecognisedPart, whole: Sequence[RecognisedPart]) -> bool:
    """Whether a part beside whole tables of one file resembles a required table by its figures only: it has none of the columns
    that tell that table's rows apart, and lacks more. Such a table is missing, not damaged."""
    table, missing = near.table, {column.name for column in near.match.missing}
    unlike = table.required and len(missing) > len(table.unique) + 1 and bool(table.unique) and missing.issuperset(table.unique)
    return unlike and any(recognised.part.file == near.part.file for recognised in whole)


def _fitness(head: PartHead, candidate: tuple[Importer, RecognisedPart]) -> tuple[bool, float, bool, int, int]:
    recognised = candidate[1]
    match = recognised.match
    called = is_called(head.part.name, recognised.table)
    if recognised.table.accepts is None:
        return called, match.likeness, True, len(match.positions), 0
    # Of tables with one header, the one whose rows come first.
    accepted = match.complete or head.accepted(recognised)
    return called, match.likeness, accepted, len(match.positions), -head.unsound_rows(recognised)


def _complete_matches(head: PartHead) -> Iterator[tuple[Importer, RecognisedPart]]:
    for importer, table, indexes in head.candidates:
        for index in indexes:
            match = table.match(head.headings[index])
            if not match.complete:
                continue
            recognised = RecognisedPart(head.part, match, head.rows[index].number)
            if head.accepted(recognised):
                yield importer, recognised
            break


def _better_described(
    head: PartHead, complete: Sequence[tuple[Importer, RecognisedPart]]
) -> tuple[Importer, RecognisedPart] | None:
    """The damaged table of another dataset that has more of the part's columns than any that is whole, some of them found in no
    other dataset: a small table is whole in many a file that happens to have its columns, too."""
    most = max(len(recognised.match.positions) for _, recognised in complete)
    datasets = [importer for importer, _ in complete]
    better = [
        (importer, recognised)
        for importer, recognised in _near_matches(head, asked=False)
        if importer not in datasets
        and len(recognised.match.positions) > most
        and _has_heading_of_its_own(importer, recognised.match)
    ]
    return max(better, key=partial(_fitness, head)) if better else None


def _near_matches(head: PartHead, asked: bool) -> Iterator[tuple[Importer, RecognisedPart]]:
    """Tables that the part resembles. Of a table with few columns, one that is left says little unless its heading is found
    in no other dataset, or the uploader named the dataset."""
    for importer, table, indexes in head.candidates:
        few = len([column for column in table.columns if column.required]) < 3
        for index in indexes:
            row, match = head.rows[index], table.match(head.headings[index])
            if match.likeness < LIKENESS:
                continue
            if match.complete:
                # Nothing is missing: the table itself does not accept the part.
                break
            if is_called(head.part.name, table):
                yield importer, RecognisedPart(head.part, match, row.number)
                break
            own_share = _own_share(match, row)
            if (not asked and own_share < OWN_SHARE) or (not few and len(match.positions) <= 2 and own_share < SHARE_OF_TWO):
                break
            if not few or asked or _has_heading_of_its_own(importer, match):
                yield importer, RecognisedPart(head.part, match, row.number)
            break


def is_called(name: str, table: Table) -> bool:
    """A file of this name bears the table's, which says more about a damaged one than the headings that are left."""
    return folded_header(PurePath(name).stem) == folded_header(table.label)


def _own_share(match: Match, header: Row) -> float:
    """Share of the part's own columns that belong to the table."""
    return len(match.positions) / max(1, sum(1 for cell in header.cells if as_text(cell)))


def _closeness(recognised: RecognisedPart) -> tuple[float, float]:
    header = next(row for row in recognised.part.rows() if row.number == recognised.header_row)
    return recognised.match.likeness, _own_share(recognised.match, header)


def _has_heading_of_its_own(importer: Importer, match: Match) -> bool:
    elsewhere = {
        heading
        for other in IMPORTERS.values()
        if other is not importer
        for table in other.tables
        for column in table.columns
        for heading in column.headers
    }
    return any(column.name in match.positions and not elsewhere.intersection(column.headers) for column in match.table.columns)


def is_blank(part: Part) -> bool:
    """Whether the part is blank where a table would begin: in its first rows, or in the first non-blank lines of a text."""
    try:
        return not any(as_text(cell) for row in islice(part.rows(), HEADER_WITHIN) for cell in row.cells)
    except UnreadableFile:
        return False


def header_words(part: Part) -> str:
    """The first header-like row of a part, shortened, for messages about files that were not recognised."""
    try:
        for row in islice(part.rows(), HEADER_WITHIN):
            words = [as_text(cell) for cell in row.cells if as_text(cell)]
            if len(words) > 1:
                text = ", ".join(words[:8]) + (" …" if len(words) > 8 else "")
                return text if len(text) <= 200 else text[:199] + "…"
    except UnreadableFile:
        return ""
    return ""
