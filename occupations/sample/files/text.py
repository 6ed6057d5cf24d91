"""The sample's text as it is read to be made into files."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from citations.sample_files import Cell, text_rows

FOLDER = Path(__file__).parents[1]
NOT_AVAILABLE = "n/a"
# The sample's U.S. releases by dataset: makes the files that its publisher would issue, file name to content.
US_SAMPLE: dict[str, Callable[[], dict[str, bytes]]] = {}


def sample_of(dataset: str) -> Callable[[Callable[[], dict[str, bytes]]], Callable[[], dict[str, bytes]]]:
    """Register what makes the files of the sample's release of a dataset."""

    def register(files: Callable[[], dict[str, bytes]]) -> Callable[[], dict[str, bytes]]:
        US_SAMPLE[dataset] = files
        return files

    return register


def rows_of(*path: str) -> list[list[str]]:
    """The rows of a CSV file of the sample, without its heading."""
    return text_rows(FOLDER.joinpath(*path))[1:]


def comma_separated(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file as the studies' publishers issue them; an unknown value is an empty cell."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([heading, *rows])
    return stream.getvalue().encode()


def tab_separated(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of the O*NET text edition, which has no quoting."""
    return "".join("\t".join(row) + "\n" for row in (heading, *rows))


@cache
def soc_2010_titles() -> dict[str, str]:
    """SOC 2010 code → title, without the marks of the crosswalk it is read from."""
    return {row[0]: row[1].removesuffix(" (#)") for row in rows_of("soc", "soc_2010_to_2018_crosswalk.csv")}


@cache
def soc_2018_titles() -> dict[str, str]:
    """SOC 2018 code → title."""
    return {row[2]: row[3] for row in rows_of("soc", "2019_to_SOC_Crosswalk.csv")}


@cache
def onet_soc_titles() -> dict[str, str]:
    """O*NET-SOC 2019 code → title."""
    return {row[0]: row[1] for row in rows_of("soc", "2019_to_SOC_Crosswalk.csv")}


@cache
def task_statements() -> dict[int, tuple[str, str]]:
    """Task number → (O*NET-SOC code, statement), in the order of the table."""
    lines = (FOLDER / "onet" / "Task Statements.txt").read_text(encoding="utf-8").splitlines()[1:]
    return {int(cells[1]): (cells[0], cells[2]) for cells in (line.split("\t") for line in lines)}


def tasks_of(code: str) -> list[int]:
    """The numbers of an occupation's tasks."""
    return [number for number, (owner, _) in task_statements().items() if owner == code]
