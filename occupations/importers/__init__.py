"""Importers of the U.S. side. Importing this package registers them: every module here, and `importer` of every package."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}{'.importer' if _module.ispkg else ''}")
