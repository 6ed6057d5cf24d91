"""The sample's conversations: placed by words and by number, and one wording that is not placed and proposed for review."""

import io
import re

import pytest
from django.core.management import call_command
from django.test import Client

from citations.models import Edition, Profile
from occupations.models.exposure import statement_digest
from tests.reading.documents import document


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
    assert set(re.findall(r"\d\d-\d{4}\.\d\d", printed)) == {"11-3031.02", "11-3031.00"}
    assert f"Not placed in edition {module_sample_edition}: 1 wordings, 0.02% of all conversations." in printed


def test_pages_say_how_much_is_placed_and_what_shares_rest_on(module_sample_edition: Edition, client: Client) -> None:
    designers = client.get("/roles/role-27-1024-00").content.decode()
    assert "could not be placed, and" in designers
    assert "Shares of ways of working rest on" in designers
    assert "They were matched with an earlier wording of the task" in client.get("/tasks/90703", follow=True).content.decode()
    # Two tasks are not enough for a share of the occupation.
    analysts = client.get("/roles/role-13-2051-00").content.decode()
    assert "too few for a share of the occupation" in analysts
    assert 'data-measure="augmentation-share"' not in analysts
    assert "How much of it is used" in client.get("/datasets/anthropic-economic-index/").content.decode()
