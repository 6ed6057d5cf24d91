"""Editions that readers have seen, for public pages and the API."""

from django.db.models import OuterRef, QuerySet, Subquery

from citations.models import Activation, Edition


def published_editions() -> QuerySet[Edition]:
    """Newest first; each with `published_on`, when it first went live."""
    first = Activation.objects.filter(to_edition=OuterRef("pk")).order_by("pk").values("at")[:1]
    return (
        Edition.objects.annotate(published_on=Subquery(first)).filter(published_on__isnull=False).order_by("-published_on", "-pk")
    )


def live_published_edition() -> Edition | None:
    """The live edition with `published_on`. One query."""
    live = Activation.objects.order_by("-pk").values("to_edition")[:1]
    return published_editions().filter(pk=Subquery(live)).first()


def published_edition(name: str) -> Edition | None:
    """The edition of that name, if it was ever live."""
    return published_editions().filter(name=name).first()
