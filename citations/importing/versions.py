"""What publishers call their releases: for each dataset a pattern and an example, so that a version that somebody types is taken
as its publisher writes it, or refused with the example."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from citations.importing.cells import HYPHENS
from citations.importing.publication import as_iso

_ANY_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class VersionNames:
    """How the releases of a dataset are called.

    by         what tells them apart; completes "are called by …"
    example    one of them
    pattern    of a name as the publisher writes it
    spellings  patterns of what people write for one, whatever the case, each with the name that is meant (a template of
               `re.Match.expand`); dates are understood without
    year_of_0  of names that are numbers, one for each year: the year of number 0
    """

    by: str
    example: str
    pattern: str
    spellings: Sequence[tuple[str, str]] = ()
    year_of_0: int | None = None

    @property
    def help_text(self) -> str:
        """What to type, in a sentence."""
        return f"The publisher's name for the release: {self.by}, such as {self.example}."

    def read(self, typed: str, title: str) -> str:
        """The name as the publisher writes it, of what somebody typed; '' for ''. `title` is that of the dataset.

        Raises ValueError for what is no name of its releases, and for one of a year after the next.
        """
        if not typed.strip():
            return ""
        name = next((name for name in self._meant(typed) if self._is_name(name)), "")
        if not name:
            raise ValueError(f"“{typed}” is no release of {title}: its releases are called by {self.by}, such as {self.example}.")
        self.refuse_future(name, title)
        return name

    def refuse_future(self, name: str, title: str) -> None:
        """Raises ValueError for the name of a release that there cannot be yet: of a year after the next."""
        found = _YEAR.search(name)
        number = re.match(r"\d+", name) if self.year_of_0 is not None else None
        if number:
            year = (self.year_of_0 or 0) + int(number[0])
        elif found:
            year = int(found[0])
        else:
            return
        latest = timezone.now().year + 1
        if year > latest:
            raise ValueError(
                f"There is no {title} {name} yet: it would be of {year}. Look at the publisher's page for what the release is "
                f"called; {self.example} is one."
            )

    def _is_name(self, text: str) -> bool:
        """Whether it is written as the publisher writes names; a day has to be one of the calendar."""
        return re.fullmatch(self.pattern, text) is not None and (not _ANY_DAY.fullmatch(text) or as_iso(text) == text)

    def _meant(self, typed: str) -> Iterator[str]:
        text = " ".join(typed.translate(HYPHENS).split())
        yield text
        for pattern, name in self.spellings:
            if match := re.fullmatch(pattern, text, re.IGNORECASE):
                yield match.expand(name)
        yield as_iso(text)


_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"

YEARS = VersionNames("the year", "2025", r"(?:19|20)\d\d")
MONTHS = VersionNames("the month", "2025-10", rf"20\d\d-{_MONTH}", [(r"(20\d\d)[/._](\d\d)", r"\1-\2")])
DAYS = VersionNames(
    "the day", "2026-01-15", rf"20\d\d-{_MONTH}-{_DAY}", [(r"(?:release[ _])?(20\d\d)[/._](\d\d)[/._](\d\d)", r"\1-\2-\3")]
)
