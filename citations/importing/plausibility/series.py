"""Figures held to those of the release before: unit, order, coverage; and to what is plausible of them in any release."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, pstdev
from zlib import crc32

from django.db import models
from django.db.models.functions import Substr

from citations.importing.facts import columns_of
from citations.importing.plausibility import lines
from citations.importing.plausibility.judged import Cause, Judged, quoted, words
from citations.importing.plausibility.lines import FEWEST, Line, swapped_pairs
from citations.importing.plausibility.statistics import rank_correlation
from citations.models import Release

DOWNLOAD = "Download the publisher's file again, and do not save it in a spreadsheet before you upload it."
# Of the facts of the release before, the share that may be gone; and by how much the share of empty ones may grow.
LOST, EMPTIED = 0.15, 0.2
# The same of an issue that takes the place of another of the same version.
LOST_OF_THE_SAME, FEW_OF_THE_SAME = 0.02, 3
# The first characters of a code that tell the part of a table that a fact is in; the names of columns with codes of occupations;
# as few facts of a part are not missed.
PART, CODES, FEWEST_OF_A_PART = 2, ("code", "soc_code", "unit_group_code", "from_code"), 5
# Figures so steady are looked at part by part. Where the order of the whole is so like that before, that of a part is not so much
# less like it.
STEADY, STEADY_WHOLE, OF_PARTS = 0.6, 0.9, 0.5
# What is a small move, in standard deviations.
SMALL_MOVE = 0.1
SEPARATOR = "\x1f"
# Of tables with more facts than this a sample is looked at, in runs of so many rows.
LARGE, ROWS_TOGETHER = 40_000, 64
# The key of no release: keys begin at 1.
NO_RELEASE = 0

CONSTANT = Cause("values-all-equal", "All figures of a kind are the same:", f"A column may have been filled down. {DOWNLOAD}")
SORTED = Cause(
    "values-sorted",
    "Figures were sorted apart from their codes:",
    f"A column was sorted by itself, and the rest of its rows stayed where they were. {DOWNLOAD}",
    hidden_by=("codes-unknown",),
)
SHIFTED = Cause(
    "values-shifted",
    "Figures are shifted against their codes:",
    f"A cell may have been inserted or deleted above them. {DOWNLOAD}",
)
INVERTED = Cause(
    "values-inverted",
    "Figures run the other way than in the release before:",
    "The scale may have been turned round, or the file holds the reverse of the measure. Read the publisher's notes on it.",
)
SHUFFLED = Cause(
    "values-reshuffled",
    "Figures stand with other codes than before:",
    f"A column may have been mixed apart from the others, or another column stands in its place. {DOWNLOAD} If the publisher "
    "has changed its method, its notes say so.",
    hidden_by=("codes-unknown", "columns-swapped"),
)
SCALED = Cause(
    "values-scaled",
    "Figures are in another unit than before:",
    "Percents may stand for fractions, thousands for single ones, years for hours. Read what unit the file is in.",
)
ALIKE = Cause(
    "values-changed-alike",
    "All figures of a kind changed by the same:",
    "That is what a calculation does, not a new survey. Compare them with the publisher's own, and read its notes on them.",
)
SWAPPED = Cause(
    "columns-swapped",
    "Columns hold each other's figures:",
    f"Their headings may be exchanged. {DOWNLOAD}",
)
LOST_ROWS = Cause(
    "rows-lost",
    "Much of what the release before has is gone:",
    f"The file may be cut off or filtered. {DOWNLOAD} If the publisher has left them out, its notes say so.",
    hidden_by=("codes-unknown", "groups-missing"),
)
EMPTIER = Cause(
    "values-missing",
    "Far more figures are missing than before:",
    f"Cells may have been emptied, or hold formulas that nothing has calculated. {DOWNLOAD}",
)
UNUSUAL = Cause(
    "values-unusual",
    "Figures are of another size than such figures ever are:",
    "The unit may be another one, or another column stands in the place of this one. Read what the file's columns hold.",
    hidden_by=("values-scaled",),
)
TESTS = (
    (CONSTANT, lines.is_constant),
    (SORTED, lines.is_sorted),
    (SHIFTED, lines.is_shifted),
    (INVERTED, lines.is_inverted),
    (SHUFFLED, lines.is_shuffled),
    (ALIKE, lines.is_moved_alike),
    (SCALED, lines.is_scaled),
    (ALIKE, lines.is_multiplied_alike),
)
TESTS_OF_PARTS = (
    (CONSTANT, lines.is_constant),
    (SHIFTED, lines.is_shifted),
    (SHUFFLED, lines.is_shuffled),
    (SCALED, lines.is_scaled),
    (ALIKE, lines.is_multiplied_alike),
)


@dataclass(frozen=True)
class Series:
    """The figures of some columns, told apart by the values of others (`by`), stay what they were, roughly.

    branch   a column whose first characters, so many, tell them apart as well
    part     the column whose first characters tell the part of the table that a fact is in, such as the group of its occupation:
             what one part alone has suffered is looked for, too. By itself, the first column of codes in the key
    steady   the least rank correlation with the release before
    typical  for columns or values of `by`: between what bounds the middle figure lies in any release
    lost     the share of the facts of the release before that may be gone
    """

    model: type[models.Model]
    values: tuple[str, ...]
    by: tuple[str, ...] = ()
    branch: tuple[str, int] | None = None
    part: str = ""
    steady: float = 0.7
    typical: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    lost: float = LOST

    def judge(self, judged: Judged) -> None:
        if not judged.holds(self.model):
            return
        before = judged.before(self.model, *self._kinds)
        found = self._lines(judged, before)
        swapped = list(swapped_pairs(found)) if before else []
        for one, other in swapped:
            judged.note(SWAPPED, f"{one} and {other}")
        spoken_of = {name for pair in swapped for name in pair}
        for name, line in found.items():
            self._judge_size(judged, name, line)
            if name not in spoken_of and not self._judge_line(judged, name, line) and before and self.steady >= STEADY:
                self._judge_parts(judged, name, line)
        if before:
            self._judge_coverage(judged, before, found)
            note_groups_gone(judged, before, self.model, self.part_column, self._kinds)

    @property
    def _kinds(self) -> list[str | Substr]:
        return [*([Substr(self.branch[0], 1, self.branch[1])] if self.branch else []), *self.by]

    @property
    def part_column(self) -> str:
        return self.part or part_of(self.model)

    def _judge_line(self, judged: Judged, name: str, line: Line) -> bool:
        for cause, test in TESTS:
            if detail := test(line, self.steady):
                key, old, new = line.first or ("", 0.0, 0.0)
                shown = " ".join(filter(None, key.split(SEPARATOR)))
                example = f", {shown}: {old:g} before, {new:g} now" if key else ""
                judged.note(cause, f"{name}: {detail}{example}")
                return True
        return False

    def _judge_parts(self, judged: Judged, name: str, line: Line) -> None:
        """What only a part of the table has suffered. Its order is looked at where that of the whole is nearly what it was, and
        its figures moved by more than what is small in the whole."""
        whole, before = rank_correlation(*line.pairs()) or 0.0, line.pairs()[1]
        small = SMALL_MOVE * pstdev(before) if before else 0.0
        for part, of_part in sorted(line.by_part().items()) if self.part_column else ():
            moved = [abs(new - old) for new, old in zip(*of_part.pairs(), strict=True)]
            of_order = whole >= STEADY_WHOLE and bool(moved) and median(moved) > small
            for cause, test in TESTS_OF_PARTS:
                if detail := test(of_part, whole - OF_PARTS if of_order else -1.0):
                    judged.note(cause, f"{name}, {words(self.part_column)} {part}…: {detail}")
                    break

    def _judge_size(self, judged: Judged, name: str, line: Line) -> None:
        values = line.values()
        bounds = next((bounds for of, bounds in self.typical.items() if words(of) in name.split(", ")), None)
        if bounds and len(values) >= FEWEST and not bounds[0] <= (middle := median(values)) <= bounds[1]:
            judged.note(UNUSUAL, f"{name}: the middle one is {middle:,.6g}, and {bounds[0]:,g} to {bounds[1]:,g} is usual")

    def _judge_coverage(self, judged: Judged, before: Release, found: Mapping[str, Line]) -> None:
        for group, count in self._counted(judged, before).items():
            of_group = (line for name, line in found.items() if not group or f"{name}, ".startswith(f"{group}, "))
            line = next(of_group, None)
            if line is None or count < FEWEST:
                # Whole tables that are not there make a release partial, which is said elsewhere.
                continue
            gone = count - line.shared
            if is_much(gone, count, self.lost, judged, before):
                judged.note(LOST_ROWS, f"{group or self.model._meta.verbose_name_plural}: {gone:,} of {count:,}")
        for name, line in found.items():
            if line.shared >= FEWEST and line.empty_of_shared - line.empty_before > EMPTIED * line.shared:
                judged.note(
                    EMPTIER, f"{name}: {line.empty_of_shared:,} of {line.shared:,}, and {line.empty_before:,} of the same before"
                )

    def _counted(self, judged: Judged, before: Release) -> dict[str, int]:
        """How many facts the release before has of each group."""
        facts = self.model._default_manager.filter(release_id=before.pk).order_by()
        if not self._kinds:
            return {"": facts.count()}
        return {named(group): count for *group, count in facts.values_list(*self._kinds).annotate(count=models.Count("pk"))}

    def _lines(self, judged: Judged, before: Release | None) -> dict[str, Line]:
        """Every line of the release: how many facts it has, and a sample of them."""
        query = Query(self, judged, before)
        found = {
            group: [Line(facts, *counts) for counts in zip(*[iter(rest)] * (len(rest) // len(self.values)), strict=True)]
            for group, facts, *rest in query.counts()
        }
        for group, subject, part, new, old in query.sample():
            number = crc32(subject.encode())
            for line, value, earlier in zip(found[group], new, old, strict=True):
                line.add(number, subject, value, earlier, part)
        several = len(self.values) > 1
        return {
            ", ".join(filter(None, (named(group), words(column) if several or not group else ""))): line
            for group, of_group in found.items()
            for column, line in zip(self.values, of_group, strict=True)
        }


class Query:
    """The SQL of a series: a release beside the one before it."""

    def __init__(self, series: Series, judged: Judged, before: Release | None) -> None:
        self.series, self.judged = series, judged
        name = quoted(series.model)
        key = [f.name for f in columns_of(series.model)[0]]
        self.groups = [f"a.{name(column)}" for column in series.by]
        if series.branch:
            self.groups.insert(0, f"SUBSTR(a.{name(series.branch[0])}, 1, {series.branch[1]})")
        self.key = [f"a.{name(column)}" for column in key if column not in series.by]
        self.part = f"SUBSTR(a.{name(series.part_column)}, 1, {PART})" if series.part_column else "''"
        self.new, self.old = ([f"{side}.{name(column)}" for column in series.values] for side in "ab")
        same = " AND ".join(f"a.{name(column)} = b.{name(column)}" for column in key)
        self.rows = f"FROM {name('')} a LEFT JOIN {name('')} b ON b.release_id = %s AND {same} WHERE a.release_id = %s"
        self.parameters = [before.pk if before else NO_RELEASE, judged.release.pk]

    def counts(self) -> Iterator[tuple]:
        """For each group: its values, how many facts; then for each column how many are empty, how many facts are in both, and
        how many of these are empty in the one and in the other."""
        sums = []
        for new, old in zip(self.new, self.old, strict=True):
            shared = "CASE WHEN b.id IS NULL THEN 0 ELSE 1 END"
            sums += [
                f"COUNT(*) - COUNT({new})",
                "COUNT(b.id)",
                f"SUM(CASE WHEN {new} IS NULL THEN {shared} ELSE 0 END)",
                f"COUNT(b.id) - COUNT({old})",
            ]
        grouped = f" GROUP BY {', '.join(self.groups)}" if self.groups else ""
        count = len(self.groups)
        for row in self._run(["COUNT(*)", *sums], grouped):
            yield row[:count], *row[count:]

    def sample(self) -> Iterator[tuple[tuple, str, str, tuple, tuple]]:
        """Facts in the order of the file, of large tables some: their group, key as text, part, and the figures of both."""
        step = max(1, self.judged.holds(self.series.model) // LARGE)
        # Rows that follow each other stay together, so that a shift by a row can be told.
        some = f" AND (a.id / {ROWS_TOGETHER}) % {step} = 0".replace("%", "%%") if step > 1 else ""
        groups, keys, values = len(self.groups), len(self.groups) + len(self.key), len(self.new)
        for *row, part in self._run([*self.key, *self.new, *self.old, self.part], f"{some} ORDER BY a.id"):
            subject = SEPARATOR.join(map(str, row[groups:keys]))
            yield tuple(row[:groups]), subject, part, tuple(row[keys : keys + values]), tuple(row[keys + values :])

    def _run(self, selected: Sequence[str], tail: str) -> Iterator[tuple]:
        sql = f"SELECT {', '.join([*self.groups, *selected])} {self.rows}{tail}"
        return self.judged.rows(self.series.model, sql, self.parameters)


def named(group) -> str:
    """The values that tell a group from others, in a sentence."""
    return ", ".join(words(str(value)) for value in group if value != "")


def is_much(gone: int, count: int, lost: float, judged: Judged, before: Release) -> bool:
    """Whether more of the facts of the release before are gone than may be: of another issue of the same version, only a few."""
    same = before.version == judged.release.version
    return gone > (max(FEW_OF_THE_SAME, LOST_OF_THE_SAME * count) if same else lost * count)


def part_of(model: type[models.Model]) -> str:
    """The first column of occupations' codes in a table's key; '' where there is none."""
    return next((f.name for f in columns_of(model)[0] if f.name in CODES), "")


def note_groups_gone(
    judged: Judged, before: Release, model: type[models.Model], part: str, kinds: Sequence[str | Substr]
) -> None:
    """Note parts of a table that the release before has and this one has not, of kinds of facts that it has otherwise."""
    if not part:
        return

    def counted(release: Release) -> dict[tuple, dict[str, int]]:
        facts = model._default_manager.filter(release_id=release.pk).order_by()
        columns = [*kinds, Substr(part, 1, PART)]
        found: dict[tuple, dict[str, int]] = {}
        for *kind, of, count in facts.values_list(*columns).annotate(count=models.Count("pk")):
            found.setdefault(tuple(kind), {})[of] = count
        return found

    here = counted(judged.release)
    for kind, theirs in counted(before).items():
        gone = {of: count for of, count in theirs.items() if count >= FEWEST_OF_A_PART and of not in here.get(kind, {of: 0})}
        if gone:
            name = named(kind) or str(model._meta.verbose_name_plural)
            counts = ", ".join(f"{of}… ({count:,})" for of, count in sorted(gone.items()))
            judged.note(LOST_ROWS, f"{name}, all of {words(part)} {counts}")


@dataclass(frozen=True)
class Kept:
    """Most facts of the release before are in this one, of each kind that it has at all (`by` tells kinds apart), and none of its
    groups is gone. Facts are the same by their key, without the columns `but`."""

    model: type[models.Model]
    by: tuple[str, ...] = ()
    lost: float = LOST
    but: tuple[str, ...] = ()

    def judge(self, judged: Judged) -> None:
        before = judged.before(self.model, *self.by) if judged.holds(self.model) else None
        if before is None:
            return
        note_groups_gone(judged, before, self.model, part_of(self.model), self.by)
        name, key = quoted(self.model), [f.name for f in columns_of(self.model)[0] if f.name not in self.but]
        there = " AND ".join(f"a.{name(column)} = b.{name(column)}" for column in key)
        groups = "".join(f"a.{name(column)}, " for column in self.by)
        joined = f"FROM {name('')} a LEFT JOIN {name('')} b ON b.release_id = %s AND {there} WHERE a.release_id = %s"
        grouped = f" GROUP BY {groups[:-2]}" if groups else ""
        sql = f"SELECT {groups}COUNT(*), COUNT(b.id) {joined}{grouped}"
        facts = self.model._default_manager.filter(release_id=judged.release.pk).order_by()
        here = set(facts.values_list(*self.by).distinct()) if self.by else set()
        for *group, count, kept in judged.rows(self.model, sql, [judged.release.pk, before.pk]):
            if self.by and tuple(group) not in here:
                # Whole tables that are not there make a release partial, which is said elsewhere.
                continue
            if count >= FEWEST and is_much(count - kept, count, self.lost, judged, before):
                label = named(group) or self.model._meta.verbose_name_plural
                judged.note(LOST_ROWS, f"{label}: {count - kept:,} of {count:,}")
