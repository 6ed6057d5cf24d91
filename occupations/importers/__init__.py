"""Importers of the U.S. side. Importing this package registers them: every module and package here."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
