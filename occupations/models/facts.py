"""What every fact has."""

from django.db import models


class Fact(models.Model):
    """A row of a release. The key of the release has no index of its own: every fact table's unique constraint begins with it."""

    release = models.ForeignKey("citations.Release", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


def once(*fields: str, name: str) -> list[models.BaseConstraint]:
    """The constraint that no two rows of a release have the same in all of these fields."""
    return [models.UniqueConstraint(fields=["release", *fields], name=name)]
