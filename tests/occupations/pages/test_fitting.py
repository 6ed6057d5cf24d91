"""Sentences that fit their numbers: what is zero, one, the same, shared or top-coded is told in words of its own."""

from types import SimpleNamespace

import pytest

from occupations.subjects.occupation.page import OCCUPATION

TOKENS = OCCUPATION.tokens


def figure(text: str, value: float | None = 1, *, at_least: bool = False):
    return SimpleNamespace(text=text, value=value, is_missing=value is None, at_least=at_least)


def told(key: str, **document: object):
    """What a token stands for on the page of an occupation with these parts: the text of a figure, or words."""
    parts = {"outlook": None, "overlap": None, "usage": None, "wages": None, **document}
    found = TOKENS[key].resolve(SimpleNamespace(document=SimpleNamespace(**parts)))
    return getattr(found, "text", found)


def outlook(change: str = "1.0%", openings: str = "100", base: str = "1,500", projected: str = "1,600") -> SimpleNamespace:
    return SimpleNamespace(
        change_percent=figure(change),
        annual_openings=figure(openings),
        employment_base=figure(base),
        employment_projected=figure(projected),
    )


@pytest.mark.parametrize(
    ("change", "key"),
    [("4.5%", "growth"), ("0.1%", "growth"), ("−1.7%", "decline"), ("−10.0%", "decline"), ("0.0%", "no-change")],
)
def test_a_change_is_growth_decline_or_none(change: str, key: str) -> None:
    assert {one: told(one, outlook=outlook(change)) for one in ("growth", "decline", "no-change")} == {
        "growth": None,
        "decline": None,
        "no-change": None,
        key: change,
    }


def test_no_openings_are_too_few_to_round() -> None:
    assert told("some-openings", outlook=outlook(openings="0")) is None
    assert told("few-openings", outlook=outlook(openings="0")) == "too few to round to a hundred"
    assert (told("some-openings", outlook=outlook()), told("few-openings", outlook=outlook())) == ("100", None)


def test_as_many_jobs_are_no_way_from_one_number_to_another() -> None:
    same, other = outlook(projected="1,500"), outlook()
    assert [told(key, outlook=same) for key in ("jobs-from", "jobs-to", "jobs-kept")] == [None, None, "1,500"]
    assert [told(key, outlook=other) for key in ("jobs-from", "jobs-to", "jobs-kept")] == ["1,500", "1,600", None]


def overlap(percentile: float | None, text: str, parts: int = 3, lowest: str = "2nd", highest: str = "9th", spread: str = "7"):
    mean = figure("mean 3.0")
    return SimpleNamespace(
        percentile=figure(text, percentile),
        part_count=figure(str(parts), parts),
        unranked_mean=None if percentile is not None else mean,
        lowest=figure(lowest),
        highest=figure(highest),
        spread=figure(spread),
        parts=["felten-aioe"] * parts,
    )


def test_the_lowest_percentile_is_told_in_words() -> None:
    low, inner = overlap(0.2, "0th"), overlap(10.2, "10th")
    assert (told("inner-overlap", overlap=low), told("overlap-end", overlap=low)) == (None, "lower than nearly all")
    assert (told("inner-overlap", overlap=inner), told("overlap-end", overlap=inner)) == ("10th", None)
    assert told("overlap-end", overlap=overlap(None, "not ranked", 2)) is None


def test_one_study_has_no_mean() -> None:
    one, two, all_of_them = overlap(None, "", 1), overlap(None, "", 2), overlap(5.0, "5th")
    keys = ("several-studies", "only-study", "mean-of-several")
    assert [told(key, overlap=one) for key in keys] == [None, "1", None]
    assert [told(key, overlap=two) for key in keys] == ["2", None, "mean 3.0"]
    assert [told(key, overlap=all_of_them) for key in keys] == [None, None, None]


def test_studies_that_agree_are_not_set_apart() -> None:
    keys = ("lowest-apart", "highest-apart", "same-percentile")
    alike, near = overlap(5.0, "5th", lowest="5th", highest="5th"), overlap(5.0, "5th", highest="3rd")
    assert [told(key, overlap=alike) for key in keys] == [None, None, "5th"]
    assert [told(key, overlap=near) for key in keys] == ["2nd", "3rd", None]
    assert [told(key, overlap=overlap(5.0, "5th")) for key in keys] == ["2nd", "9th", None]


def test_a_way_of_working_that_is_not_seen_is_known_of_none() -> None:
    ways = SimpleNamespace(augmentation=figure("50.5%"), automation=figure("0.0%"))
    usage = SimpleNamespace(collaboration=ways, classified=None)
    keys = ("some-augmentation", "no-augmentation", "some-automation", "no-automation")
    assert [told(key, usage=usage) for key in keys] == ["50.5%", None, None, "none"]
    few = SimpleNamespace(collaboration=None, classified=SimpleNamespace(tasks=figure("2", 2)))
    none = SimpleNamespace(collaboration=None, classified=SimpleNamespace(tasks=figure("0", 0)))
    assert [told(key, usage=few) for key in ("too-few-classified", "none-classified")] == ["2", None]
    assert [told(key, usage=none) for key in ("too-few-classified", "none-classified")] == [None, "none"]
    assert [told(key, usage=none) for key in keys] == [None, None, None, None]


@pytest.mark.parametrize(
    ("median", "hourly", "kept"),
    [
        (figure("$66,430"), False, "annual-pay"),
        (figure("$23.33 an hour"), True, "hourly-pay"),
        (figure("$239,200 or more", at_least=True), False, "top-coded-pay"),
        (figure("not released", None), False, None),
    ],
)
def test_pay_is_annual_hourly_or_a_bound(median, hourly: bool, kept: str | None) -> None:
    wages = SimpleNamespace(usual=SimpleNamespace(median=median), hourly_only=hourly)
    found = {key: told(key, wages=wages) for key in ("annual-pay", "hourly-pay", "top-coded-pay")}
    assert found == {"annual-pay": None, "hourly-pay": None, "top-coded-pay": None} | ({kept: median.text} if kept else {})
