"""Reviewed pairs of an earlier wording and a task of today: kept as data, named in fingerprints, proposed by a command."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from citations import compiling
from citations.actions.editions import input_fingerprint
from occupations.proposals import likeness
from occupations.selectors import task_pairs


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


def test_there_is_nothing_to_propose_for_an_edition_that_is_not_there(db: None) -> None:
    with pytest.raises(CommandError, match="There is no edition 'nowhere'"):
        call_command("propose_task_pairs", edition="nowhere")
    with pytest.raises(CommandError, match="No edition is live"):
        call_command("propose_task_pairs")
