"""The words of the Bureau of Labor Statistics for a projected change of employment."""

from bisect import bisect_right
from dataclasses import dataclass
from math import ceil
from typing import Literal

from citations.recipes import recipe

OutlookKey = Literal[
    "declining",
    "little-or-no-change",
    "slower-than-average",
    "as-fast-as-average",
    "faster-than-average",
    "much-faster-than-average",
]


@dataclass(frozen=True)
class OutlookCategory:
    """A band of the Occupational Outlook Handbook: from `at_least` percent (inclusive) up to the next band."""

    key: OutlookKey
    words: str
    at_least: float


# Occupational Outlook Handbook, "Occupational information included in the OOH": growth rates, edition of 2024–34, in which
# employment of all occupations grows by 3.1 %. https://www.bls.gov/ooh/about/ooh-faqs.htm
OUTLOOK_CATEGORIES = (
    OutlookCategory("declining", "Declining", float("-inf")),
    OutlookCategory("little-or-no-change", "Little or no change", -1.0),
    OutlookCategory("slower-than-average", "Slower than average", 1.0),
    OutlookCategory("as-fast-as-average", "As fast as average", 3.0),
    OutlookCategory("faster-than-average", "Faster than average", 5.0),
    OutlookCategory("much-faster-than-average", "Much faster than average", 7.0),
)


@recipe(
    key="projection-replacements",
    title="Openings that replace people who leave",
    version=1,
    formula="openings a year minus the yearly change of employment, which is the change from base to projected year by the years "
    "between them",
    unit="openings a year",
    range="zero up",
    datasets=("bls-ep",),
    does_not_mean="Retirement alone: people leave an occupation for others, too.",
)
def replacement_openings(openings: int, base: int, projected: int, years: int) -> int:
    """The occupational separations of BLS, whose openings are separations plus the change of employment
    (https://www.bls.gov/emp/documentation/separations-methods.htm); whole, since the published numbers are rounded to
    hundreds."""
    return max(round(openings - (projected - base) / years), 0)


@recipe(
    key="outlook-category",
    title="Outlook in words",
    version=2,
    formula="declining below −1 %; little or no change below 1 %; from there by whole percent: slower than average 1 and 2 %; as "
    "fast as average 3 and 4 %; faster than average 5 and 6 %; much faster than average from 7 %",
    unit="one of six categories of the projected change over ten years",
    range="declining to much faster than average",
    datasets=("bls-ep",),
    does_not_mean="An effect of AI, or few openings: people who leave are replaced where employment shrinks, too.",
)
def outlook_category(change_percent: float) -> OutlookCategory:
    """The words that the Occupational Outlook Handbook of the U.S. Bureau of Labor Statistics uses for a projected change of
    employment over ten years, by its bands for 2024–34 (the average of all occupations is 3.1 %). The Handbook prints growth in
    whole percents and words it by them, so that 4.6 % counts as 5 %. A half counts down, so that 4.5 % counts as 4 %: the tables
    give one decimal, which was rounded already and may stand for slightly less or slightly more, and down is how the Handbook
    words carpenters and plumbers, both at 4.5 %. Below 1 % the printed decimal decides. The same bands are used for every
    release, so that categories of two releases can be compared."""
    worded = change_percent if change_percent < 1 else ceil(change_percent - 0.5)
    return OUTLOOK_CATEGORIES[bisect_right([category.at_least for category in OUTLOOK_CATEGORIES], worded) - 1]
