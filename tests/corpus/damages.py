"""What happens to tables on their way to us and leaves them well-formed, as changes of rows (dicts, in the order of the file).

Each damage is a function of rows that returns other rows; the originals stay as they are.
"""

from collections.abc import Callable, Sequence
from random import Random

Row = dict[str, object]
Rows = list[Row]
Damage = Callable[[Rows], Rows]


def _replaced(rows: Rows, columns: Sequence[str], change: Callable[[str, list], list]) -> Rows:
    """The rows with the values of each column, from top to bottom, as `change` returns them."""
    changed = {column: change(column, [row[column] for row in rows]) for column in columns}
    return [{**row, **{column: changed[column][at] for column in columns}} for at, row in enumerate(rows)]


def _numbers(change: Callable[[list[float]], list[float]]) -> Callable[[str, list], list]:
    """A change of the figures alone: what is missing stays so."""

    def apply(_: str, values: list) -> list:
        new = iter(change([value for value in values if value is not None]))
        return [None if value is None else next(new) for value in values]

    return apply


def scaled(*columns: str, by: float, every: int = 1) -> Damage:
    """Another unit, in all rows or in one of so many."""

    def change(values: list[float]) -> list[float]:
        return [value * by if at % every == 0 else value for at, value in enumerate(values)]

    return lambda rows: _replaced(rows, columns, _numbers(change))


def added(*columns: str, amount: float) -> Damage:
    return lambda rows: _replaced(rows, columns, _numbers(lambda values: [value + amount for value in values]))


def inverted(*columns: str) -> Damage:
    """The scale turned round."""
    return lambda rows: _replaced(rows, columns, _numbers(lambda values: [max(values) + min(values) - v for v in values]))


def shuffled(*columns: str) -> Damage:
    """Each column shuffled by itself."""
    return lambda rows: _replaced(rows, columns, _numbers(lambda values: Random(7).sample(values, len(values))))


def sorted_by_itself(*columns: str, descending: bool = False) -> Damage:
    return lambda rows: _replaced(rows, columns, _numbers(lambda values: sorted(values, reverse=descending)))


def shifted(*columns: str, by: int = 1) -> Damage:
    """Moved down by so many rows; the last come first."""
    return lambda rows: _replaced(rows, columns, lambda _, values: values[-by:] + values[:-by])


def filled_down(*columns: str) -> Damage:
    return lambda rows: _replaced(rows, columns, _numbers(lambda values: [values[0]] * len(values)))


def emptied(*columns: str, of: int = 4, keep: int = 1) -> Damage:
    """Of so many rows, all but a few without their figures."""
    return lambda rows: _replaced(
        rows, columns, lambda _, values: [value if at % of < keep else None for at, value in enumerate(values)]
    )


def swapped(one: str, other: str) -> Damage:
    return lambda rows: [{**row, one: row[other], other: row[one]} for row in rows]


def only(share: float, *, from_the_end: bool = False) -> Damage:
    """The first rows, or the last, so many of them."""

    def cut(rows: Rows) -> Rows:
        count = int(len(rows) * share)
        return rows[-count:] if from_the_end else rows[:count]

    return cut


def every(step: int) -> Damage:
    """One row of so many."""
    return lambda rows: rows[::step]


def where(column: str, value: str, damage: Damage) -> Damage:
    """A damage to the rows whose value in a column begins so; the others stay."""

    def change(rows: Rows) -> Rows:
        meant = [str(row[column]).startswith(value) for row in rows]
        changed = iter(damage([row for row, is_meant in zip(rows, meant, strict=True) if is_meant]))
        new = [next(changed, None) if is_meant else row for row, is_meant in zip(rows, meant, strict=True)]
        return [row for row in new if row is not None]

    return change


def recoded(*columns: str, code: Callable[[str], str]) -> Damage:
    return lambda rows: _replaced(rows, columns, lambda _, values: [code(str(value)) if value else value for value in values])


def invented(column: str, count: int) -> Damage:
    """So many of the codes, the last in their order, are none: of a major group that there is not, or with other digits."""

    def change(rows: Rows) -> Rows:
        meant = sorted({str(row[column]) for row in rows if row[column]})[-count:]
        return [{**row, column: unknown(str(row[column]))} if str(row[column]) in meant else row for row in rows]

    return change


def unknown(code: str) -> str:
    """A code that looks like one and is none: of a major group that there is not, or with other digits at its end."""
    if "-" in code:
        return f"{int(code[:2]) + 1}{code[2:]}"
    return code[0] + "".join(digit if not digit.isdigit() else str(9 - int(digit)) for digit in code[1:])


def some_unknown(code: str) -> str:
    """One in four codes is in no list."""
    return unknown(code) if sum(map(ord, code)) % 4 == 0 else code


def of_2010(code: str) -> str:
    """A code as only the corpus's list of 2010 has it: one in three had a stroke in it."""
    return code.replace("-", "/") if sum(map(ord, code)) % 3 == 0 else code


def of_2018(code: str) -> str:
    """A code as only the corpus's list of 2018 has it: one in three has a plus in it."""
    return code.replace("-", "+") if sum(map(ord, code)) % 3 == 0 else code


def is_divided(code: str) -> bool:
    """Whether a code of 2018 is for a part of an occupation of 2010, in the lists of the corpus."""
    return sum(map(ord, code)) % 3 == 1


def without_facts_of(column: str, of: Callable[[str], bool]) -> Damage:
    """Without the rows whose code is so."""
    return lambda rows: [row for row in rows if not of(str(row[column]))]


def both(*damages: Damage) -> Damage:
    def change(rows: Rows) -> Rows:
        for damage in damages:
            rows = damage(rows)
        return rows

    return change
