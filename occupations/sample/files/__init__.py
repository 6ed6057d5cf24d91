"""The sample's U.S. releases, each as the files its publisher would issue: file name to content."""

from collections.abc import Callable, Mapping

from occupations.sample.files.classifications import career_clusters, nces_cip_soc, soc_structure
from occupations.sample.files.conversations import anthropic_economic_index
from occupations.sample.files.labor_market import OEWS_COLUMNS, bls_ep, bls_oews
from occupations.sample.files.onet import onet
from occupations.sample.files.studies import (
    anthropic_labor_market,
    dingel_neiman,
    eloundou_gpts,
    felten_aioe,
    felten_lm_aioe,
    frey_osborne,
    microsoft_working_with_ai,
)
from occupations.sample.files.text import FOLDER

US_SAMPLE: Mapping[str, Callable[[], dict[str, bytes]]] = {
    "soc-structure": soc_structure,
    "onet": onet,
    "bls-oews": bls_oews,
    "bls-ep": bls_ep,
    "nces-cip-soc": nces_cip_soc,
    "career-clusters": career_clusters,
    "eloundou-gpts": eloundou_gpts,
    "felten-aioe": felten_aioe,
    "felten-lm-aioe": felten_lm_aioe,
    "microsoft-working-with-ai": microsoft_working_with_ai,
    "frey-osborne": frey_osborne,
    "dingel-neiman": dingel_neiman,
    "anthropic-economic-index": anthropic_economic_index,
    "anthropic-labor-market": anthropic_labor_market,
}

__all__ = ["FOLDER", "OEWS_COLUMNS", "US_SAMPLE", "bls_oews", "onet", "soc_structure"]
