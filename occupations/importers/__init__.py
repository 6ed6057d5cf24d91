"""Importers of the U.S. side. Importing this package registers them."""

from occupations.importers.bls_oews.importer import BlsOews
from occupations.importers.onet.importer import Onet
from occupations.importers.soc_structure.importer import SocStructure

__all__ = ["BlsOews", "Onet", "SocStructure"]
