"""A download goes to the publisher alone: over TLS, to hosts that are declared, and to no private address."""

import pytest

from citations.connections import NotFetched, Unreachable, is_public
from citations.downloading import Site
from citations.importing.offers import Offer
from tests.citations.downloads import CONTENT, fetch, is_whole


def test_a_redirect_within_the_hosts_of_the_dataset_is_followed(publisher, tmp_path):
    publisher.put("/moved.zip", CONTENT)
    address = publisher.put("/a.zip", location="/moved.zip")

    assert is_whole(fetch(address, tmp_path))


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://localhost:{port}/secret",
        "https://evil.example/a.zip",
        "ftp://127.0.0.1/a.zip",
        "file:///etc/passwd",
        "http://user:password@127.0.0.1:{port}/secret",
        "http://127.0.0.1.evil.example/",
        "http://[::1]:{port}/secret",
        "//169.254.169.254/latest/meta-data",
        "http://[",
    ],
)
def test_a_redirect_to_elsewhere_is_not_followed(publisher, tmp_path, elsewhere):
    publisher.put("/secret", b"secret")
    where = elsewhere.format(port=publisher.address.rpartition(":")[2])
    address = publisher.put("/a.zip", location=where)

    with pytest.raises(NotFetched, match="no secure address of a host that is known to offer these files"):
        fetch(address, tmp_path)
    assert not publisher.got("/secret")


def test_redirects_without_end_are_left(publisher, tmp_path):
    address = publisher.put("/a.zip", location="/a.zip")

    with pytest.raises(NotFetched, match="without end"):
        fetch(address, tmp_path)
    assert len(publisher.asked) < 9


def test_a_redirect_from_secure_to_plain_is_not_followed(publisher, tmp_path, monkeypatch):
    monkeypatch.setattr(Site, "schemes", frozenset({"https"}))

    with pytest.raises(NotFetched, match="no secure address"):
        fetch(publisher.put("/a.zip", CONTENT), tmp_path)
    assert not publisher.asked


def test_a_known_name_that_leads_into_the_private_network_is_asked_nothing(publisher, tmp_path, monkeypatch):
    monkeypatch.setattr(Site, "may_connect", staticmethod(is_public))

    with pytest.raises(NotFetched, match=r"127\.0\.0\.1.* inside a private network"):
        fetch(publisher.put("/a.zip", CONTENT), tmp_path)
    assert not publisher.asked


OWN_IPV4 = ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.9", "169.254.169.254", "100.64.0.1", "224.0.0.1", "0.0.0.0"]  # noqa: S104
OWN_IPV6 = ["::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "ff02::1"]


def test_a_site_without_a_certificate_is_told_nothing(publisher, tmp_path, monkeypatch):
    monkeypatch.setattr(Site, "schemes", frozenset({"https"}))
    address = publisher.put("/a.zip", CONTENT).replace("http:", "https:")

    with pytest.raises(Unreachable, match="no secure connection could be made"):
        fetch(address, tmp_path)
    monkeypatch.setattr(Site, "may_connect", staticmethod(is_public))
    with pytest.raises(NotFetched, match="inside a private network"):
        fetch(address, tmp_path)
    assert not publisher.asked


@pytest.mark.parametrize("address", [*OWN_IPV4, *OWN_IPV6])
def test_addresses_of_ones_own_network_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["146.142.4.10", "2606:4700::6810:84e5", "::ffff:146.142.4.10"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


def test_only_named_hosts_belong_to_an_offer():
    offer = Offer(page="https://a.example/", watch="https://a.example/list", hosts=[".cdn.example", "b.example"])

    assert all(map(offer.is_host, ["a.example", "b.example", "x.cdn.example"]))
    assert not any(map(offer.is_host, ["cdn.example", "evil-cdn.example", "a.example.evil.example", "c.b.example", ""]))
