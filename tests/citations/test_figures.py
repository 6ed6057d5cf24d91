"""Figures: every number on a page is written in one way and brings its source along."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import replace

import msgspec
import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from citations.figures import Figure, Missing, ReleaseReference, UnnotedFigure, figure, figure_reader, place, stored_figure
from citations.ledger import Ledger
from citations.measures import Measure, MeasureRegistry, dollars, number, ordinal, percent, rounded, signed

WAGE = Measure("test-wage", "Wage", "U.S. dollars a year", 0, ("bls-oews",), "What it pays.", "What it costs.", format="dollars")
SHARE = Measure("test-share", "Share", "share", 0, ("onet", "ibs-crosswalk"), "A share.", "A forecast.", format="percent")
RELEASES = {
    "bls-oews": ReleaseReference("bls-oews", "OEWS", "May 2024", "BLS"),
    "onet": ReleaseReference("onet", "O*NET", "30.2", "O*NET Center"),
    "ibs-crosswalk": ReleaseReference("ibs-crosswalk", "IBS crosswalk", "2022", "IBS"),
}

PAST_THE_FUNCTION = [
    "{{ wage }}",
    "{{ wage.value }}",
    "{{ wage.text }}",
    "{{ wage|floatformat(2) }}",
    "{% with w=wage.value %}{{ w }}{% endwith %}",
    "{% for w in wages %}{{ w.text }}{% endfor %}",
    "{{ wage['value'] }}",
    "{{ wages|map(attribute='text')|join }}",
    "{{ wages|sum(attribute='value') }}",
]


@pytest.fixture
def measures(monkeypatch):
    """The two measures of this file, declared."""
    registry = MeasureRegistry()
    registry.declare(WAGE)
    registry.declare(SHARE)
    return registry


def kept(value: Figure, releases: Mapping[str, ReleaseReference] = RELEASES, *, api: str = "", pointer: str = "") -> Figure:
    """The figure as it comes back from a stored document."""
    stored = json.loads(msgspec.json.encode(value, enc_hook=stored_figure))
    read = figure_reader({WAGE.key: WAGE, SHARE.key: SHARE}.__getitem__, releases)(stored)
    place(read, api, pointer)
    return read


@pytest.fixture
def wage(measures) -> Figure:
    return kept(figure(WAGE, 66_430), api="/api/v1/x/", pointer="/wage")


@pytest.fixture
def share(measures) -> Figure:
    return kept(figure(SHARE, 0.325), pointer="/share")


def render(text: str, **context) -> tuple[str, Ledger]:
    ledger = Ledger(RELEASES)
    html = engines["public"].from_string(text).render({"ledger": ledger, **context})
    return html, ledger


def cited(ledger: Ledger) -> list[str]:
    return [release.dataset for release in ledger.sources]


class TestNumbers:
    @pytest.mark.parametrize(("value", "decimals", "text"), [
        (0.265, 2, "0.27"), (0.125, 2, "0.13"), (2.5, 0, "3"), (1234.5, 0, "1,235"), (0.0049, 2, "0.00"), (-0.004, 2, "0.00"),
        (-0.0, 1, "0.0"), (-3, 0, "−3"), (1e6, 0, "1,000,000"), (7, 1, "7.0"),
    ])  # fmt: skip
    def test_are_rounded_half_away_from_zero_as_they_read(self, value, decimals, text):
        assert number(value, decimals) == text

    @pytest.mark.parametrize(
        ("value", "text"),
        [(-0.0125, "−0.01"), (-0.015, "−0.02"), (0.1, "+0.10"), (0.0, "0.00"), (-0.001, "0.00"), (0.004, "0.00")],
    )
    def test_that_say_a_change_carry_a_sign_unless_they_round_to_nothing(self, value, text):
        assert signed(value, 2) == text

    @pytest.mark.parametrize(("value", "text"), [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (22, "22nd"),
        (64.87, "65th"), (0.4, "0th"), (98.5, "99th"), (99.5, "99th"), (100, "99th"),
    ])  # fmt: skip
    def test_that_say_a_rank_have_their_ending(self, value, text):
        assert ordinal(value) == text

    def test_that_say_money_or_a_share_have_their_sign(self):
        assert (dollars(66_430, 0), dollars(-5, 0), percent(0.325, 0), percent(0.07, 1), percent(1, 0)) == (
            "$66,430", "−$5", "33%", "7.0%", "100%",
        )  # fmt: skip

    @given(st.floats(-1e9, 1e9), st.integers(0, 6))
    def test_are_never_off_by_more_than_half_the_last_digit(self, value, decimals):
        assert abs(float(rounded(value, decimals)) - value) <= 0.5 * 10**-decimals * (1 + 1e-9) + abs(value) * 1e-15

    @given(st.floats(-1e9, 1e9), st.integers(0, 6))
    def test_read_back_to_what_was_rounded_and_never_say_minus_zero(self, value, decimals):
        text = number(value, decimals)
        assert float(text.replace(",", "").replace("−", "-")) == float(rounded(value, decimals))
        assert not re.fullmatch(r"−0(\.0+)?", text)

    @given(st.integers(0, 99))
    def test_that_say_a_rank_end_as_english_has_it(self, value):
        ending = ordinal(value)[-2:]
        teens = value % 100 in (11, 12, 13)
        assert (ending == "th") == (teens or value % 10 not in (1, 2, 3))


class TestAMeasure:
    def test_is_declared_once(self, measures):
        with pytest.raises(ValueError, match="twice"):
            measures.declare(WAGE)

    def test_names_its_datasets_and_a_known_format(self):
        with pytest.raises(ValueError, match="names no dataset"):
            MeasureRegistry().declare(Measure("m", "m", "u", 0, (), "", ""))
        with pytest.raises(ValueError, match="unknown format"):
            MeasureRegistry().declare(Measure("m", "m", "u", 0, ("onet",), "", "", format="roman"))

    def test_that_nobody_declared_is_named_with_those_that_are(self, measures):
        with pytest.raises(KeyError, match="test-share, test-wage"):
            measures["test-wages"]


class TestAFigure:
    @pytest.mark.parametrize("text", PAST_THE_FUNCTION)
    def test_cannot_be_printed_past_the_function(self, text, wage):
        with pytest.raises(UnnotedFigure, match="figure function"):
            render(text, wage=wage, wages=[wage])

    @pytest.mark.parametrize("text", ["{{ wage }}", "{{ wage.value }}", "{% with w=wage.text %}{{ w }}{% endwith %}"])
    def test_cannot_be_printed_by_screens_of_staff_either(self, text, wage):
        with pytest.raises(UnnotedFigure, match="figure function"):
            engines["django"].from_string(text).render({"wage": wage})

    def test_cannot_be_put_into_a_string(self, wage):
        with pytest.raises(UnnotedFigure):
            f"{wage}"

    @pytest.mark.parametrize("tag", ["figure", "plain_figure"])
    def test_brings_its_sources_into_the_list_as_it_is_printed(self, tag, wage, share):
        html, ledger = render("{{ TAG(wage) }}".replace("TAG", tag), wage=wage, share=share)
        assert '<data value="66430" data-measure="test-wage">$66,430</data>' in html
        assert cited(ledger) == ["bls-oews"]

        html, ledger = render("{{ TAG(share) }}".replace("TAG", tag), wage=wage, share=share)
        assert ">33%</data>" in html
        assert cited(ledger) == ["ibs-crosswalk", "onet"]

    def test_is_not_cited_where_it_is_not_printed(self, wage, share):
        _, ledger = render("{% if no %}{{ figure(wage) }}{% endif %}{{ figure(share) }}", wage=wage, share=share, no=False)
        assert cited(ledger) == ["ibs-crosswalk", "onet"]

    def test_cannot_be_printed_on_a_page_without_a_ledger(self, wage):
        with pytest.raises(LookupError, match="ledger"):
            engines["public"].from_string("{{ figure(wage) }}").render({"wage": wage})

    @pytest.mark.parametrize("value", ["66,430", 66_430, None])
    def test_is_what_the_function_prints_and_nothing_else(self, value):
        with pytest.raises(TypeError, match="prints figures"):
            render("{{ figure(value) }}", value=value)

    @pytest.mark.parametrize("missing", Missing)
    def test_that_is_missing_says_why_in_words_and_is_never_zero(self, missing, measures):
        html, ledger = render("{{ figure(wage) }}{{ plain_figure(wage) }}", wage=kept(figure(WAGE, None, missing=missing)))

        assert html.count(missing.words.split(":")[0]) == 2
        assert not re.search(r"\d", html)
        assert "<data" not in html
        assert cited(ledger) == ["bls-oews"]

    def test_has_a_value_or_a_reason_never_both_nor_neither(self):
        assert kept(figure(WAGE, 1, missing=Missing.SUPPRESSED)).missing is None
        assert kept(figure(WAGE, None)).missing == Missing.NOT_COVERED

    @pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
    def test_is_a_finite_number(self, value):
        with pytest.raises(ValueError, match="finite"):
            figure(WAGE, value)

    def test_never_changes(self, wage):
        with pytest.raises(AttributeError, match="never changes"):
            wage.value = 1

    def test_that_is_top_coded_says_so(self, measures):
        assert kept(figure(WAGE, 239_200, at_least=True)).text == "$239,200 or more"

    def test_that_its_publisher_advises_against_is_printed_with_its_value_and_says_so(self, measures):
        doubtful = kept(figure(SHARE, 0.5, low_precision=True, error=0.185953))
        assert (doubtful.value, doubtful.text, doubtful.low_precision, doubtful.error) == (
            0.5, "50% (low precision)", True, 0.185953,
        )  # fmt: skip
        assert doubtful.error_text == "19 points"
        assert doubtful != kept(figure(SHARE, 0.5, error=0.185953))
        html, _ = render("{{ plain_figure(share) }}", share=doubtful)
        assert html == '<data value="0.5" data-measure="test-share">50% (low precision)</data>'

    def test_that_is_missing_has_neither_an_error_nor_an_advice(self, measures):
        missing = kept(figure(WAGE, None, error=3.0, low_precision=True))
        assert (missing.error, missing.error_text, missing.low_precision) == (None, "", False)

    @pytest.mark.parametrize(("error", "text"), [
        (None, ""), (0.0, ""), (691.65, "$690"), (1131.0, "$1,100"), (99.96, "$100"), (0.125, "$0.13"), (0.0412, "$0.04"),
        (0.0004, "$0.01"), (123_456.0, "$120,000"),
    ])  # fmt: skip
    def test_says_its_standard_error_in_two_digits_unless_there_is_none(self, measures, error, text):
        assert kept(figure(WAGE, 66_430, error=error)).error_text == text

    @pytest.mark.parametrize(("written", "decimals", "error", "text"), [
        ("dollars-an-hour", 2, 7.1, "$7.10"), ("dollars-an-hour", 2, 12.345, "$12.35"), ("dollars-an-hour", 2, 0.0004, "$0.01"),
        ("dollars", 0, 7.1, "$7.10"), ("dollars", 0, 12.345, "$12"),
        ("percent", 1, 0.0047, "0.5 points"), ("percent", 1, 0.0004, "0.1 points"), ("percent", 0, 0.0047, "1 points"),
        ("percentage", 1, 0.47, "0.5 points"), ("number", 1, 0.125, "0.13"), ("number", 0, 0.47, "0.5"),
    ])  # fmt: skip
    def test_says_its_standard_error_in_cents_or_no_finer_than_its_value(self, written, decimals, error, text):
        assert replace(SHARE, format=written, decimals=decimals).error_text(error) == text

    def test_cannot_come_from_a_release_that_the_edition_lacks(self, measures):
        with pytest.raises(LookupError, match="onet"):
            kept(figure(SHARE, 0.5), {"ibs-crosswalk": RELEASES["ibs-crosswalk"]})

    @given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
    def test_keeps_its_full_precision_through_a_profile(self, value):
        assert kept(figure(SHARE, value)).value == value


class TestTheLedger:
    def test_lists_each_release_once_by_title(self, wage, share):
        _, ledger = render("{{ figure(share) }}{{ figure(wage) }}{{ figure(wage) }}", wage=wage, share=share)
        assert cited(ledger) == ["ibs-crosswalk", "onet", "bls-oews"]
        assert [figure.measure.key for figure in ledger.notes] == ["test-share", "test-wage"]

    def test_takes_note_of_text_and_relations_that_a_dataset_gave(self):
        html, ledger = render('{{ cite("onet", "bls-oews") }}')
        assert html == ""
        assert cited(ledger) == ["onet", "bls-oews"]

    def test_refuses_a_dataset_that_the_edition_does_not_hold(self):
        with pytest.raises(KeyError):
            render('{{ cite("felten-aioe") }}')

    def test_offers_a_note_for_running_text_and_for_a_column_but_not_for_each_cell(self, wage):
        _, ledger = render("{{ measure_head(wage, 'Wage') }}{{ plain_figure(wage) }}{{ plain_figure(wage) }}", wage=wage)
        assert [note.note_id for note in ledger.notes] == ["note-test-wage"]
        _, ledger = render("{{ figure(wage) }}", wage=wage)
        assert [note.note_id for note in ledger.notes] == ["note--wage"]
