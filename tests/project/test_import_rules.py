"""Imports run one way: gradient, occupations, the shared rooms, citations; and no module imports itself by way of others."""

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests.project.tracked import ROOT


def test_the_import_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")

    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert "Contracts: " in result.stdout
    assert result.returncode == 0, result.stdout


def test_no_imports_run_in_a_circle():
    """Not even those that only a type checker follows."""
    graph = grimp.build_graph("singulariki", "citations", "occupations", "gradient", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(f"Imports in a circle: {' ← '.join(error.args[1])}")
