"""docs/recipes.md leads where the code is, and the commits to follow change no more than the steps name."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "recipes.md").read_text()
RECIPES = {part.splitlines()[0]: part for part in re.split(r"^## ", TEXT, flags=re.M)[1:3]}
FILES_AT_MOST = {"A study of exposure": 8, "A kind of page": 5}


def paths_in(recipe: str) -> list[str]:
    """The paths that a recipe names, <placeholders> and all."""
    return re.findall(r"`((?:occupations|tests|docs|templates)/[^` ]*)`", recipe)


def test_there_are_two_recipes() -> None:
    assert set(RECIPES) == set(FILES_AT_MOST)


@pytest.mark.parametrize("name", FILES_AT_MOST)
def test_every_place_that_a_step_names_is_there(name: str) -> None:
    paths = paths_in(RECIPES[name])
    assert len(paths) > 4
    for path in paths:
        # Of what is still to be written, its folder; where the folder is still to be made, one beside it.
        there = ROOT / path.split("<")[0]
        assert (there if "<" not in path else there.parent if not path.split("<")[0].endswith("/") else there).exists(), path


@pytest.mark.parametrize("name", FILES_AT_MOST)
def test_the_commit_to_follow_changes_what_the_steps_name_and_no_more(name: str) -> None:
    (commit,) = re.findall(r"Follow `([0-9a-f]{7,})`", RECIPES[name])
    shown = subprocess.run(["git", "show", "--name-only", "--format=", commit], cwd=ROOT, capture_output=True, text=True)
    if shown.returncode:
        shallow = subprocess.run(["git", "rev-parse", "--is-shallow-repository"], cwd=ROOT, capture_output=True, text=True)
        if shallow.stdout.strip() != "false":
            pytest.skip("This copy of the repository has no history.")
    changed = shown.stdout.split()
    assert 0 < len(changed) <= FILES_AT_MOST[name]
    patterns = [
        re.sub(r"<\w+>", "[^/]+", re.escape(path).replace(r"\<", "<").replace(r"\>", ">")) for path in paths_in(RECIPES[name])
    ]
    assert [path for path in changed if not any(re.fullmatch(pattern, path) for pattern in patterns)] == []
