"""The list of all occupations: what it can be narrowed and sorted by."""

from dataclasses import dataclass

from citations.figures import Figure
from occupations.profiles.index import OccupationRow
from occupations.profiles.roles import RolesProfile
from occupations.recipes import LEVELS, OUTLOOK_CATEGORIES, outlook_category
from singulariki.editorial.lists import Column, Filter, Listing

# Quarters of the occupations by median pay: name → percentiles from (inclusive) and to.
PAY_BANDS = {"lowest": (0, 25), "lower": (25, 50), "higher": (50, 75), "highest": (75, 101)}
CHOICES = ("sort", "order", "page", "family", "cluster", "zone", "overlap", "pay", "growth")


@dataclass(frozen=True)
class RolesColumn:
    """A column of the list: `figure` is the index's name of its figure, empty for text."""

    key: str
    figure: str = ""

    def read(self, row: OccupationRow) -> Figure | str:
        return row.figure(self.figure) if self.figure else getattr(row, self.key)

    def value(self, row: OccupationRow) -> float | str | None:
        return row.values[self.figure] if self.figure else getattr(row, self.key).casefold()


COLUMNS = (
    RolesColumn("title"),
    RolesColumn("overlap", "overlap"),
    RolesColumn("median", "median"),
    RolesColumn("employment", "employment"),
    RolesColumn("change_percent", "change_percent"),
    RolesColumn("job_zone", "job_zone"),
)


def in_pay_band(row: OccupationRow, band: str) -> bool:
    """Whether the occupation's median pay lies in this quarter of all occupations."""
    low, high = PAY_BANDS[band]
    place = row.values["median_percentile"]
    return (place is not None and low <= place < high) or (row.top_coded and band == "highest")


def in_outlook(row: OccupationRow, category: str) -> bool:
    """Whether BLS would call the projected change by this category."""
    change = row.values["change_percent"]
    return change is not None and outlook_category(change).key == category


def is_named(row: OccupationRow, typed: str) -> bool:
    """Whether title or code hold every word that was typed."""
    name = f"{row.title} {row.code}".casefold()
    return all(word in name for word in typed.casefold().split())


def roles_listing(profile: RolesProfile, anchor: str) -> Listing[OccupationRow]:
    """The occupations as the page's address asks for them."""
    index = profile.index
    filters: tuple[Filter[OccupationRow], ...] = (
        Filter("q", lambda row, typed: row.code in profile.called or is_named(row, typed)),
        Filter("family", lambda row, code: row.family == code, tuple((one.key, one.title) for one in index.families)),
        Filter(
            "cluster",
            lambda row, place: int(place) in row.clusters,
            tuple((str(place), one.title) for place, one in enumerate(index.clusters)),
        ),
        Filter(
            "zone",
            lambda row, zone: row.values["job_zone"] == int(zone),
            tuple((str(zone), title) for zone, title in index.zones),
        ),
        Filter("overlap", lambda row, level: row.overlap_level == level, tuple((level, level) for level in LEVELS)),
        Filter("pay", in_pay_band, tuple((band, band) for band in PAY_BANDS)),
        Filter("growth", in_outlook, tuple((category.key, category.words) for category in OUTLOOK_CATEGORIES)),
    )
    return Listing(
        rows=index.rows,
        columns={column.key: Column(column.key, column.read, bool(column.figure), column.value) for column in COLUMNS},
        filters={one.key: one for one in filters},
        usual="title",
        path=f"{profile.prefix}{profile.path}",
        anchor=anchor,
        parameters=profile.parameters,
    )
