"""The methodology page: prose, the worked example, what choices change, the reference; and what all of it is by the publishers'
files."""

import re
from collections import Counter

import pytest
from django.test import Client

from citations.models import Edition, EditionMethodology
from singulariki.delivery import page_cache
from tests.fixtures_sample import *  # noqa: F403
from tests.reading.documents import typed
from tests.reading.sections import AtLeast, Missing, Shown, sections
from tests.reference.reckoning import STUDIES, Reckoning
from tests.reference.recomputed_method import base_of_pay, effects
from tests.reference.recomputed_work import Pages, Parts

pytestmark = pytest.mark.django_db
PAGE, EXAMPLE = "/methodology", "worked-example"
SOUND, DEFAULT = "27-4014.00", "Sound Engineering Technicians"


@pytest.fixture(autouse=True)
def nothing_drawn(module_sample_edition: Edition) -> None:
    page_cache.clear()


def shown(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_parts_stand_in_the_order_of_the_argument(client: Client) -> None:
    found = list(sections(shown(client)))
    order = ["figures", "task-overlap", "composite", "percentiles", EXAMPLE, "ilo-gradient", "pay-and-employment", "whom"]
    order += ["observed-use", "crosswalks", "missing", "limits", "choices", "measures", "recipes", "sources", "citation"]
    assert [section for section in found if section in order] == order


def test_codes_of_earlier_vintages_are_spoken_of_where_some_are_left_out_alone(client: Client) -> None:
    assert "older than the classification of 2018" not in shown(client)


def test_no_identifier_is_given_twice_and_every_measure_and_recipe_keeps_its_own(
    module_sample_edition: Edition, client: Client
) -> None:
    row = EditionMethodology.objects.get(edition=module_sample_edition)
    for address in (PAGE, f"/editions/{module_sample_edition.name}{PAGE}"):
        ids = Counter(re.findall(r'\bid="([^"]+)"', shown(client, address)))
        assert [name for name, times in ids.items() if times > 1] == []
        assert set(re.findall(r'"key":"([\w-]+)"', row.measures)) <= ids.keys()
        assert {f"recipe-{key}" for key in re.findall(r'"key":"([\w-]+)"', row.recipes)} <= ids.keys()


def test_the_example_is_worked_out_with_the_figures_of_its_occupation(module_sample_edition: Edition, client: Client) -> None:
    document = typed(module_sample_edition, "occupation", SOUND)
    example = sections(shown(client))[EXAMPLE]
    figures = {(figure.measure, figure.value) for figure in example.figures}
    assert DEFAULT in example.text
    for row in document.exposure:
        assert (row.key, float(row.score.for_programs)) in figures
        assert ("percentile-points", float(row.percentile.for_programs)) in figures
    assert ("ai-overlap-mean", float(document.overlap.mean.for_programs)) in figures
    assert ("ai-overlap-percentile", float(document.overlap.percentile.for_programs)) in figures
    for row in document.exposure:
        rank = percentile_parts(example.figures, row.percentile.value)
        assert 100 * rank[0] / rank[1] == pytest.approx(row.percentile.value, rel=1e-6)


def percentile_parts(figures: list[Shown], points: float) -> tuple[float, float]:
    """What stands before a percentile: how many lie below, and among how many."""
    place = next(
        n for n, one in enumerate(figures) if one.measure == "percentile-points" and one.value == pytest.approx(points, rel=1e-6)
    )
    return figures[place - 2].value, figures[place - 1].value  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("typed_in", "leads_to"),
    [
        ("actors", f"{PAGE}?occupation=27-2011.00"),
        ("27-2011", f"{PAGE}?occupation=27-2011.00"),
        (SOUND, PAGE),
        ("sound engineering", PAGE),
        ("", PAGE),
    ],
)
def test_an_occupation_is_found_by_title_or_code_and_has_one_address(typed_in: str, leads_to: str, client: Client) -> None:
    answer = client.get(PAGE, {"occupation": typed_in})
    if typed_in:
        assert (answer.status_code, answer.headers["Location"]) == (302, leads_to)
        answer = client.get(leads_to)
    assert answer.status_code == 200
    # What the reader asked for is what crawlers need not.
    assert ('name="robots"' in answer.content.decode()) == ("?" in leads_to)


@pytest.mark.parametrize("typed_in", ["zzzz", "sound " * 1500, "%", "'\"<script>", "x\0y", "é" * 300, "99-9999.99"])
def test_what_is_no_occupation_is_said_and_the_usual_example_shown(typed_in: str, client: Client) -> None:
    answer = client.get(PAGE, {"occupation": typed_in}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>" not in page.replace('<script src="', "")
    if typed_in in ("zzzz", "99-9999.99"):
        example = sections(page)[EXAMPLE]
        assert "No occupation goes by this name" in example.text
        assert typed_in in example.text
        assert DEFAULT in example.text
        assert "/roles/" in example.addresses


def test_other_parameters_are_not_read_and_variants_lead_to_the_page(client: Client) -> None:
    assert client.get(f"{PAGE}?page=2").content == client.get(PAGE).content
    for variant in ("/methodology/", "/Methodology", "/methodology.html"):
        answer = client.get(variant)
        assert (answer.status_code, answer.headers["Location"]) == (301, PAGE), variant


def test_it_is_kept_and_known_again(client: Client) -> None:
    first = client.get(PAGE)
    again = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_an_older_edition_s_page_stays_in_it(module_sample_edition: Edition, client: Client) -> None:
    prefix = f"/editions/{module_sample_edition.name}"
    page = shown(client, f"{prefix}{PAGE}?occupation=27-2011.00")
    assert f'action="{prefix}{PAGE}#worked-example"' in page
    assert f'href="{prefix}/roles/role-27-2011-00"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_api_has_the_numbers_of_the_method(module_sample_edition: Edition, client: Client) -> None:
    answer = client.get("/api/v1/methodology/").json()
    document = typed(module_sample_edition, "methodology", "methodology")
    assert answer["overlap"]["base"] == document.overlap.base.value
    assert answer["effects"]["pay_votes"]["mean"] == document.effects.pay_votes.mean.value
    assert {source["dataset"] for source in answer["sources"]} >= {"onet", "bls-oews", "felten-aioe"}
    assert client.get("/api/v1/methodology/?edition=x").status_code == 400


def test_what_an_edition_did_not_keep_is_left_out_and_costs_no_page(module_sample_edition: Edition, client: Client) -> None:
    rows = module_sample_edition.profiles.filter(kind="methodology")
    assert rows.count() == 1
    kept = sections(shown(client))
    # Ready editions cannot be changed, so its reader is told that there is none.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("occupations.subjects.methodology.page.read_method", lambda reader: None)
        page_cache.clear()
        without = sections(shown(client))
    assert without["choices"].figures == []
    assert {figure.measure for figure in without["composite"].figures} == set()
    assert "weigh alike" in without["composite"].text
    assert not re.search(r"[{}]|\b(the|of|another)\s+(occupations\b|\.)", without["composite"].text)
    assert "ranked-occupations" not in {figure.measure for figure in without[EXAMPLE].figures}
    assert {"ai-overlap-mean", "median-pay-percentile"} <= {figure.measure for figure in without[EXAMPLE].figures}
    assert without["measures"] == kept["measures"]


def test_prose_reads_whole_for_every_occupation_of_the_sample(module_sample_edition: Edition, client: Client) -> None:
    for code in module_sample_edition.profiles.filter(kind="occupation").values_list("key", flat=True):
        page = client.get(f"{PAGE}?occupation={code}", follow=True).content.decode()
        text = sections(page)[EXAMPLE].text
        assert code in text
        assert not re.search(r"[{}]|None|\.\s*\.|\s,|\(\s*\)| 0 occupations", text), (code, text)


# By the publishers' files.


def base_of(raw: Reckoning, study: str) -> int:
    """How many occupations a study's percentiles are taken over."""
    return sum(score.is_own for score in raw.scores(study).values())


def base_of_overlap(raw: Reckoning) -> int:
    return len({code for study in STUDIES for code, score in raw.scores(study).items() if score.is_own})


def scored_by_all(raw: Reckoning) -> list[str]:
    return [code for code, parts in raw.overlap_parts.items() if len(parts) == len(STUDIES)]


def composite(raw: Reckoning, key: str) -> Parts:
    scored, by_all = len(raw.overlap_parts), len(scored_by_all(raw))
    yield Shown("occupation-count", by_all, "/overlap/all_studies")
    yield Shown("occupation-count", scored - by_all, "/overlap/some_studies")
    yield Shown("occupation-count", len(raw.titles) - scored, "/overlap/no_study")
    yield Shown("occupation-count", scored - by_all)


def percentiles(raw: Reckoning, key: str) -> Parts:
    for place, study in enumerate(STUDIES):
        yield Shown("ranked-occupations", base_of(raw, study), f"/studies/{place}/ranked")


def parts_of(rank: float, base: int) -> Parts:
    yield Shown("occupations-below", round(rank * base / 100))
    yield Shown("ranked-occupations", base)
    yield Shown("percentile-points", rank)


def worked_example(raw: Reckoning, key: str) -> Parts:
    code = key.rpartition("=")[2] or "27-4014.00"
    yield raw.titles[code]
    for study in STUDIES:
        if code in raw.scores(study):
            yield Shown(study, raw.scores(study)[code].value)
            yield from parts_of(raw.ranks[study][code], base_of(raw, study))
    counted = raw.overlap_parts.get(code, [])
    yield from (Shown("percentile-points", raw.ranks[study][code]) for study in counted)
    if counted:
        among = base_of_overlap(raw)
        yield Shown("ai-overlap-mean", raw.overlap_means[code])
        if code in raw.overlap:
            yield from parts_of(raw.overlap[code], among)
            yield Shown("ranked-occupations", among)
            yield Shown("occupations-below", round(raw.overlap[code] * among / 100))
        yield Shown("ai-overlap-percentile", raw.overlap_rank(code))
    yield from example_of_pay(raw, code)


def example_of_pay(raw: Reckoning, code: str) -> Parts:
    if not raw.paid_as(code):
        return
    median, among = raw.pay(code, "A_MEDIAN"), len(base_of_pay(raw))
    if isinstance(median, AtLeast):
        yield Shown("wage-median", median)
        yield Shown("median-pay-percentile", AtLeast(100))
    elif isinstance(median, Missing):
        yield Shown("median-pay-percentile", Missing("no-annual-wage"))
    else:
        yield from parts_of(raw.pay_ranks[code], among)
        yield Shown("wage-median", median)
        yield Shown("ranked-occupations", among)
        yield Shown("occupations-below", round(raw.pay_ranks[code] * among / 100))
        yield Shown("median-pay-percentile", raw.pay_ranks[code])


def gradient(raw: Reckoning, key: str) -> Parts:
    yield Shown("scored-tasks", sum(map(len, raw.unit_groups.values())))
    yield Shown("unit-group-count", len(raw.unit_groups))


def pay(raw: Reckoning, key: str) -> Parts:
    yield Shown("ranked-occupations", len(base_of_pay(raw)), "/pay/ranked")
    yield Shown("choice-effect-largest", effects(raw)["pay_top_coded"][1])


def whom(raw: Reckoning, key: str) -> Parts:
    sizes = Counter(raw.soc.values())
    own = [code for code in raw.titles if raw.paid_as(code) == raw.soc[code]]
    shared = sum(sizes[raw.soc[code]] > 1 for code in own)
    combined = sum(bool(raw.paid_as(code)) for code in raw.titles) - len(own)
    yield Shown("occupation-count", len(raw.titles), "/occupations")
    yield Shown("occupation-count", shared, "/pay/shared_code")
    yield Shown("occupation-count", combined, "/pay/combination")
    yield Shown("occupation-count", shared + combined, "/pay/wider_group")


def crosswalks(raw: Reckoning, key: str) -> Parts:
    for place, study in enumerate(STUDIES):
        bridged = sum(score.is_bridged for score in raw.scores(study).values())
        yield Shown("bridged-scores" if bridged else "", bridged, f"/studies/{place}/bridged")


def missing(raw: Reckoning, key: str) -> Parts:
    found = {code: raw.pay(code, "A_MEDIAN") for code in raw.titles if raw.paid_as(code)}
    yield Shown("occupation-count", sum(isinstance(value, AtLeast) for value in found.values()), "/pay/top_coded")
    hourly = [code for code, value in found.items() if isinstance(value, Missing) and raw.pay(code, "H_MEDIAN") != value]
    yield Shown("occupation-count", len(hourly), "/pay/hourly_only")


def choices(raw: Reckoning, key: str) -> Parts:
    for name, (mean, largest, occupations) in effects(raw).items():
        yield Shown("choice-effect-mean", mean, f"/effects/{name}/mean")
        yield Shown("choice-effect-largest", largest, f"/effects/{name}/largest")
        yield Shown("occupation-count", occupations, f"/effects/{name}/occupations")


def coverage(raw: Reckoning, key: str) -> Parts:
    for how, measure in (
        ("words", "usage-placed-by-words"),
        ("number", "usage-placed-by-number"),
        ("pair", "usage-placed-by-pair"),
        ("unplaced", "usage-unplaced"),
        ("none", "usage-without-task"),
    ):
        yield Shown(measure, raw.coverage[how])


def words_alone(raw: Reckoning, key: str) -> Parts:
    """No figure stands there."""
    yield from ()


RECOMPUTED = {
    "methodology": Pages(
        "/methodology{}",
        (
            "",
            "?occupation=15-1299.08",  # shares its code; one study over a bridge
            "?occupation=31-1121.00",  # pay of a combination
            "?occupation=29-1214.00",  # top-coded
            "?occupation=27-2011.00",  # hourly wages only
            "?occupation=55-1011.00",  # nothing known
        ),
        {
            "figures": words_alone,
            "task-overlap": words_alone,
            "composite": composite,
            "percentiles": percentiles,
            "worked-example": worked_example,
            "ilo-gradient": gradient,
            "pay-and-employment": pay,
            "whom": whom,
            "observed-use": words_alone,
            "coverage": coverage,
            "crosswalks": crosswalks,
            "missing": missing,
            "limits": words_alone,
            "choices": choices,
            "measures": words_alone,
            "recipes": words_alone,
        },
        "/api/v1/methodology/",
    )
}
