"""The catalogue of names: made once by one thread, kept for the editions last asked for, and the same as a plain look at all."""

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from threading import Barrier
from time import sleep

import pytest

from citations.models import Edition
from singulariki.delivery.editions import cached_per_edition
from singulariki.delivery.search.catalogue import Catalogue, catalogue_of
from singulariki.delivery.search.words import MOST_WORDS, wanted_words
from tests.fixtures_sample import *  # noqa: F403

EDITIONS = [Edition(pk=number, content_digest=f"digest {number}") for number in range(5)]


def test_threads_that_ask_for_five_editions_each_get_theirs() -> None:
    kept = cached_per_edition(lambda edition: f"made of {edition.pk}")
    start = Barrier(4)

    def ask(first: int) -> bool:
        start.wait()
        editions = islice(cycle(EDITIONS[first:] + EDITIONS[:first]), 5000)
        return all(kept(edition) == f"made of {edition.pk}" for edition in editions)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(4))) == [True] * 4


def test_one_thread_makes_what_several_ask_for() -> None:
    made = []

    def make(edition: Edition) -> int:
        made.append(edition.pk)
        sleep(0.05)
        return len(made)

    kept = cached_per_edition(make)
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: kept(EDITIONS[0]), range(8))) == {1}
    assert made == [0]


def test_the_editions_last_asked_for_are_kept() -> None:
    made = []
    kept = cached_per_edition(lambda edition: made.append(edition.pk))
    for number in (0, 1, 0, 2, 0, 1):
        kept(EDITIONS[number])
    assert made == [0, 1, 2, 1]


@pytest.mark.django_db
def test_the_index_finds_what_a_look_at_every_name_finds(module_sample_edition: Edition) -> None:
    catalogue: Catalogue = catalogue_of(module_sample_edition)
    assert len(catalogue.names) > 50
    for part in ("t", "tech", "technician", "broad", "zz", "27"):
        plain = {number for number, name in enumerate(catalogue.names) if any(word.startswith(part) for word in name.words)}
        assert catalogue.begun_by(part) == plain, part
    for number, name in enumerate(catalogue.names):
        assert number in catalogue.called(name.folded)
        assert number in catalogue.coded(name.code[:2])


def test_a_query_is_compared_by_a_few_words_each_once() -> None:
    assert wanted_words("sound sounds SOUND engineer") == ("sound", "engineer")
    assert len(wanted_words(" ".join(chr(ord("b") + number) for number in range(24)))) == MOST_WORDS
    assert len("".join(wanted_words("x" * 30_000))) <= 120
    assert wanted_words("a\0b") == ("b",)
