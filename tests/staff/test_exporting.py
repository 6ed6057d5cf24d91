"""CSV for people who open it in a spreadsheet program."""

import pytest

from citations.exporting import csv_lines, safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_text_that_would_run_is_put_behind_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-0.5", "+3", "plain", "a=b", "", 7, -7, 0.25])
def test_numbers_and_plain_text_stay_as_they_are(value):
    assert safe_cell(value) == value


def test_nothing_is_an_empty_cell():
    assert list(csv_lines(["a", "b"], [(None, 1)]))[1] == ",1\r\n"
