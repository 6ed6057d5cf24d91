"""Importers of the U.S. side. Importing this package registers them."""

from occupations.importers.anthropic_economic_index.importer import AnthropicEconomicIndex
from occupations.importers.anthropic_labor_market.importer import AnthropicLaborMarket
from occupations.importers.bls_ep.importer import BlsEp
from occupations.importers.bls_oews.importer import BlsOews
from occupations.importers.career_clusters.importer import CareerClusters
from occupations.importers.dingel_neiman.importer import DingelNeiman
from occupations.importers.eloundou_gpts.importer import EloundouGpts
from occupations.importers.felten_aioe.importer import FeltenAioe, FeltenLanguageModelingAioe
from occupations.importers.frey_osborne.importer import FreyOsborne
from occupations.importers.microsoft_working_with_ai.importer import MicrosoftWorkingWithAi
from occupations.importers.nces_cip_soc.importer import NcesCipSoc
from occupations.importers.onet.importer import Onet
from occupations.importers.soc_structure.importer import SocStructure

__all__ = [
    "AnthropicEconomicIndex",
    "AnthropicLaborMarket",
    "BlsEp",
    "BlsOews",
    "CareerClusters",
    "DingelNeiman",
    "EloundouGpts",
    "FeltenAioe",
    "FeltenLanguageModelingAioe",
    "FreyOsborne",
    "MicrosoftWorkingWithAi",
    "NcesCipSoc",
    "Onet",
    "SocStructure",
]
