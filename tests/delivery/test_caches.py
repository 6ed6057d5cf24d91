"""The cache may be gone, slow or full of something else: pages are drawn all the same. And it is never the queue's server."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from citations.models import Edition
from singulariki.delivery import page_cache
from singulariki.delivery.caches import _backoffs
from singulariki.delivery.serving.processes import any_free_port
from singulariki.settings.services import caches as cache_settings
from tests.fixtures_sample import *  # noqa: F403

PAGE = "/gradient/"


@pytest.fixture
def use(settings, tmp_path) -> Iterator:
    """Sets the site's caches up as with this CACHE_URL."""

    def at(url: str) -> None:
        settings.CACHES = cache_settings(url, "redis://queue.example:6379/0", tmp_path)
        page_cache.clear()

    yield at
    page_cache.STORE.clear()
    _backoffs.clear()


@pytest.fixture
def silent_server() -> Iterator[str]:
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def test_without_its_server_pages_are_drawn_and_the_log_says_so_once(use, module_sample_edition: Edition, client: Client, caplog):
    use(f"redis://127.0.0.1:{any_free_port()}/0")

    assert [client.get(f"{PAGE}?band=gradient-{band}").status_code for band in (1, 2, 3, 4)] == [200] * 4
    assert client.get("/").status_code == 200
    assert caches["default"].get_or_set("key", 5) == 5
    with pytest.raises(ValueError, match="not found"):
        caches["default"].incr("key")
    assert caplog.text.count("The cache does not answer") == 1


def test_a_server_that_hangs_costs_one_wait_and_not_one_a_page(
    use, silent_server, module_sample_edition: Edition, client: Client
):
    use("")
    client.get(PAGE)
    use(silent_server)  # waits out its own attempt to clear

    begun = time.monotonic()
    for band in (1, 2, 3, 4):
        assert client.get(f"{PAGE}?band=gradient-{band}").status_code == 200
    assert time.monotonic() - begun < 2.0


def test_after_its_rest_the_server_is_asked_again(use, valkey_url: str, monkeypatch, caplog):
    port = any_free_port()
    use(f"redis://127.0.0.1:{port}/0")
    caches["pages"].set("key", b"value")
    rest = _backoffs[f"redis://127.0.0.1:{port}/0"]
    assert not rest.is_over()

    later = time.monotonic() + 60
    monkeypatch.setattr("singulariki.delivery.caches.time.monotonic", lambda: later)
    assert [rest.is_over(), rest.is_over()] == [True, False]  # one tries, the others wait for what it finds
    rest.end()
    assert rest.is_over()
    assert "answers again" in caplog.text


def test_pages_lie_in_the_server_compressed_and_never_as_pickles(use, valkey_url: str, module_sample_edition, client: Client):
    use(valkey_url)
    html = client.get(PAGE).content
    with redis.Redis.from_url(valkey_url) as server:
        [key] = server.keys("singulariki-pages:*")
        stored = server.get(key)
        assert stored.startswith(b'["')
        assert stored.partition(b"\n")[2].startswith(b"\x1f\x8b")
        assert len(stored) < len(html) / 3
        # Another process finds it; what is no page is not taken for one.
        page_cache.STORE.clear()
        assert client.get(PAGE).content == html
        for other in (b"", b"nonsense", stored[:-20], b'["a"]\n', b'["a", "text/html", 0]\nnot gzip', b"\x80\x04."):
            page_cache.STORE.clear()
            server.set(key, other)
            assert client.get(PAGE).content == html
    with pytest.raises(TypeError, match="Only bytes"):
        caches["pages"].set("key", {"a": 1})


def test_broken_files_of_the_cache_are_a_miss(use, tmp_path: Path):
    use("")
    caches["default"].set("key", ["value"])
    assert caches["default"].get("key") == ["value"]
    [file] = tmp_path.glob("*.djcache")
    file.write_bytes(file.read_bytes()[:20])

    assert caches["default"].get("key", "nothing") == "nothing"
    caches["default"].set("key", "another")
    assert caches["default"].get("key") == "another"


@pytest.mark.parametrize(
    "url",
    [
        "redis://localhost:6379/1",
        "redis://127.0.0.1",
        "rediss://:secret@LOCALHOST:6379/5?x=1",
    ],
)
def test_the_queue_is_not_shared_under_another_name(url: str, tmp_path: Path):
    with pytest.raises(ImproperlyConfigured, match="Start a second server"):
        cache_settings(url, "redis://:password@localhost:6379/0", tmp_path)


def test_a_server_of_its_own_is_taken(tmp_path: Path):
    for url in ("redis://localhost:6380/0", "redis://cache.example", "unix:///run/valkey-cache.sock"):
        assert cache_settings(url, "redis://localhost:6379/0", tmp_path)["pages"]["LOCATION"] == url


def test_the_embedded_queue_has_a_limit_and_forgets_nothing(valkey_url: str):
    with redis.Redis.from_url(valkey_url) as server:
        assert 0 < int(server.config_get("maxmemory")["maxmemory"]) <= 128 * 1024 * 1024
        assert server.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction"


def test_the_files_are_nobody_elses_but_the_folder_above_is_not_closed_with_them(settings, tmp_path: Path):
    settings.CACHES = cache_settings("", "", tmp_path / "var" / "cache")
    caches["default"].set("name", "value")
    assert (tmp_path / "var" / "cache").stat().st_mode & 0o077 == 0
    assert (tmp_path / "var").stat().st_mode & 0o055 == 0o055
