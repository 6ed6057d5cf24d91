"""A publisher's file comes whole and unchanged, or not at all and with a reason; from the publisher alone."""

import hashlib
import random
import socket
import time
from pathlib import Path

import pytest

from citations.downloading import Absent, NotFetched, Refused, Site, Unreachable, Validators, is_public
from citations.importing.offers import Offer, OfferedFile, SameAddresses

CONTENT = random.Random(4).randbytes(900_000)
HTML = b"<!DOCTYPE html><html><body>Are you a robot?</body></html>"


def site_of(address: str, **how) -> Site:
    return Site(SameAddresses(page="https://publisher.example/data", offered=[OfferedFile(address)], **how))


def fetch(address: str, folder: Path, report=lambda done, total: None, **file):
    return site_of(address).fetch(OfferedFile(address, **file), folder, report)


def is_whole(download) -> bool:
    content = download.path.read_bytes()
    return content == CONTENT and download.sha256 == hashlib.sha256(CONTENT).hexdigest() and download.size == len(CONTENT)


def test_a_file_comes_as_it_is_with_its_checksum(publisher, tmp_path):
    address = publisher.put("/files/db_30_2_text.zip", CONTENT)
    told: list[tuple[int, int | None]] = []

    download = fetch(address, tmp_path, lambda done, total: told.append((done, total)))

    assert is_whole(download)
    assert download.file.kept_as == "db_30_2_text.zip"
    assert told[0] == (0, len(CONTENT))
    assert told[-1] == (len(CONTENT), len(CONTENT))


def test_the_publisher_is_told_who_asks_and_whom_to_write_to(publisher, tmp_path, settings):
    settings.FETCH_USER_AGENT = "Singulariki/0.1 (+https://site.example; data@site.example)"

    fetch(publisher.put("/a.csv", CONTENT), tmp_path)

    assert publisher.asked[0].headers["User-Agent"] == "Singulariki/0.1 (+https://site.example; data@site.example)"
    assert publisher.asked[0].headers["Accept-Encoding"] == "identity"


def test_where_the_connection_breaks_the_rest_is_asked_for(publisher, tmp_path):
    address = publisher.put("/a.zip", CONTENT, breaks=[300_000, 200_000])

    assert is_whole(fetch(address, tmp_path))
    first, second, third = publisher.got("/a.zip")
    assert "Range" not in first.headers
    assert (second.status, second.headers["Range"]) == (206, "bytes=300000-")
    assert second.headers["If-Range"] == publisher.pages["/a.zip"].tag
    assert third.headers["Range"] == "bytes=500000-"


def test_what_came_before_another_process_broke_off_is_not_asked_for_again(publisher, tmp_path):
    address = publisher.put("/a.zip", CONTENT, breaks=[300_000, 1, 1, 1, 1, 1, 1, 1])

    class Ended(BaseException):
        pass

    def end(done, total):
        if done >= 200_000:
            raise Ended

    with pytest.raises(Ended):
        fetch(address, tmp_path, end)
    publisher.pages["/a.zip"].breaks.clear()
    told = []

    assert is_whole(fetch(address, tmp_path, lambda done, total: told.append(done)))
    assert told[0] >= 200_000
    assert publisher.got("/a.zip")[-1].status == 206


def test_a_file_that_is_here_whole_is_asked_about_and_not_sent_again(publisher, tmp_path):
    address = publisher.put("/a.zip", CONTENT)
    fetch(address, tmp_path)

    assert is_whole(fetch(address, tmp_path))
    assert [asked.status for asked in publisher.got("/a.zip")] == [200, 416]


def test_a_file_that_changed_meanwhile_is_begun_anew(publisher, tmp_path):
    def change(page):
        if len(publisher.got("/a.zip")) == 1:
            page.content = CONTENT

    address = publisher.put("/a.zip", CONTENT[::-1], breaks=[300_000], behaviour=change)

    assert is_whole(fetch(address, tmp_path))
    assert [asked.status for asked in publisher.got("/a.zip")] == [200, 200]


def test_a_part_of_another_file_is_not_taken_for_the_rest(publisher, tmp_path):
    """Some sites send the range that was asked for though the file has changed."""

    def change(page):
        if len(publisher.got("/a.zip")) == 1:
            page.content = CONTENT

    address = publisher.put("/a.zip", CONTENT[::-1], breaks=[300_000], behaviour=change, blind=True)

    assert is_whole(fetch(address, tmp_path))
    assert [asked.status for asked in publisher.got("/a.zip")] == [200, 206, 200]


@pytest.mark.parametrize("how", [{"ranges": False}, {"etag": ""}, {"etag": 'W/"1"'}], ids=["no ranges", "no ETag", "weak ETag"])
def test_a_site_that_cannot_go_on_is_asked_for_all_of_it(publisher, tmp_path, how):
    address = publisher.put("/a.zip", CONTENT, breaks=[300_000], **how)

    assert is_whole(fetch(address, tmp_path))
    assert [asked.status for asked in publisher.got("/a.zip")] == [200, 200]


def test_the_date_serves_where_there_is_no_etag(publisher, tmp_path):
    address = publisher.put("/a.zip", CONTENT, breaks=[300_000], etag="", modified="Thu, 26 Nov 2026 08:00:00 GMT")

    assert is_whole(fetch(address, tmp_path))
    assert publisher.got("/a.zip")[1].headers["If-Range"] == "Thu, 26 Nov 2026 08:00:00 GMT"


def test_a_compressed_answer_is_unpacked_and_begun_anew_where_it_breaks(publisher, tmp_path):
    address = publisher.put("/a.csv", CONTENT, zipped=True, breaks=[300_000])

    assert is_whole(fetch(address, tmp_path))
    assert ["Range" in asked.headers for asked in publisher.got("/a.csv")] == [False, False]


def test_a_compressed_answer_that_swells_past_the_limit_is_refused(publisher, tmp_path, settings):
    settings.UPLOAD_LIMIT_BYTES = 1_000_000
    address = publisher.put("/a.csv", bytes(50_000_000), zipped=True)

    with pytest.raises(NotFetched, match="larger than"):
        fetch(address, tmp_path)
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("breaks", [[], [300_000]])
def test_an_answer_without_a_length_comes_whole_too(publisher, tmp_path, breaks):
    address = publisher.put("/a.csv", CONTENT, chunked=True, breaks=breaks)

    assert is_whole(fetch(address, tmp_path))


def test_a_slow_site_is_waited_for(publisher, tmp_path, monkeypatch):
    monkeypatch.setattr(Site, "read_timeout", 0.5)
    address = publisher.put("/a.csv", CONTENT, piece=100_000, pause=0.2)

    assert is_whole(fetch(address, tmp_path))
    assert len(publisher.asked) == 1


def test_a_site_that_falls_silent_is_asked_again_and_given_up_in_the_end(publisher, tmp_path, monkeypatch):
    monkeypatch.setattr(Site, "read_timeout", 0.2)
    address = publisher.put("/a.csv", CONTENT, behaviour=lambda page: time.sleep(0.6))

    with pytest.raises(Unreachable, match=r"was asked 4 times .* it stopped answering"):
        fetch(address, tmp_path)


def test_a_site_that_trickles_is_given_up_and_what_came_is_kept(publisher, tmp_path, monkeypatch):
    monkeypatch.setattr(Site, "longest", 0.3)
    address = publisher.put("/a.csv", CONTENT, piece=10_000, pause=0.1)

    with pytest.raises(NotFetched, match="comes too slowly"):
        fetch(address, tmp_path)
    monkeypatch.undo()
    publisher.pages["/a.csv"].pause = 0
    assert any(path.stat().st_size for path in tmp_path.glob("*.part"))


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_publisher_that_refuses_programs_is_named_with_what_to_do(publisher, tmp_path, status):
    address = publisher.put("/oesm24nat.zip", CONTENT, statuses=[status] * 9)

    with pytest.raises(Refused) as refusal:
        fetch(address, tmp_path)
    assert str(refusal.value) == (
        f"127.0.0.1 refuses automatic downloads (status {status}). Open {address} in a browser, save the file, and upload it "
        "here."
    )
    assert len(publisher.asked) == 1


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "application/zip"])
def test_a_web_page_in_place_of_the_file_is_told_as_such(publisher, tmp_path, content_type):
    address = publisher.put("/oesm24nat.zip", HTML, content_type=content_type)

    with pytest.raises(Refused, match=r"a web page in place of the file.*upload it here"):
        fetch(address, tmp_path)
    assert not list(tmp_path.glob("*.part"))


def test_what_is_gone_is_said_with_the_page_to_look_at(publisher, tmp_path):
    with pytest.raises(Absent, match=r"nothing at .*status 404.*https://publisher\.example/data"):
        fetch(f"{publisher.address}/gone.zip", tmp_path)
    assert len(publisher.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_fault_is_tried_again(publisher, tmp_path, status):
    address = publisher.put("/a.zip", CONTENT, statuses=[status, status])

    assert is_whole(fetch(address, tmp_path))


def test_a_fault_that_stays_ends_in_words_after_a_few_pauses(publisher, tmp_path, pauses):
    address = publisher.put("/a.zip", CONTENT, statuses=[503] * 99)

    with pytest.raises(NotFetched, match=r"was asked 4 times .* status 503"):
        fetch(address, tmp_path)
    assert pauses == [2, 10, 30]


def test_a_connection_that_always_breaks_at_once_ends_in_words(publisher, tmp_path):
    address = publisher.put("/a.zip", CONTENT, breaks=[300_000, *[1] * 99], ranges=False)

    with pytest.raises(Unreachable, match="the connection broke off"):
        fetch(address, tmp_path)
    assert len(publisher.asked) < 9


def test_nobody_at_the_address_is_said(publisher, tmp_path):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/a.zip"

    with pytest.raises(Unreachable, match="could not be reached"):
        fetch(address, tmp_path)


@pytest.mark.parametrize("how", [{}, {"chunked": True}])
def test_what_is_larger_than_uploads_may_be_is_refused_before_it_fills_the_disk(publisher, tmp_path, settings, how):
    settings.UPLOAD_LIMIT_BYTES = 500_000
    address = publisher.put("/a.zip", CONTENT, piece=50_000, **how)

    with pytest.raises(NotFetched, match=r"larger than 488.3.KB.*UPLOAD_LIMIT_MB"):
        fetch(address, tmp_path)
    assert sum(path.stat().st_size for path in tmp_path.glob("*.part")) == 0


@pytest.mark.parametrize("stated", [{"sha256": "0" * 64}, {"size": 899_999}])
def test_what_is_not_as_the_publisher_states_is_thrown_away(publisher, tmp_path, stated):
    address = publisher.put("/a.zip", CONTENT)

    with pytest.raises(NotFetched, match="not what its publisher states"):
        fetch(address, tmp_path, **stated)
    assert not list(tmp_path.glob("*.part"))
    assert is_whole(fetch(address, tmp_path, sha256=hashlib.sha256(CONTENT).hexdigest().upper(), size=900_000))


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


def test_partial_files_that_nobody_asks_for_again_go(publisher, tmp_path):
    import os

    old = tmp_path / "0.part"
    old.write_bytes(b"old")
    os.utime(old, (time.time() - 8 * 24 * 3600,) * 2)

    fetch(publisher.put("/a.zip", CONTENT), tmp_path)

    assert not old.exists()


def test_a_damaged_note_beside_a_partial_file_costs_only_time(publisher, tmp_path):
    address = publisher.put("/a.zip", CONTENT)
    fetch(address, tmp_path)
    next(tmp_path.glob("*.json")).write_text("{")

    assert is_whole(fetch(address, tmp_path))


def test_a_look_asks_for_nothing_but_the_headers(publisher):
    address = publisher.put("/a.zip", CONTENT, modified="Thu, 26 Nov 2026 08:00:00 GMT")

    seen = site_of(address).look(address)

    assert seen == Validators(publisher.pages["/a.zip"].tag, "Thu, 26 Nov 2026 08:00:00 GMT", 900_000)
    assert [asked.method for asked in publisher.asked] == ["HEAD"]


def test_a_web_page_where_a_file_would_be_is_no_file(publisher):
    site = site_of(publisher.put("/db_31_0_text.zip", HTML, content_type="text/html"))

    assert not site.exists(f"{publisher.address}/db_31_0_text.zip")
    assert not site.exists(f"{publisher.address}/db_32_0_text.zip")


@pytest.mark.parametrize(
    ("earlier", "later", "differs"),
    [
        (("a", "", 5), ("a", "", 5), False),
        (("a", "", None), ("b", "", None), True),
        (("a", "Monday", 5), ("b", "Monday", 5), False),
        (("a", "Monday", 5), ("a", "Tuesday", 5), True),
        (("a", "Monday", 5), ("a", "Monday", 6), True),
        (('W/"a"', "", 5), ('"a"', "", 5), False),
        (("", "", None), ("a", "Monday", 5), False),
    ],
)
def test_a_change_is_told_by_size_and_date_and_else_by_the_etag(earlier, later, differs):
    assert Validators(*later).differs(Validators(*earlier)) is differs
