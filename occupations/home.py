"""What the home page opens with: the question asked of one occupation, others to pick from, and two short rankings. All of it is
chosen by rule from the live edition."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString
from jinja2 import pass_context
from jinja2.runtime import Context

from citations.figures import Figure
from citations.ledger import Ledger
from citations.models import Edition
from occupations.addresses import ROLES
from occupations.studies import BY_KEY
from occupations.subjects.occupation_list.document import IndexRow, OccupationIndex, occupation_index
from occupations.subjects.occupation_list.page import has_pay_in
from singulariki.charts.ruler import mini_ruler
from singulariki.delivery.editions import cached_per_edition
from singulariki.editorial.home_features import register_home_opening

EXAMPLES = 6
SHOWN = 5
WELL_PAID = "highest"
# The rankings by their key: whether they begin with the most overlap.
RANKINGS = {"most": True, "least": False}


@cached_per_edition
def home_index(edition: Edition) -> OccupationIndex | None:
    """The index of all occupations, kept: the home page is asked for most. Two queries the first time."""
    return occupation_index(edition)


def _employment(index: OccupationIndex, row: IndexRow) -> float:
    """How many people work in it; nobody where the figure is that of a wider group, which would count others."""
    return 0 if row.group("employment") else index.value(row, "employment") or 0


def examples(index: OccupationIndex, ranked: Iterable[IndexRow], asked: IndexRow) -> list[IndexRow]:
    """The largest occupations by employment of six job families, each the largest of its family, without the one asked about."""
    by_family: dict[str, IndexRow] = {}
    for row in sorted(ranked, key=lambda row: (-_employment(index, row), row.code)):
        if row is not asked:
            by_family.setdefault(row.family, row)
    return list(by_family.values())[:EXAMPLES]


def opening(edition: Edition, ledger: Ledger, code: str) -> Mapping[str, Any] | None:
    """What the template needs: the occupation `code`, or the largest by employment where it has no rank. None where the edition
    has no ranks."""
    index = home_index(edition)
    ranked = [row for row in index.document.rows if index.value(row, "overlap") is not None] if index else []
    if index is None or not ranked:
        return None
    largest = min(ranked, key=lambda row: (-_employment(index, row), row.code))
    asked = next((row for row in ranked if row.code == code), largest)
    paid = [row for row in ranked if has_pay_in(index, row, WELL_PAID)]
    return {
        "asked": _shown(index, asked),
        "studies": [
            (BY_KEY[key].short, index.figure(asked, f"{key}-percentile"))
            for key in index.document.studies
            if key in BY_KEY and key not in asked.bridged and index.value(asked, f"{key}-percentile") is not None
        ],
        "examples": [_shown(index, row) for row in examples(index, ranked, asked)],
        "rankings": [_ranking(index, paid, key) for key in RANKINGS] if paid else [],
    }


def _ranking(index: OccupationIndex, paid: Sequence[IndexRow], key: str) -> dict[str, Any]:
    sign = -1 if RANKINGS[key] else 1
    rows = sorted(paid, key=lambda row: (sign * index.value(row, "overlap"), row.code))[:SHOWN]
    order = "desc" if RANKINGS[key] else "asc"
    return {
        "key": key,
        "rows": [_shown(index, row) for row in rows],
        "url": f"{ROLES}?pay={WELL_PAID}&sort=overlap&order={order}#list",
    }


def _shown(index: OccupationIndex, row: IndexRow) -> dict[str, Any]:
    median, overlap = index.figure(row, "median"), index.figure(row, "overlap")
    return {"title": row.title, "path": row.path, "overlap": overlap, "median": median}


@pass_context
def rank_in_a_row(context: Context, rank: Figure) -> SafeString:
    """{{ rank_in_a_row(row.overlap) }}: the small ruler, beside which the rank is printed; nothing without a rank, or in a
    brief."""
    if rank.is_missing or context["ledger"].as_text:
        return SafeString("")
    context["ledger"].note(rank, with_note=False)
    return mini_ruler(float(rank.value or 0), "")


register_home_opening("occupations/home_opening.html", opening)
TEMPLATE_FUNCTIONS = (rank_in_a_row,)
