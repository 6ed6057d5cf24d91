"""A public server does not start while something it needs is missing, and says what; with all of it, it serves."""

import json
import multiprocessing
import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from http.client import HTTPConnection

import pytest
from django.core.exceptions import ImproperlyConfigured

from singulariki import preflight
from tests.project.tracked import ROOT

COMPLETE = {
    "SECRET_KEY": "jZ0-not-a-secret-only-long-and-mixed-enough-for-the-check-8431-qWmTx",
    "ALLOWED_HOSTS": "encyclopedia.example",
    "DATABASE_URL": "postgres://nobody@localhost:1/none",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp+starttls://localhost",
    "EMAIL_FROM": "no-reply@encyclopedia.example",
    "DJANGO_SETTINGS_MODULE": "singulariki.settings.production",
}


UNREACHABLE = "redis://127.0.0.1:1/0"


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**plain, **environment}, capture_output=True, text=True, timeout=60
    )


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("manage.py", *arguments, **environment)


def granian(port: int) -> list[str]:
    return ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1", "singulariki.wsgi:application"]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def var(tmp_path):
    """A var folder with static files as `collectstatic` lists them."""
    (tmp_path / "static").mkdir()
    folder = ROOT / "static"
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    listed = {"version": "1.1", "paths": {name: name for name in names}, "hash": "0"}
    (tmp_path / "static" / "staticfiles.json").write_text(json.dumps(listed))
    return tmp_path


REFUSALS = {
    "no key": ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
    "a short key": ({"SECRET_KEY": "too-short-but-mixed-48-1zQ"}, "SECRET_KEY is too easy to guess"),
    "a key of one letter": ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too easy to guess"),
    "no hosts": ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
    "any host": ({"ALLOWED_HOSTS": "encyclopedia.example, *"}, "ALLOWED_HOSTS has a *"),
    "no database": ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
    "no Redis named": ({"REDIS_URL": ""}, "REDIS_URL is not set"),
    "no Redis there": ({"REDIS_URL": UNREACHABLE}, "REDIS_URL names a Redis that does not answer"),
    "nonsense for Redis": ({"REDIS_URL": "localhost:6379"}, "REDIS_URL names a Redis that does not answer"),
    "nonsense for mail": ({"EMAIL_URL": "mail.example"}, "EMAIL_URL is not the address of a mail server"),
    "proxies in words": ({"PROXY_COUNT": "two"}, "PROXY_COUNT has to be a whole number"),
    "fewer proxies than none": ({"PROXY_COUNT": "-1"}, "PROXY_COUNT has to be a whole number"),
    "a limit in words": ({"UPLOAD_LIMIT_MB": "200MB"}, "UPLOAD_LIMIT_MB has to be a whole number"),
    "mail without a sender": ({"EMAIL_FROM": ""}, "EMAIL_FROM is not set"),
}


@pytest.mark.parametrize(("wrong", "sentence"), REFUSALS.values(), ids=REFUSALS.keys())
def test_the_web_server_refuses_to_start_with(wrong, sentence, var, port, valkey_url):
    complete = {**COMPLETE, "REDIS_URL": valkey_url, "SINGULARIKI_VAR": str(var)}

    result = run(*granian(port), **{**complete, **wrong})

    assert result.returncode != 0
    assert sentence in result.stdout + result.stderr


@pytest.mark.parametrize("how", ["never", "for an older version"])
def test_the_web_server_refuses_to_start_without_static_files(how, var, port, valkey_url):
    listed = var / "static" / "staticfiles.json"
    if how == "never":
        listed.unlink()
    else:
        kept = json.loads(listed.read_text())
        kept["paths"].popitem()
        listed.write_text(json.dumps(kept))

    result = run(*granian(port), **{**COMPLETE, "REDIS_URL": valkey_url, "SINGULARIKI_VAR": str(var)})

    assert result.returncode != 0
    assert "Static files are not collected" in result.stdout + result.stderr
    assert "collectstatic" in result.stdout + result.stderr


def test_the_worker_refuses_to_start_without_redis(var):
    environment = {**COMPLETE, "REDIS_URL": UNREACHABLE, "SINGULARIKI_VAR": str(var)}

    result = run("-m", "celery", "--app", "singulariki", "worker", "--pool", "solo", **environment)

    assert result.returncode != 0
    assert "REDIS_URL names a Redis that does not answer" in result.stderr


def test_the_web_server_starts_once_all_is_there(var, port, valkey_url):
    environment = {**os.environ, **COMPLETE, "REDIS_URL": valkey_url, "SINGULARIKI_VAR": str(var), "PROXY_SSL_HEADER": "1"}
    server = subprocess.Popen([sys.executable, *granian(port)], cwd=ROOT, env=environment)
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                connection = HTTPConnection("127.0.0.1", port, timeout=10)
                headers = {"Host": "encyclopedia.example", "X-Forwarded-Proto": "https"}
                connection.request("GET", "/robots.txt", headers=headers)
                answer = connection.getresponse()
                break
            except OSError:
                assert time.monotonic() < deadline
                assert server.poll() is None
                time.sleep(0.2)
        assert answer.status == 200
        assert b"User-agent" in answer.read()
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.parametrize(
    ("url", "sources", "address"),
    [
        ("", "'self' data:", "/media/images/a.png"),
        ("https://media.example/files", "'self' data: https://media.example", "https://media.example/files/images/a.png"),
    ],
)
def test_the_policy_lets_pictures_come_from_the_media_host_and_from_nowhere_else(url, sources, address, tmp_path):
    show = (
        "import django; django.setup()\nfrom django.conf import settings\n"
        "from django.core.files.storage import default_storage\n"
        "print(*settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src']); print(default_storage.url('images/a.png'))"
    )
    environment = {**COMPLETE, "SINGULARIKI_VAR": str(tmp_path), **({"MEDIA_URL": url} if url else {})}

    result = run("-c", show, **environment)

    assert result.stdout.split("\n")[:2] == [sources, address], result.stderr


def test_commands_that_prepare_a_site_run_before_it_is_all_there(tmp_path):
    result = manage("check", **{**COMPLETE, "REDIS_URL": UNREACHABLE, "SINGULARIKI_VAR": str(tmp_path)})

    assert result.returncode == 0, result.stderr


def test_the_deployment_check_is_clean(tmp_path):
    result = manage("check", "--deploy", "--fail-level", "WARNING", SINGULARIKI_VAR=str(tmp_path), **COMPLETE)

    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_models_and_migrations_agree(tmp_path):
    result = manage("makemigrations", "--check", "--dry-run", SINGULARIKI_VAR=str(tmp_path))

    assert result.returncode == 0, result.stdout


def _place(starting_seconds: float) -> bool:
    preflight.STARTING_SECONDS = starting_seconds
    return preflight.takes_anothers_place()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_web_worker_that_takes_the_place_of_a_dead_one_starts_without_redis(monkeypatch, settings):
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(_place, 0.0).result()
        assert not pool.submit(_place, 1e9).result()
    assert not _place(0.0)  # not started by another process of ours

    settings.CELERY_BROKER_URL = UNREACHABLE
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL"):
        preflight.before_serving()
    monkeypatch.setattr(preflight, "takes_anothers_place", lambda: True)
    preflight.before_serving()


@pytest.mark.parametrize(
    ("said", "looks"), [({}, "True"), ({"LOOK_FOR_RELEASES": "0"}, "False"), ({"LOOK_FOR_RELEASES": "1"}, "True")]
)
def test_production_looks_for_new_releases_unless_told_otherwise(tmp_path, said, looks):
    show = "from django.conf import settings; print(settings.LOOK_DAILY, settings.FETCH_USER_AGENT)"
    environment = {**COMPLETE, **said, "SINGULARIKI_VAR": str(tmp_path), "SITE_URL": "https://site.example"}

    printed = run("-c", show, FETCH_CONTACT="data@site.example", **environment).stdout.split(maxsplit=1)

    assert printed[0] == looks
    assert re.fullmatch(r"Singulariki/[\d.]+ \(\+https://site\.example; data@site\.example\)\n", printed[1])
