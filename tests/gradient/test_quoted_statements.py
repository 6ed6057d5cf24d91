"""Statements of the ISCO-08 lists end with a semicolon there, and without one wherever a page or a brief quotes them."""

import html
import re

import pytest
from django.test import Client

from citations.models import Profile
from gradient.sample import load_sample
from gradient.subjects.unit_group.document import without_list_mark

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


@pytest.mark.parametrize(
    ("listed", "quoted"),
    [
        ("Mixing sound;", "Mixing sound"),
        ("Mixing sound;.", "Mixing sound"),
        ("Mixing sound ; ", "Mixing sound"),
        ("Mixing sound, etc.;", "Mixing sound, etc."),
        ("Mixing; sound.", "Mixing; sound"),
    ],
)
def test_what_ends_a_statement_in_its_list_is_left_out(listed: str, quoted: str) -> None:
    assert without_list_mark(listed) == quoted


def test_no_quotation_ends_with_the_mark_of_a_list() -> None:
    edition = load_sample().edition
    pages = list(Profile.objects.filter(edition=edition, kind="unit-group").values_list("path", flat=True))
    assert len(pages) > 3
    for path in pages:
        words = html.unescape(Client().get(path).content.decode())
        assert not re.findall(r".{30}[;,]\s*[”’](?=[.,\s<])", words), path
