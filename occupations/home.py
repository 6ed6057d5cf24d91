"""U.S. occupations on the home page: how many there are, and their families."""

from collections.abc import Mapping

from citations.ledger import Ledger
from citations.models import Edition
from occupations.addresses import ROLES
from occupations.subjects.occupation_list.document import occupation_index
from singulariki.editorial.home_features import HomeFeature, register_home_feature


def _context(edition: Edition, ledger: Ledger) -> Mapping | None:
    index = occupation_index(edition, ledger.releases)
    if index is None:
        return None
    return {
        "count": index.document.count,
        "list_url": ROLES,
        "families": [{"title": family.title, "url": family.path} for family in index.document.families],
    }


OCCUPATIONS_FEATURE = register_home_feature(
    HomeFeature(
        key="occupations",
        label="U.S. occupations, by job family",
        template="occupations/home_feature.html",
        context=_context,
    )
)
