"""A public server is refused while something it needs is missing, and clean by Django's own check once it has it."""

import os
import subprocess
import sys

import pytest

from tests.project.tracked import ROOT

COMPLETE = {
    "SECRET_KEY": "jZ0-not-a-secret-only-long-and-mixed-enough-for-the-check-8431-qWmTx",
    "ALLOWED_HOSTS": "encyclopedia.example",
    "REDIS_URL": "redis://localhost:6379/0",
    "DJANGO_SETTINGS_MODULE": "singulariki.settings.production",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env={**plain, **environment}, capture_output=True, text=True
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "REDIS_URL", "ALLOWED_HOSTS"])
def test_production_refuses_to_start_without(missing, tmp_path):
    incomplete = {name: value for name, value in COMPLETE.items() if name != missing}

    result = manage("check", SINGULARIKI_VAR=str(tmp_path), **incomplete)

    assert result.returncode != 0
    assert f"{missing} is not set" in result.stderr


def test_the_deployment_check_is_clean(tmp_path):
    result = manage("check", "--deploy", "--fail-level", "WARNING", SINGULARIKI_VAR=str(tmp_path), **COMPLETE)

    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_models_and_migrations_agree(tmp_path):
    result = manage("makemigrations", "--check", "--dry-run", SINGULARIKI_VAR=str(tmp_path))

    assert result.returncode == 0, result.stdout
