"""Reviewed pairs of an earlier wording and a task of today: kept as data, named in fingerprints, proposed by a command."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from citations import compiling
from citations.actions.editions import input_fingerprint
from citations.models import Edition, Profile
from occupations.models.exposure import statement_digest
from occupations.proposals import likeness
from occupations.selectors import task_pairs
from tests.reading.documents import document


def test_every_pair_says_who_found_it_when_and_why() -> None:
    pairs = task_pairs.task_pairs()
    assert len(pairs) > 100
    for pair in pairs:
        assert re.fullmatch(r"[0-9a-f]{16}", pair.digest), pair
        assert pair.task_id > 0
        assert pair.reviewer
        assert date.fromisoformat(pair.reviewed_on) <= date(2100, 1, 1)
        assert len(pair.reason) > 10
    assert len({(pair.digest, pair.task_id) for pair in pairs}) == len(pairs)


def test_an_edition_made_with_other_pairs_is_another_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert task_pairs.FILE in compiling.DATA_OF_COMPILERS
    before = input_fingerprint({})
    other = tmp_path / task_pairs.FILE.name
    other.write_bytes(task_pairs.FILE.read_bytes() + b"0123456789abcdef,1,Somebody,2026-01-01,For the test\n")
    monkeypatch.setattr("citations.actions.editions.DATA_OF_COMPILERS", [other])
    assert input_fingerprint({}) != before


def test_likeness_is_of_words_in_their_order() -> None:
    assert likeness("Mix the tracks.", "mix the tracks") == 1
    assert likeness("Mix the tracks.", "Paint walls.") == 0
    assert 0.5 < likeness("Write copy for print.", "Write material for print or film.") < 1


def test_the_sample_places_conversations_by_words_and_by_number_and_says_what_it_does_not_place(module_sample_edition: Edition):
    placed = document(module_sample_edition, "occupation", "27-1024.00")["usage"]["placed"]
    assert {name: figure["v"] > 0 for name, figure in placed.items()} == {
        "by_words": True,
        "by_number": True,
        "by_pair": False,
        "unplaced": True,
        "without_task": True,
    }
    assert sum(figure["v"] for figure in placed.values()) == pytest.approx(100)
    assert placed["by_number"]["d"] == ["anthropic-economic-index", "anthropic-task-statements", "onet"]
    again = Profile.objects.get(edition=module_sample_edition, kind="task", key="90703")
    assert '"placed":["number"]' in again.document


def test_what_is_not_placed_is_proposed_with_the_tasks_that_the_crosswalk_leads_to(module_sample_edition: Edition) -> None:
    out = io.StringIO()
    call_command("propose_task_pairs", likeness=0.1, stdout=out)
    printed = out.getvalue()
    words = "keep the branch supplied with cash and count what is left at closing time."
    assert f"0.023%  {words}  (11-3031.02)" in printed
    assert "11-3031.00 Decide how much cash is held ready and how much is invested." in printed
    assert f"{statement_digest(words)},90102,REVIEWER,DAY,REASON" in printed
    # Nothing of an occupation that the crosswalk does not lead to.
    assert {code for code in re.findall(r"\d\d-\d{4}\.\d\d", printed)} == {"11-3031.02", "11-3031.00"}
    assert f"Not placed in edition {module_sample_edition}: 1 wordings, 0.02% of all conversations." in printed


def test_there_is_nothing_to_propose_for_an_edition_that_is_not_there(db: None) -> None:
    with pytest.raises(CommandError, match="There is no edition 'nowhere'"):
        call_command("propose_task_pairs", edition="nowhere")
    with pytest.raises(CommandError, match="No edition is live"):
        call_command("propose_task_pairs")
