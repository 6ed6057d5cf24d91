"""Public pages of provenance."""

from citations.views.datasets import dataset_detail, dataset_list
from citations.views.editions import edition_detail, edition_list
from citations.views.methodology import methodology

__all__ = ["dataset_detail", "dataset_list", "edition_detail", "edition_list", "methodology"]
