"""Imports run one way: gradient, occupations, the shared rooms, citations; and no module imports itself by way of others."""

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from citations.compiling import CALLED_BY_COMPILERS, COMPILERS, deriving_modules
from tests.project.tracked import ROOT


def test_the_import_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")

    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert "Contracts: " in result.stdout
    assert result.returncode == 0, result.stdout


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("singulariki", "citations", "occupations", "gradient", cache_dir=None)


# What code that derives profiles imports beside such code: it may change without an edition being another.
NOT_DERIVING = {
    "citations.datasets": "what datasets are called",
    "citations.importing.importer": "which datasets can be read",
    "citations.jobs": "work that goes on",
    "citations.ledger": "which figures a page printed",
    "citations.methodology": "what explains an edition, stored with it",
    "citations.permissions": "who may do what",
    "occupations.subjects.occupation.page": "pages",
    "occupations.models.pages": "pages, which editors write on",
    "singulariki.delivery.editions": "which edition a request is for",
    "singulariki.delivery.query": "links of lists",
    "singulariki.delivery.search.words": "words that are searched for",
    "singulariki.delivery.share": "addresses of pictures, which documents do not hold",
    "singulariki.delivery.views": "answers where nothing is published",
    "singulariki.editorial.models": "pages",
    "singulariki.editorial.registry": "sections and tokens",
    "singulariki.editorial.subject_pages": "making pages",
}


def test_an_edition_is_named_after_all_code_that_makes_its_figures(graph):
    functions = [*(compiler.run for compiler in COMPILERS.values()), *CALLED_BY_COMPILERS]
    deriving = set().union(*(deriving_modules(function) for function in functions))
    imported = set().union(*(graph.find_modules_directly_imported_by(module) for module in deriving))
    assert imported - deriving == NOT_DERIVING.keys()

    # Said by name, because code of these was once left out.
    assert {"occupations.models.market", "occupations.models.exposure", "occupations.addresses", "gradient.models"} <= deriving
    assert "gradient.subjects.occupation" in deriving


def test_no_imports_run_in_a_circle(graph):
    """Not even those that only a type checker follows."""
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(f"Imports in a circle: {' ← '.join(error.args[1])}")
