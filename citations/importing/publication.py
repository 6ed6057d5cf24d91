"""When a publisher released a dataset: as precisely as known, and never guessed.

What files say of it goes first: a read-me that names the month (O*NET), or a release that is named by its day or month
(Anthropic, Microsoft). Else it is what the steward says. Workbooks of BLS, the ILO and the studies name no date; the day on
which one was last saved, in its document properties or in an archive, is none: they are saved weeks before they are published,
or anew when somebody opens them. Of releases that were known before stewards were asked, `known_releases.csv` is the last resort.
"""

import csv
import re
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

# As typed or named, and as pages print it, each with how much of an ISO date it tells.
_SPELLINGS = {
    "%Y-%m-%d": 10,
    "%d %B %Y": 10,
    "%Y-%m": 7,
    "%B %Y": 7,
    "%Y": 4,
}
_WORDS = {10: "{0.day} {0:%B} {0.year}", 7: "{0:%B} {0.year}", 4: "{0.year}"}
EARLIEST_YEAR = 1900


def read_date(text: str) -> str:
    """2025, 2025-04 or 2025-04-02, also from "2 April 2025" or "April 2025"; empty as it came.

    Raises ValueError for anything else, and for a date in the future.
    """
    text = " ".join(text.split())
    if not text:
        return ""
    day, length = _parsed(text)
    today = timezone.now().date().isoformat()
    iso = day.isoformat()[:length]
    if iso > today[:length]:
        raise ValueError(f"{in_words(iso)} is in the future. Give the day, month or year in which it was published.")
    return iso


def check_period(published: str, version: str) -> None:
    """Raises ValueError where an ISO date lies before the period that the version names: May 2025, 2026-01-15, 2024-2034."""
    try:
        day, length = _parsed(version)
        period = day.isoformat()[:length]
    except ValueError:
        of_year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", version)
        period = of_year[0] if of_year else ""
    if published and published < period[: len(published)]:
        raise ValueError(
            f"{in_words(published)} is before {in_words(period)}, which {version} is of: it cannot have been published then. "
            "Give the day, month or year in which the publisher released it."
        )


def in_words(iso: str) -> str:
    """ "2 April 2025", "April 2025" or "2025" for an ISO date as far as it is known; '' for ''."""
    if not iso:
        return ""
    day, length = _parsed(iso)
    return _WORDS[length].format(day)


def as_iso(text: str) -> str:
    """The ISO date, as far as it is told, of "2 April 2025", "April 2025", 2025-04 and the like; '' for what is no date."""
    try:
        day, length = _parsed(text)
    except ValueError:
        return ""
    return day.isoformat()[:length]


def closer(first: str, second: str) -> str:
    """The more precise one of two dates that agree, as far as both tell; '' where they do not agree."""
    shorter, longer = sorted((first, second), key=len)
    return longer if longer.startswith(shorter) else ""


def known_publication(dataset: str, version: str) -> str:
    """When a release is known to have been published whose files do not say it, or ''."""
    return _known().get((dataset, version), "")


def _parsed(text: str) -> tuple[date, int]:
    for spelling, length in _SPELLINGS.items() if text.isascii() else ():
        try:
            day = datetime.strptime(text, spelling).date()
        except ValueError:
            continue
        if day.year >= EARLIEST_YEAR:
            return day, length
    raise ValueError(f"{text!r} is no date. Give it as precisely as known: 2025, 2025-04 or 2025-04-02.")


@lru_cache(maxsize=1)
def _known() -> dict[tuple[str, str], str]:
    with (Path(__file__).parent / "known_releases.csv").open(newline="", encoding="utf-8") as stream:
        return {(row["dataset"], row["version"]): row["published"] for row in csv.DictReader(stream)}
