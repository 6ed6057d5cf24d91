"""Editors' forms over the real edition: every layout is previewed with real subjects, and saved from its own form."""

from django.test import Client

from singulariki.editorial.models import Layout
from singulariki.editorial.permissions import EDITORS
from singulariki.editorial.registry import PAGE_KINDS
from tests.editorial.conftest import member
from tests.editorial.forms import save_as_it_comes_and_changed
from tests.editorial.test_tricky_sentences import ODD, SENTENCES, answers_of, misread, odd_ones, varied
from tests.reference import on_the_reference

pytestmark = on_the_reference


def test_an_editor_saves_autosaves_and_previews_every_layout(edition):
    editor = Client()
    editor.force_login(member(EDITORS))
    for kind in PAGE_KINDS:
        save_as_it_comes_and_changed(editor, Layout.objects.get(kind=kind))


def test_tricky_sentences_read_right_on_odd_occupations_and_on_every_tenth(edition):
    every = answers_of(edition)
    odd = odd_ones(every)
    assert len(odd) >= len(ODD) - 2
    answers = {key: every[key] for key in (*odd, *list(every)[::10])}
    assert len(varied(answers)) == len(SENTENCES)
    assert misread(edition, answers) == {}
