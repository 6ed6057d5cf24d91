"""The gradient on the home page: the whole picture in little, and how many occupations it places."""

from collections.abc import Mapping

from citations.ledger import Ledger
from citations.models import Edition
from gradient.bands import BANDS
from gradient.profiles import index_of
from singulariki.charts.gradient import GradientPoint
from singulariki.editorial.home_features import HomeFeature, register_home_feature


def _context(edition: Edition, ledger: Ledger) -> Mapping | None:
    index = index_of(edition, ledger.releases)
    if index is None:
        return None
    return {
        "profile": index,
        "bands": BANDS,
        "points": [GradientPoint(r.code, r.title, r.mean.value or 0.0, r.mean.text, r.band.key, r.path) for r in index.rows],
        "figures": [row.mean for row in index.rows],
        "groups": [{"title": major.name, "url": major.path} for major in index.majors],
    }


GRADIENT_FEATURE = register_home_feature(
    HomeFeature(
        key="gradient",
        label="The gradient, all unit groups on one picture",
        template="gradient/home_feature.html",
        context=_context,
    )
)
