"""Importers of the international side. Importing this package registers them."""
