"""Without its cache the site draws pages; without its database it shows those it has. Nothing has to be started again after."""

import json
from itertools import product

import pytest
import redis

from occupations.subjects.occupation_list.page import PAY_BANDS
from singulariki.delivery.serving.processes import Broker
from tests.resilience.conftest import Cluster, kill
from tests.served import Served

DRAWN = ("/roles/role-27-4014-00", "/roles/", "/gradient/", "/share/role/27-4014-00.png", "/sitemap.xml", "/", "/datasets/")
NOT_DRAWN = ("/roles/role-15-1252-00", "/methodology", "/admin/", "/search?q=sound")


def test_without_its_cache_every_page_is_drawn_and_the_cache_is_used_again(site: Served, cache: Broker) -> None:
    assert site.get("/roles/role-27-4012-00") == 200
    kill(cache.child)
    cache.child.wait(10)
    for path in ("/roles/role-29-2034-00", "/quadrant", "/gradient/", "/", "/admin/login/", "/roles/?q=sound"):
        assert site.get(path) == 200
    assert site.printed.count("The cache does not answer") >= 1

    cache.restart()
    # It holds nothing yet; each of these is drawn for the first time.
    new = (
        f"/roles/?overlap={overlap}&pay={pay}&sort={sort}&order={order}"
        for overlap, pay, sort, order in product(
            ("low", "moderate", "high"), PAY_BANDS, ("overlap", "median", "employment"), ("desc", "asc")
        )
    )
    with redis.Redis.from_url(cache.url) as server:
        site.wait_until(lambda: site.get(next(new)) == 200 and server.keys("singulariki-pages:*") != [])
    assert "The cache answers again" in site.printed


def test_without_its_database_the_site_shows_what_it_has_and_recovers_by_itself(site: Served, cluster: Cluster | None) -> None:
    if cluster is None:
        pytest.skip("PostgreSQL is not installed here; tests/delivery/test_outage.py tells the same of its errors")
    fresh = {path: site.ask(path) for path in DRAWN}
    assert {status for status, _, _ in fresh.values()} == {200}
    cluster.stop()
    try:
        for path in DRAWN:
            status, headers, content = site.ask(path)
            assert (path, status, headers.get("Warning", "")[:3]) == (path, 200, "110")
            assert content == fresh[path][2] or b"This page is shown as it was on" in content
        for path in NOT_DRAWN:
            status, headers, content = site.ask(path)
            assert (path, status, headers.get("Retry-After")) == (path, 503, "30")
            assert b"This page cannot be shown at the moment" in content
        status, headers, content = site.ask("/api/v1/occupations/")
        assert (status, headers["Retry-After"], list(json.loads(content))) == (503, "30", ["error"])
    finally:
        cluster.start_again()
    took = site.wait_until(lambda: site.ask("/methodology")[0] == 200, 20)
    assert took < 15
    for path in DRAWN:
        status, headers, content = site.ask(path)
        assert (status, headers.get("Warning"), content) == (200, None, fresh[path][2])
