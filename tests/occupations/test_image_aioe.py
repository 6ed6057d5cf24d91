"""Felten's exposure to image generation: a study that counts towards no overlap."""

import pytest
from django.test import Client

from citations.models import Edition
from tests.fixtures_sample import *  # noqa: F403
from tests.reading.documents import document

pytestmark = pytest.mark.django_db
SOUND = "27-4014.00"


def test_its_scores_are_beside_those_of_overlap(module_sample_edition: Edition) -> None:
    stored = document(module_sample_edition, "occupation", SOUND)
    (row,) = stored["other_studies"]
    assert (row["key"], row["codes"], row["level"] in {"low", "moderate", "high"}) == ("felten-image-aioe", ["27-4014"], True)
    assert row["score"]["m"] == "felten-image-aioe"
    assert "felten-image-aioe" not in stored["overlap"]["parts"]


def test_page_answer_and_comparison_show_it(module_sample_edition: Edition, client: Client) -> None:
    score = document(module_sample_edition, "occupation", SOUND)["other_studies"][0]["score"]
    page = client.get("/roles/role-27-4014-00").content.decode()
    assert f'<data value="{score["v"]}" data-measure="felten-image-aioe">{score["t"]}</data>' in page
    answer = client.get(f"/api/v1/occupations/{SOUND}/").json()
    assert answer["other_studies"][0]["score"] == score["v"]
    assert "felten-image-aioe" in {source["dataset"] for source in answer["sources"]}
    compared = client.get("/compare/role-27-4011-00/role-27-4014-00").content.decode()
    assert "Image generation AIOE, percentile" in compared
