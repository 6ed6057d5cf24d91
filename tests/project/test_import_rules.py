"""Imports run one way: gradient, occupations, the shared rooms, citations."""

import subprocess
import sys
from pathlib import Path

from tests.project.tracked import ROOT


def test_the_import_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")

    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert "Contracts: " in result.stdout
    assert result.returncode == 0, result.stdout
