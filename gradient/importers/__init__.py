"""Importers of the international side. Importing this package registers them."""

from gradient.importers.ibs_crosswalk.importer import IbsCrosswalk
from gradient.importers.ilo_genai_gradient.importer import IloGenaiGradient

__all__ = ["IbsCrosswalk", "IloGenaiGradient"]
