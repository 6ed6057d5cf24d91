"""A figure is called the same wherever it is named: by the picker, in the scope of a caveat, in a correction, on /methodology."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from citations.figures import Figure
from citations.measures import MEASURES, Measure
from citations.selectors import live_edition
from singulariki.editorial.models import Caveat
from singulariki.editorial.models.layouts import measure_choices
from singulariki.editorial.registry import PAGE_KINDS, PageKind, labels_of

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]


def measures_of(kind: PageKind) -> dict[str, dict[str, Measure]]:
    """What each token measures, by the subject that has it; a token can be of several measures on several subjects."""
    edition, found = live_edition(), {}
    for subject, _ in kind.subjects(edition):
        profile = kind.profile(edition, subject)
        for key, token in kind.tokens.items():
            value = token.resolve(profile)
            if isinstance(value, Figure):
                found.setdefault(key, {}).setdefault(subject, value.measure)
    return found


@pytest.mark.parametrize("kind", PAGE_KINDS.values(), ids=PAGE_KINDS)
def test_the_picker_names_the_measure_wherever_its_own_name_is_another(kind, editor) -> None:
    client, found = Client(), measures_of(kind)
    client.force_login(editor)
    shown: dict[str, dict] = {}
    for key, subjects in found.items():
        for measure in {one.key: one for one in subjects.values()}.values():
            subject = next(name for name, one in subjects.items() if one.key == measure.key)
            if subject not in shown:
                answer = client.get(reverse("editorial_tokens"), {"kind": kind.key, "subject": subject}).json()
                assert answer["subject"]["key"] == subject
                shown[subject] = {token["key"]: token for group in answer["groups"] for token in group["tokens"]}
            token = shown[subject][key]
            names = {token["label"].casefold(), token["measure"].casefold()}
            assert measure.label.casefold() in names, (key, token, measure.label)
            assert token["measure"] != token["label"]
    for key in list(found)[:3]:
        subject = next(iter(found[key]))
        forms = client.get(reverse("editorial_forms"), {"kind": kind.key, "key": key, "subject": subject}).json()
        assert forms["measure"] == shown[subject][key]["measure"]


@pytest.mark.parametrize("kind", PAGE_KINDS.values(), ids=PAGE_KINDS)
def test_a_figure_is_told_from_all_others_of_its_pages_by_its_name_alone(kind) -> None:
    """Lists, reports and searches name it away from the one that stands above it in the picker."""
    labels = list(labels_of(kind).values())
    assert len(labels) == len(set(labels))
    assert [label for label in labels if re.match(r"(Its|Their|The same|Those|Of these|These|It)\b", label)] == []


def test_caveats_and_corrections_offer_the_measures_by_their_own_names(editor) -> None:
    named = sorted(((measure.key, measure.label) for measure in MEASURES), key=lambda pair: pair[1].casefold())
    assert measure_choices() == named
    client = Client()
    client.force_login(editor)
    form = client.get(reverse("wagtailsnippets_editorial_correction:add")).context["form"]
    assert form.fields["measure"].choices[1:] == named
    block = Caveat._meta.get_field("scope").stream_block.child_blocks["measure"]
    assert [choice for choice in block.field.choices if choice[0]] == named


def test_no_two_measures_are_called_the_same() -> None:
    labels = [measure.label.casefold() for measure in MEASURES]
    assert len(labels) == len(set(labels))


def test_the_methodology_calls_every_measure_that_a_page_quotes_what_the_picker_does() -> None:
    page = unescape(re.sub(r"<[^>]+>", " ", Client().get("/methodology").content.decode()))
    words = " ".join(page.split())
    quoted = {one.label for kind in PAGE_KINDS.values() for subjects in measures_of(kind).values() for one in subjects.values()}
    assert len(quoted) > 40
    assert {label for label in quoted if label not in words} == set()
