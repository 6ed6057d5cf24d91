"""The gradient and the quadrant as pages, files and frames: what is found in them, what they are narrowed by, and what they make
of hostile addresses. On the sample."""

import csv
import io
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.core.cache import caches
from django.test import Client

from citations.models import Edition
from gradient.subjects.unit_group_list.document import gradient_of
from occupations.subjects.occupation_list.page import occupation_list
from singulariki.delivery import page_cache
from singulariki.editorial.published import change_stamp
from tests.fixtures_sample import *  # noqa: F403
from tests.reading.page import read

pytestmark = pytest.mark.django_db
HOSTILE = (
    "<script>alert(1)</script>",
    '"><svg onload=x>',
    "'; DROP TABLE x --",
    "\0",
    "x" * 5000,
    "⠿" * 300,
    "%00%ff",
    "{highest}",
)


@pytest.fixture(autouse=True)
def edition(module_sample_edition: Edition) -> Edition:
    page_cache.clear()
    return module_sample_edition


def page(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200, (path, query, answer.status_code, answer.headers.get("Location"))
    return answer.content.decode()


def said(html: str) -> list[str]:
    """What the page says of what was asked for."""
    found = re.findall(r'role="status">(.*?)</p>', html, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", words)).split()) for words in found]


def ringed(html: str) -> list[str]:
    return re.findall(r'class="is-found"><title>([^<\n]*)', html)


def test_every_unit_group_is_one_dot_with_its_name_and_value(client: Client, edition: Edition) -> None:
    gradient = gradient_of(edition)
    assert gradient is not None
    drawn = re.findall(r'<a href="([^"]+)" tabindex="-1"><title>([^<]+)</title>', page(client, "/gradient/"))
    assert sorted(path for path, _ in drawn) == sorted(row.path for row in gradient.rows)
    titles = {path: unescape(title) for path, title in drawn}
    for row in gradient.rows:
        assert titles[row.path] == f"{row.code} {row.title}\n{gradient.figure(row, 'mean_score').text}"


@pytest.mark.parametrize("typed", ["3521", " 3521 ", "Broadcasting and Audio-visual Technicians", "broadcasting  technician"])
def test_a_unit_group_is_found_by_code_title_or_words(client: Client, typed: str) -> None:
    html = page(client, "/gradient/", show=typed)
    assert ringed(html) == ["3521 Broadcasting and Audio-visual Technicians"]
    (words,) = said(html)
    assert words.startswith("Shown in the picture: Broadcasting and Audio-visual Technicians, 0.")
    assert html.count('class="chart__name is-found"') == 2


@pytest.mark.parametrize("typed", ["27-4014", "27-4014.00", "274014", "Sound Engineering Technicians", "sound engineering"])
def test_an_occupation_is_found_by_code_title_or_words(client: Client, typed: str) -> None:
    assert ringed(page(client, "/quadrant", show=typed)) == ["Sound Engineering Technicians:"]


def test_several_that_fit_are_offered_and_each_leads_to_itself(client: Client) -> None:
    html = page(client, "/quadrant", show="technicians")
    assert "It may also mean: " in said(html)[0]
    links = re.findall(r'href="(/quadrant\?show=[^"]+)"', html)
    assert 0 < len(links) <= 5
    for link in links:
        (words,) = said(page(client, unescape(link).partition("#")[0]))
        assert "It may also mean" not in words


@pytest.mark.parametrize("path", ["/gradient/", "/gradient/major-3.html", "/quadrant"])
def test_an_unknown_word_gets_a_plain_sentence_and_a_hostile_one_does_no_harm(client: Client, path: str) -> None:
    plain = len(page(client, path))
    shared = len(caches["pages"]._cache)
    for typed in (*HOSTILE, "qwertz"):
        answer = client.get(path, {"show": typed})
        if answer.status_code == 302:
            # Nothing is left of it once it is read.
            assert answer.headers["Location"] == path
            continue
        html = answer.content.decode()
        (words,) = said(html) or [""]
        assert words.startswith("No ") or not typed.strip("\0"), (typed, words)
        assert "<script>alert" not in html
        assert "<svg onload" not in html
        assert read(html).inline == []
        assert len(html) < plain + 1500
        assert ringed(html) == []
    assert len(caches["pages"]._cache) == shared


def test_what_is_asked_to_be_shown_is_a_page_of_its_own_and_follows_what_editors_write(client: Client) -> None:
    plain, shown, other = (client.get("/gradient/", query).headers["ETag"] for query in ({}, {"show": "3521"}, {"show": "2512"}))
    assert len({plain, shown, other}) == 3
    assert client.get("/gradient/?show=3521", headers={"if-none-match": shown}).status_code == 304
    change_stamp()
    assert client.get("/gradient/?show=3521", headers={"if-none-match": shown}).status_code == 200


def test_a_unit_group_of_another_major_group_is_not_found_in_this_one(client: Client) -> None:
    assert said(page(client, "/gradient/major-3.html", show="2512"))[0].startswith("No unit group here has this code")


def test_filters_dim_what_they_leave_out_and_say_how_many_stay(client: Client, edition: Edition) -> None:
    whole = occupation_list(edition, key="quadrant")
    assert whole is not None
    has = {name: {row.code for row in whole.document.rows if whole.value(row, name) is not None} for name in whole.columns}
    placed = [row for row in whole.document.rows if row.code in has["overlap"] & has["median_percentile"]]
    family = placed[0].family
    zone = whole.value(placed[0], "job_zone")
    for query, fits in (
        ({"family": family}, lambda row: row.family == family),
        ({"zone": str(zone)}, lambda row: whole.value(row, "job_zone") == zone),
        ({"family": family, "zone": str(zone)}, lambda row: row.family == family and whole.value(row, "job_zone") == zone),
    ):
        kept = [row for row in placed if fits(row)]
        html = page(client, "/quadrant", **query)
        assert said(html) == [f"{len(kept)} occupation{' is' if len(kept) == 1 else 's are'} shown in colour, of {len(placed)}."]
        assert sorted(re.findall(r'<a href="([^"]+)" tabindex="-1">', html)) == sorted(row.path for row in kept)
        dimmed = html[html.index("chart__dimmed") :].partition("</g>")[0]
        assert dimmed.count("<circle") == len(placed) - len(kept)
        rows = list(csv.DictReader(io.StringIO(client.get("/quadrant", {**query, "format": "csv"}).content.decode("utf-8-sig"))))
        assert {row["code"] for row in rows} == {row.code for row in kept}


def test_filters_and_what_is_looked_for_go_together(client: Client) -> None:
    html = page(client, "/quadrant", family="29-0000", show="27-4014")
    assert ringed(html) == ["Sound Engineering Technicians:"]
    assert len(said(html)) == 2
    answer = client.get("/quadrant?family=zzz&show=27-4014&sort=overlap")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/quadrant?show=27-4014")


def test_an_occupation_without_a_place_is_said_to_have_none(client: Client, edition: Edition) -> None:
    whole = occupation_list(edition, key="quadrant")
    assert whole is not None
    lacking = next(row for row in whole.document.rows if whole.value(row, "overlap") is None)
    html = page(client, "/quadrant", show=lacking.code)
    assert said(html)[0].startswith(f"{lacking.title}: it has no place in the picture")
    assert ringed(html) == []


def test_titles_say_what_the_data_say(client: Client, edition: Edition) -> None:
    gradient, whole = gradient_of(edition), occupation_list(edition, key="quadrant")
    assert gradient is not None
    assert whole is not None
    means = [gradient.value(row, "mean_score") for row in gradient.rows]
    lower = len([mean for mean in means if mean < 0.5])
    assert f'chart-title">{lower} of {len(means)} unit groups score below one half' in page(client, "/gradient/")
    sides = [(whole.value(row, "overlap"), whole.value(row, "median_percentile")) for row in whole.document.rows]
    placed = [(one, other) for one, other in sides if one is not None and other is not None]
    same = len([1 for one, other in placed if (one < 50) == (other < 50)])
    assert f'chart-title">{same} of {len(placed)} occupations rank' in page(client, "/quadrant")


@pytest.mark.parametrize(
    "address",
    ["gradient/all/dots", "gradient/3/dots", "quadrant/all/dots", "role/27-4014-00/pay", "role/27-4014-00/quadrant"],
)
def test_a_chart_is_had_alone_and_as_a_drawing_that_any_program_can_read(client: Client, address: str) -> None:
    framed = client.get(f"/embed/{address}")
    assert framed.status_code == 200
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    answer = client.get(f"/embed/{address}.svg")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    drawing = ElementTree.fromstring(answer.content)  # noqa: S314 -- our own
    space = "{http://www.w3.org/2000/svg}"
    assert drawing.tag == f"{space}svg"
    texts = [text.text or "" for text in drawing.findall(f".//{space}text")]
    assert any("Singulariki" in text for text in texts)
    (style,) = [one.text or "" for one in drawing.iter(f"{space}style")]
    assert "var(" not in style
    assert "@" not in style
    assert "'sha256-" in answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert all(one.get("href", "").startswith("https://") for one in drawing.iter(f"{space}a"))


@pytest.mark.parametrize("address", ["gradient/77/dots", "gradient/all/none", "quadrant/3/dots", "unit-group/3521/tasks.svg"])
def test_what_is_no_drawing_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/embed/{address}").status_code == 404
    assert client.get(f"/embed/{address}.svg").status_code == 404


def test_pages_with_dots_load_one_small_script_and_others_do_not(client: Client) -> None:
    scripts = {path: read(page(client, path)).loads for path in ("/gradient/", "/quadrant", "/roles/")}
    assert [any(one.endswith("js/chart.js") for one in loads) for loads in scripts.values()] == [True, True, False]


def test_scores_of_tasks_stand_as_dots_in_their_rows(client: Client) -> None:
    html = client.get("/gradient/3521", follow=True).content.decode()
    table = html[html.index('id="tasks-strip"') :].partition("</table>")[0]
    rows = table.partition("<tbody>")[2].split("<tr>")[1:]
    for row in rows:
        now, before = (float(value) for value in re.findall(r'<data [^>]*value="([\d.]+)"', row)[:2])
        (drawn,), (hollow,) = (re.findall(rf'class="chart__{name}" cx="([\d.]+)%"', row) for name in ("dot", "before"))
        assert float(drawn) == pytest.approx(100 * now, abs=0.06)
        assert float(hollow) == pytest.approx(100 * before, abs=0.06)
    assert len(rows) > 4
