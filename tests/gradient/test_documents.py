"""Documents of the gradient: those stored in their first shape are read for ever, and by the columns that they name."""

from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace

from citations.documents import Document, figures_in, stored
from citations.models import Edition
from citations.reading import EditionReader, reader_of
from gradient.subjects.unit_group.document import UnitGroupDocument, unit_group
from gradient.subjects.unit_group_list.document import Column, Gradient, GradientDocument, gradient_of
from gradient.subjects.unit_group_list.listing import listing_of
from singulariki.delivery.search.catalogue import SearchDocument

pytestmark = pytest.mark.django_db
SHAPE_1 = Path(__file__).parent.parent / "shapes" / "shape_1"
API = "/api/v1/gradient/3521/"
D = TypeVar("D", bound=Document)


@pytest.fixture
def reader(module_sample_edition: Edition) -> EditionReader:
    return reader_of(module_sample_edition)


def first(reader: EditionReader, cls: type[D], key: str) -> D:
    """A document of the sample as editions stored it before shapes had numbers."""
    return reader.read(cls, (SHAPE_1 / f"{cls.kind}-{key}.json").read_text().rstrip("\n"), API)


def test_a_unit_group_of_the_first_shape_says_what_it_said(reader: EditionReader) -> None:
    document = first(reader, UnitGroupDocument, "3521")
    assert (document.mean_score.text, document.mean_score.rank) == ("0.35", "more exposed than 54% of the 24 unit groups")
    assert (document.direction, document.change.text, document.change_size.text) == ("fell", "−0.01", "0.01")
    assert document.major_group.name == "3 - Technicians and associate professionals"
    assert document.most_exposed.number == document.most_exposed_task.number
    assert document.us_occupations[0].code == "27-4011.00"
    assert document.has_crosswalk


def test_figures_in_other_words_lead_to_the_value_that_the_answer_has(reader: EditionReader) -> None:
    document = first(reader, UnitGroupDocument, "3521")
    assert (document.change_size.api, document.change_size.pointer) == (API, "/change")
    assert document.share_less_exposed.pointer == "/percentile"
    assert document.mean_score.pointer == "/mean_score"
    assert document.tasks[3].score.pointer == "/tasks/3/score"
    assert document.us_occupations[0].employment.pointer == "/us_occupations/0/employment"


@pytest.mark.parametrize(("cls", "key"), [(UnitGroupDocument, "1113"), (GradientDocument, "all"), (SearchDocument, "gradient")])
def test_what_was_upgraded_is_stored_and_read_again_as_it_is(cls: type[Document], key: str, reader: EditionReader) -> None:
    document = first(reader, cls, key)
    assert reader.read(cls, stored(document), API) == document


def test_a_unit_group_that_no_us_occupation_maps_to_keeps_saying_so(reader: EditionReader) -> None:
    document = first(reader, UnitGroupDocument, "1113")
    assert (document.us_occupations, document.us_occupation_count.value) == ([], 0)
    assert document.has_crosswalk


def test_rows_of_the_first_shape_are_read_by_the_columns_it_had(reader: EditionReader) -> None:
    gradient = Gradient(first(reader, GradientDocument, "all"), reader)
    row = next(row for row in gradient.rows if row.code == "3521")
    assert [gradient.figure(row, name).text for name in ("mean_score", "change", "task_count")] == ["0.35", "−0.01", "7"]
    assert (gradient.figure(row, "change").api, gradient.figure(row, "change").pointer) == (API, "/change")


def test_an_edition_with_other_columns_is_listed_by_its_own(module_sample_edition: Edition) -> None:
    gradient = gradient_of(module_sample_edition)
    assert gradient is not None
    document = gradient.document
    fewer = replace(
        document,
        columns=[Column("change", "exposure-change"), Column("mean_score", "mean-exposure")],
        rows=[replace(row, values=[gradient.value(row, "change"), gradient.value(row, "mean_score")]) for row in document.rows],
    )
    other = Gradient(fewer, gradient.reader)
    assert list(listing_of(other).columns) == ["title", "mean", "band", "change", "code"]
    assert [row.code for row in listing_of(other).shown] == [row.code for row in listing_of(gradient).shown]
    assert other.value(other.rows[0], "percentile") is None
    assert other.figure(other.rows[0], "mean_score") == gradient.figure(gradient.rows[0], "mean_score")


def test_the_answer_leaves_out_what_only_the_page_says(client, module_sample_edition: Edition) -> None:
    subject = unit_group(module_sample_edition, "3521")
    assert subject is not None
    answer = client.get(API).json()
    assert {"change_size", "share_less_exposed", "direction", "previous", "next", "path", "missing"}.isdisjoint(answer)
    pointed = {figure.pointer.strip("/").split("/")[0] for figure in figures_in(subject.document)}
    assert pointed <= set(answer)
