"""Importers of the international side. Importing this package registers them."""

from gradient.importers import ibs_crosswalk, ilo_genai_gradient, offers  # noqa: F401 -- registers them
