"""Whom figures are for, over all occupations: every published code lands, sums count a group once, and no page of an occupation
prints a wider group's figure as its own."""

import re
from collections.abc import Iterator
from math import isclose

import pytest
from django.test import Client

from citations.models import Edition, Profile
from tests.reading.documents import document, values
from tests.reference import on_the_reference
from tests.reference.reckoning import Reckoning
from tests.reference.recomputed_work import is_number

pytestmark = on_the_reference


@pytest.fixture(scope="module")
def raw(releases_folder, pins: dict[str, str]) -> Reckoning:
    return Reckoning(releases_folder, pins)


def test_every_code_that_a_publisher_gives_figures_for_reaches_an_occupation(raw: Reckoning, rows: list[dict]) -> None:
    paid = {(row["wages"]["published_for"] or {"code": row["code"][:7]})["code"] for row in rows}
    projected = {(row["outlook"]["published_for"] or {"code": row["code"][:7]})["code"] for row in rows}
    assert len(raw.surveyed) == 831
    assert set(raw.surveyed) - paid == set()
    assert len(raw.projections) == 832
    assert set(raw.projections) - projected == set()
    scored = {row["code"]: {study["measure"] for study in row["exposure"]} for row in rows}
    unscored = [
        code
        for code in raw.published("microsoft-applicability")
        if not all("microsoft-applicability" in scored[one] for one in raw.of_codes(code))
    ]
    assert unscored == []


def test_the_list_says_of_each_occupation_whom_its_figures_are_for(raw: Reckoning, rows: list[dict]) -> None:
    found = {}
    for row in rows:
        for part, under in (
            ("wages", raw.paid_as(row["code"])),
            ("outlook", raw.published_under(row["code"], raw.projections)),
        ):
            shared = raw.sharing(row["code"], under) if under else []
            group = row[part]["published_for"]
            if (group and (group["code"], group["occupations"])) != ((under, len(shared)) if shared else None):
                found[row["code"], part] = group
    assert found == {}
    assert sum(row["wages"]["published_for"] is not None for row in rows) == 249


def test_each_published_group_counted_once_the_list_adds_up_to_all_employees(raw: Reckoning, rows: list[dict]) -> None:
    groups = {(row["wages"]["published_for"] or row)["code"][:7]: row["wages"]["employment"] or 0 for row in rows}
    whole = raw.cell("", "00-0000", "TOT_EMP")
    assert isclose(sum(groups.values()), whole, rel_tol=0.001)


def test_every_family_employs_what_the_survey_says(raw: Reckoning, edition: Edition) -> None:
    codes = list(Profile.objects.filter(edition=edition, kind="family").values_list("key", flat=True))
    assert len(codes) == 23
    employed = {code: values(document(edition, "family", code))["total_employment"] for code in codes}
    survey = {code: raw.cell("", code, "TOT_EMP") for code in codes}
    assert employed == {code: int(size) if is_number(size) else None for code, size in survey.items()}


# Where an occupation's pay, employment or outlook can be printed: what stands for it, and what names its group there.
def _places(code: str, neighbour: str) -> Iterator[str]:
    name = f"role-{code.replace('.', '-')}"
    yield from (f"/roles/{name}", f"/roles/{name}/context.md", f"/compare/{name}/role-{neighbour.replace('.', '-')}")
    yield from (f"/embed/role/{name.removeprefix('role-')}/pay", f"/embed/role/{name.removeprefix('role-')}/employment")
    yield f"/families/{code[:2]}"


@pytest.mark.parametrize("code", ["11-9199.01", "31-1121.00", "21-1011.00", "53-1042.00", "29-1141.00", "11-9199.00"])
def test_every_place_that_prints_a_groups_figure_names_the_group(code: str, raw: Reckoning, reader: Client) -> None:
    said = raw.paid_for(code), raw.projected_for(code)
    assert all(said)
    for address in _places(code, "27-4014.00"):
        page = reader.get(address, follow=True)
        assert page.status_code == 200, address
        assert any(words in page.content.decode() for words in said), address


@pytest.mark.parametrize(
    "codes",
    [
        ("31-1121.00", "31-1122.00"),  # two of one combination
        ("11-9199.01", "11-9199.02"),  # two of one SOC code
        ("11-9199.01", "11-9199.02", "27-2011.00"),
        ("11-9199.01", "11-9199.02", "31-1121.00", "31-1122.00"),
    ],
)
def test_in_a_comparison_every_cell_says_it_for_itself(codes: tuple[str, ...], raw: Reckoning, reader: Client) -> None:
    html = reader.get(f"/compare/{'/'.join(f'role-{code}'.replace('.', '-') for code in codes)}").content.decode()
    rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", html[html.index('id="pay"') : html.index('id="skills"')], re.DOTALL)
    assert len(rows) > 7
    for row in rows:
        for code, cell in zip(codes, re.findall(r"<td.*?</td>", row, re.DOTALL), strict=True):
            if "zone" in row.lower() or "vocational" in row or "no figure" in cell:
                continue
            said = {raw.paid_for(code), raw.projected_for(code)}
            assert said == {""} or any(words in cell for words in said), (code, row)


def test_a_figure_of_the_occupations_own_is_marked_nowhere(reader: Client) -> None:
    html = reader.get("/roles/role-27-4014-00").content.decode()
    own = html[: html.index('id="quadrant"')]
    assert "†" not in own
    assert "of which this is one of" not in own
