"""What the repository holds, and what it must never hold."""

import re

import pytest
from django.template.loader import get_template

from tests.project.tracked import ROOT, tracked_files, tracked_texts

LARGEST_BYTES = 400_000
TOP_LEVEL = {
    ".ci", ".gitignore", "LICENSE", "Makefile", "README.md", "citations", "docs", "gradient", "manage.py", "occupations",
    "pyproject.toml", "requirements", "singulariki", "static", "templates", "tests",
}  # fmt: skip
LONGEST_MODULE = 400

# Written in two halves, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a package registry's host": r"(?:pypi\.o"
    r"rg|pythonhosted\.o"
    r"rg|registry\.npm"
    r"js|deb\.debian\.o"
    r"rg|index-url\s+http)",
    "a folder of somebody's machine": r"(?<![\w.])/(?:wo" r"rk/|ho" r"me/\w|ro" r"ot/|Us" r"ers/\w)",
    "a private key": r"-----BEGIN [A-Z ]*PRIV" r"ATE KEY",
    "an access key": r"\b(?:AK" r"IA[0-9A-Z]{16}|gh" r"p_[A-Za-z0-9]{36}|sk" r"-[A-Za-z0-9]{32,})\b",
    "an unfinished note": r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b|not yet impl" r"emented",
}


def test_there_is_a_repository_to_look_at():
    assert len(tracked_files()) > 50


def test_top_level_holds_the_rooms_and_nothing_else():
    assert {path.parts[0] for path in tracked_files()} == TOP_LEVEL


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what):
    pattern = re.compile(FORBIDDEN[what])

    found = [f"{path}: {match.group()}" for path, text in tracked_texts() for match in pattern.finditer(text)]

    assert found == []


def test_no_tracked_file_is_large():
    large = [path for path in tracked_files() if (ROOT / path).stat().st_size > LARGEST_BYTES]

    assert large == []


def test_no_module_is_too_long_to_read():
    long = {
        str(path): length
        for path, text in tracked_texts()
        if path.suffix == ".py" and "migrations" not in path.parts and path.parts[0] != "tests"
        and (length := len(text.splitlines())) > LONGEST_MODULE
    }  # fmt: skip

    assert long == {}


def test_lines_of_templates_are_short_enough_for_a_diff_to_be_read():
    templates = [(path, text) for path, text in tracked_texts() if path.suffix == ".html" or path.parts[0] == "templates"]
    assert len(templates) > 140

    assert [f"{path}:{n}" for path, text in templates for n, line in enumerate(text.splitlines(), 1) if len(line) > 130] == []


def test_public_templates_hold_no_inline_script_or_style():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)[^>]*>|<style\b|\sstyle=|\son[a-z]+=\"", re.IGNORECASE
    )
    public = [
        (path, text)
        for path, text in tracked_texts()
        if path.suffix in {".html", ".svg"} and "templates" in path.parts and "staff" not in path.parts
    ]
    assert public

    found = [f"{path}: {match.group()}" for path, text in public for match in inline.finditer(text)]

    assert found == []


def test_every_locked_package_has_a_hash():
    for name in ("base", "dev"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text()
        packages = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE))
        assert len(packages) > 50
        assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_the_running_site_and_the_tests_use_the_same_versions():
    versions = {
        name: dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE))
        for name in ("base", "dev")
    }

    assert versions["base"].items() <= versions["dev"].items()


def test_every_template_of_staff_can_be_read():
    """Django says so only when the screen is shown: a `{%-`, which Jinja knows, is no tag there."""
    places = ROOT / "templates" / "staff"
    found = sorted(places.rglob("*.html"))
    assert len(found) > 30
    for path in found:
        get_template(str(path.relative_to(places)), using="django")
