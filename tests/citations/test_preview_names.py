"""What previews, feeds and screens call kinds of pages and their parts: words that readers know."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

from citations.documents import Document
from citations.figures import Figure
from citations.preview import in_words
from citations.preview.changelog import draft_changelog
from citations.preview.changes import (
    EditionPreview,
    FigureChange,
    KindChange,
    MeasureChange,
    PartChange,
    RankChange,
    ReleaseChange,
)
from citations.preview.losses import DATASET, PAGES, REPLACED, Loss, pages_go
from citations.preview.names import NAMES, name_pages, names_of, never_seen
from citations.preview.public import ChangedPages, PublicChanges, public_changes, read_changes, stored_text
from citations.preview.worries import worries_of
from occupations.subjects.lists import DirectoryDocument
from occupations.subjects.occupation.document import occupation_document


def stored_documents(of: type[Document] = Document) -> Iterator[type[Document]]:
    """The classes of documents that compilers of the project make. Answers of the API derive from some."""
    for cls in of.__subclasses__():
        yield from stored_documents(cls)
        is_ours = cls.__module__.partition(".")[0] in {"citations", "gradient", "occupations", "singulariki"}
        if is_ours and "kind" in vars(cls) and cls is not DirectoryDocument:
            yield cls


def holds_more_than_a_figure(hint: Any) -> bool:
    if get_origin(hint) in (list, dict):
        return True
    if isinstance(hint, type):
        return hint is not Figure and issubclass(hint, Struct)
    return any(holds_more_than_a_figure(inner) for inner in get_args(hint))


def test_every_kind_that_an_edition_stores_is_named_or_said_to_be_no_page() -> None:
    kinds = {cls.kind for cls in stored_documents()}
    assert {"occupation", "unit-group", "lower-ratings", "search", "dataset-coverage"} <= kinds
    assert kinds == set(NAMES)
    assert {kind for kind in kinds if not names_of(kind).title} == {"search", "lower-ratings", "activity"}


# The numbers of a dataset have no parts.
WITH_PARTS = [cls for cls in stored_documents() if names_of(cls.kind).title and cls.kind != "dataset-coverage"]


@pytest.mark.parametrize("cls", WITH_PARTS, ids=lambda cls: cls.kind)
def test_every_part_of_a_page_that_can_be_emptied_has_words_for_it(cls: type[Document]) -> None:
    cls = occupation_document() if cls.kind == "occupation" else cls
    parts = {
        name for name, hint in get_type_hints(cls).items() if name in cls.__struct_fields__ and holds_more_than_a_figure(hint)
    }
    assert parts - names_of(cls.kind).parts.keys() == set()


def test_a_kind_is_named_once_and_one_that_nobody_named_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="named twice"):
        name_pages("occupation", "Jobs")
    with pytest.raises(ValueError, match="named twice"):
        never_seen("search")
    assert names_of("made-up-kind").title == "Made up kind"
    assert names_of("made-up-kind").part("some_part") == "Some part"


def preview(**fields: Any) -> EditionPreview:
    kinds = [
        KindChange("lower-ratings", changed=900, removed=2),
        KindChange("unit-group", changed=1, same=4, emptied=[PartChange("The list", 1)]),
        KindChange("task", removed=3, same=7),
    ]
    return EditionPreview(**{"releases": [], "same_releases": 0, "kinds": kinds, "measures": [], "words": [], **fields})


def test_nothing_is_said_of_what_readers_never_see() -> None:
    compared = preview()
    lines = [worry.line for worry in worries_of(compared)]
    assert lines == [
        "Tasks: 3 of 10 pages go.",
        "International unit groups: “The list” holds nothing any more on 1 page that stays.",
    ]
    assert draft_changelog(compared) == "1 of 5 unit group pages reads differently. What goes: 3 other pages."
    assert not compared.is_empty
    assert pages_go("occupation", 1, 1016) == "U.S. occupations: 1 of 1,016 occupation pages goes"


def test_the_sample_that_is_replaced_leads_and_a_dataset_that_goes_is_said_once() -> None:
    losses = [
        Loss(REPLACED, "All is replaced"),
        Loss(DATASET, "O*NET Database is left out"),
        Loss(PAGES, "Tasks: 3 of 10 pages go"),
    ]
    # Of what is replaced as a whole only this is said, not each part of it.
    assert [(worry.kind, worry.line) for worry in worries_of(preview(losses=losses))] == [
        ("replaced", "All is replaced."),
        ("coverage", "O*NET Database is left out."),
        ("coverage", "Tasks: 3 of 10 pages go."),
    ]
    assert [worry.line for worry in worries_of(preview(losses=losses[1:]))] == [
        "O*NET Database is left out.",
        "Tasks: 3 of 10 pages go.",
        "International unit groups: “The list” holds nothing any more on 1 page that stays.",
    ]


@pytest.mark.parametrize(
    ("moved", "places", "said"),
    [(0, 3, ""), (1, 3, "1 of 31 moves by more than 3 places"), (9, 1, "9 of 31 move by more than 1 place (")],
)
def test_an_order_is_called_another_one_only_where_something_moves(moved: int, places: int, said: str) -> None:
    change = RankChange("occupation", 31, 0.5, moved, places, [FigureChange("A", "/a", "", "place 1", "place 9")] * moved)
    lines = [worry.line for worry in worries_of(preview(kinds=[], measures=[MeasureChange("m", "Pay", "", ranks=[change])]))]
    assert len(lines) == bool(moved)
    assert said in "".join(lines)
    assert not lines or lines[0].startswith("Pay: U.S. occupations come in another order by it.")


def test_members_that_ranked_lists_exchange_are_no_coverage_lost() -> None:
    gone = [FigureChange("A", "/a", "B", "3", "not on the page")]
    exchanged, lost = (
        MeasureChange("m", label, "", gained=gained, lost=48, lost_examples=gone)
        for label, gained in (("Interest", 43), ("Pay", 2))
    )
    lines = [worry.line for worry in worries_of(preview(kinds=[], measures=[exchanged, lost]))]
    assert lines == ["48 figures of 1 measure go from pages that stay."]
    assert not worries_of(preview(kinds=[], measures=[exchanged]))


def test_the_draft_names_what_changes_and_not_what_only_came() -> None:
    tables = [
        {"table": "Applicability", "before": 785, "after": 785, "added": 0, "removed": 0, "changed": 520},
        {"table": "Feedback", "before": 0, "after": 785, "added": 785, "removed": 0, "changed": 0},
    ]
    of = ReleaseChange("Working with AI", "2025-07", "2025-10", {"tables": tables}, "working", "Microsoft")
    assert "What changes most: Applicability of Microsoft (520 entries)." in draft_changelog(preview(releases=[of]))
    of = ReleaseChange("Working with AI", "2025-07", "2025-10", {"tables": tables[1:]}, "working", "Microsoft")
    assert "What changes most: Feedback of Microsoft (785 entries)." in draft_changelog(preview(releases=[of]))


def test_changes_that_were_stored_under_keys_are_read_with_names(sampled_changes: PublicChanges) -> None:
    old = [ChangedPages("Lower ratings", 0, 0, 9, 9), ChangedPages("Unit group", 0, 0, 1, 5), ChangedPages("Tasks", 1, 0, 0, 9)]
    read = read_changes(stored_text(PublicChanges(**{**vars(sampled_changes), "pages": old})))
    assert [one.label for one in read.pages] == ["International unit groups", "Tasks"]


@pytest.fixture
def sampled_changes(monkeypatch: pytest.MonkeyPatch) -> PublicChanges:
    monkeypatch.setattr("citations.preview.public.set_aside_in", lambda edition: [])
    changes = public_changes(preview(), None)  # type: ignore[arg-type]
    assert [one.label for one in changes.pages] == ["International unit groups", "Tasks"]
    return changes


def test_examples_of_facts_are_printed_with_all_that_the_publisher_states() -> None:
    change = {"key": {"code": "00-0000"}, "before": {"employment_base": 169956.1}, "after": {"employment_base": 0.1 + 0.2}}
    table = {"table": "Projections", "before": 1, "after": 1, "examples": {"changed": [change]}}
    (shown,) = in_words({"tables": [table]})["tables"][0]["examples"]["changed"]
    assert (shown["before"], shown["after"]) == ({"employment base": "169956.1"}, {"employment base": "0.3"})
