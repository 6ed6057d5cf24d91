"""What notes call the publisher's own value, over pages of every kind of the real releases."""

from citations.models import Edition, Profile
from tests.chance import seeded
from tests.reading.documents import typed
from tests.reading.own_values import of_nobody
from tests.reference import on_the_reference

pytestmark = on_the_reference


def test_every_figure_without_a_recipe_is_a_fact(edition: Edition) -> None:
    documents = []
    for kind in ("occupation", "unit-group", "task", "element", "industry", "family", "cluster", "technology", "study"):
        keys = list(Profile.objects.filter(edition=edition, kind=kind).order_by("key").values_list("key", flat=True))
        drawn = seeded(f"own values of {kind}").sample(keys, min(100, len(keys)))
        documents += [typed(edition, kind, key) for key in drawn]
    assert sorted(set(of_nobody(edition, documents)))[:20] == []
