"""The last pass of a check: whether what was loaded is plausible, held to the releases before it and to the lists of codes.

Importers declare in a line for each table of facts what is plausible of it (`plausible`) and which lists of codes their releases
bring (`code_lists`). What is not plausible stops a release: a steward decides what becomes of it.
"""
