"""While the database is gone: what was drawn is shown as an older page, the rest says when to come back."""

import importlib
import time
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from citations.models import Edition
from singulariki.delivery import page_cache
from singulariki.editorial.models import StandardPage
from tests.fixtures_sample import *  # noqa: F403

PAGE = "/roles/role-27-4014-00"
OTHER = "/roles/role-15-1252-00"
pytestmark = pytest.mark.django_db


class Database:
    """Refuses all queries with `error` while there is one, after `seconds`."""

    error: Exception | None = None
    seconds = 0.0

    def __call__(self, execute, *arguments):
        if self.error is not None:
            time.sleep(self.seconds)
            raise self.error
        return execute(*arguments)


@pytest.fixture
def database(module_sample_edition: Edition) -> Iterator[Database]:
    page_cache.clear()
    page_cache.SLOW._until = 0.0
    database = Database()
    with connection.execute_wrapper(database):
        yield database
        database.error = None


@pytest.fixture
def client(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("error", [OperationalError("server closed the connection"), InterfaceError("connection already closed")])
@pytest.mark.parametrize("from_shared_cache", [False, True])
def test_a_page_that_was_drawn_is_shown_as_an_older_one(error, from_shared_cache, database: Database, client: Client) -> None:
    fresh = client.get(PAGE)
    if from_shared_cache:
        page_cache.STORE.clear()
    database.error = error
    stale = client.get(PAGE, headers={"if-none-match": fresh.headers["ETag"]})

    assert stale.status_code == 200
    assert stale.headers["Warning"].startswith("110 ")
    assert int(stale.headers["Age"]) >= 0
    assert "no-store" in stale.headers["Cache-Control"]
    assert "ETag" not in stale.headers
    notice = b"The database does not answer at the moment. This page is shown as it was on "
    before, after = stale.content.split(b'<aside class="banner" aria-label="Notice"><div class="wrap banner__row"><p>' + notice)
    assert before + after[after.index(b"<main") :] == fresh.content
    assert "style-src 'self'" in stale.headers["Content-Security-Policy"]

    database.error = None
    again = client.get(PAGE)
    assert (again.content, again.headers["ETag"]) == (fresh.content, fresh.headers["ETag"])
    assert "Warning" not in again.headers


def test_what_is_no_page_of_the_site_is_shown_byte_for_byte(database: Database, client: Client) -> None:
    brief = client.get(f"{PAGE}/context.md").content
    database.error = OperationalError("gone")

    assert client.get(f"{PAGE}/context.md").content == brief


@pytest.mark.parametrize(
    "path", ["/", OTHER, "/datasets/", "/search?q=sound", "/nothing/here", "/admin/", "/admin/login/", "/editions/"]
)
def test_other_pages_are_unavailable_in_the_site_s_own_dress(path: str, database: Database, client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("staff"))
    database.error = OperationalError("gone")
    answer = client.get(path)

    if path == "/admin/login/" and answer.status_code == 200:
        return  # a form that needs nothing from the database
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert b"This page cannot be shown at the moment" in answer.content
    assert b'<header class="site-header">' in answer.content
    assert "no-store" in answer.headers["Cache-Control"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_editor_with_a_session_reads_kept_pages_too(database: Database, client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("staff"))
    client.get(PAGE)
    database.error = OperationalError("gone")

    assert client.get(PAGE).status_code == 200


def test_what_middleware_asks_for_does_not_end_in_a_500(database: Database, client: Client) -> None:
    # The view asks nothing; the redirect middleware looks for another address of what the view did not find.
    path = "/style/nothing.css"
    assert client.get(path).status_code == 404
    database.error = OperationalError("gone")

    assert client.get(path).status_code == 503


@pytest.mark.parametrize("path", ["/", "/datasets/", "/editions/"])
def test_pages_that_are_drawn_each_time_have_an_older_one_too(path: str, database: Database, client: Client) -> None:
    fresh = client.get(path)
    again = client.get(path)
    assert ("Warning" in again.headers, again.content) == (False, fresh.content)
    database.error = OperationalError("gone")
    stale = client.get(path)
    assert (stale.status_code, stale.headers["Warning"][:3]) == (200, "110")
    assert b"This page is shown as it was on" in stale.content
    assert client.get(f"{path}?page=2").status_code == 503

    database.error = None
    assert client.get(path).content == fresh.content


def test_what_is_somebody_s_own_is_not_kept_for_others(database: Database, client: Client) -> None:
    staff = Client(raise_request_exception=False)
    staff.force_login(get_user_model().objects.create_superuser("staff"))
    for path in ("/", "/datasets/", "/admin/", "/admin/login/"):
        staff.get(path)
    client.get("/admin/login/")
    client.get("/api/v1/docs/")
    client.get("/nothing/here")
    assert [page for page in page_cache.STORE._pages.values() if page.key == "" and b"swagger" not in page.content] == []


def test_an_outage_is_a_line_in_the_log_and_no_traceback(database: Database, client: Client, caplog, settings) -> None:
    for settings.DEBUG in (False, True):
        database.error = OperationalError("connection refused\n\tIs the server running?")
        assert client.get("/datasets/").status_code == 503

        assert [record for record in caplog.records if record.exc_info] == []
        assert "The database does not answer (connection refused): /datasets/ was refused." in caplog.messages
        caplog.clear()


@pytest.mark.parametrize("path", ["/api/v1/occupations/", "/api/v1/occupations/27-4014.00/", "/api/v1/editions/current/"])
def test_the_api_says_it_in_its_own_form(path: str, database: Database, client: Client) -> None:
    assert client.get(path).status_code == 200
    database.error = OperationalError("gone")
    answer = client.get(path)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert set(answer.json()["error"]) == {"what", "where", "next"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_fault_of_ours_is_a_500_that_needs_no_database(database: Database, client: Client, monkeypatch) -> None:
    def fail(*arguments):
        database.error = OperationalError("gone as well")
        raise RuntimeError("a fault")

    monkeypatch.setattr("occupations.views.pages.read_occupation", fail)
    answer = client.get(PAGE)
    assert answer.status_code == 500
    assert b"Something went wrong on our side" in answer.content
    database.error = None
    monkeypatch.setattr("citations.api.base._conditional", fail)
    answer = client.get("/api/v1/occupations/")
    assert (answer.status_code, set(answer.json()["error"])) == (500, {"what", "where", "next"})


def test_a_database_that_hangs_is_not_waited_for_by_every_reader(database: Database, client: Client) -> None:
    client.get(PAGE)
    database.error, database.seconds = OperationalError("connection timeout expired"), 1.1
    assert client.get(PAGE).status_code == 200

    begun = time.monotonic()
    assert [client.get(PAGE).headers["Warning"][:3] for _ in range(5)] == ["110"] * 5
    assert time.monotonic() - begun < 1.0


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite is a file of this machine")
def test_the_web_server_waits_for_postgresql_in_seconds(monkeypatch) -> None:
    monkeypatch.delenv("PGOPTIONS", raising=False)
    monkeypatch.setattr("singulariki.preflight.before_serving", lambda: None)
    importlib.reload(importlib.import_module("singulariki.wsgi"))
    other = connection.copy()
    assert other.get_connection_params()["connect_timeout"] == 3
    with other.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("55s",)
    other.close()


def test_before_anything_was_drawn_no_page_is_made_up(database: Database, client: Client) -> None:
    client.get(f"{OTHER}")
    database.error = OperationalError("gone")

    assert client.get(PAGE).status_code == 503
    assert client.get(f"{OTHER}?sort=overlap").status_code == 200  # the page reads no such parameter
    assert client.get("/roles/?sort=overlap&order=desc").status_code == 503


def test_a_page_that_was_taken_off_or_made_private_is_not_shown_while_the_database_is_gone(
    database: Database, client: Client
) -> None:
    home = Site.objects.get(is_default_site=True).root_page
    pages = [home.add_child(instance=StandardPage(title=f"Page {n}", slug=f"page-{n}")) for n in range(3)]
    assert [client.get(page.url).status_code for page in pages] == [200, 200, 200]
    pages[0].unpublish()
    PageViewRestriction.objects.create(page=pages[1], restriction_type=PageViewRestriction.LOGIN)
    assert [client.get(page.url).status_code for page in pages] == [404, 302, 200]

    database.error = OperationalError("gone")
    assert [client.get(page.url).status_code for page in pages] == [503, 503, 200]


def test_a_copy_that_was_old_when_the_database_went_is_not_trusted(database: Database, client: Client, monkeypatch) -> None:
    assert client.get("/datasets/").status_code == 200
    later = time.time() + page_cache.TRUSTED_SECONDS + 10
    monkeypatch.setattr("singulariki.delivery.page_cache.time.time", lambda: later)
    assert client.get("/editions/").status_code == 200

    database.error = OperationalError("gone")
    assert [client.get(path).status_code for path in ("/datasets/", "/editions/")] == [503, 200]
