from django.db import models


def release_key() -> models.ForeignKey:
    """The release a fact belongs to. It has no index of its own: every fact table's unique constraint begins with it."""
    return models.ForeignKey("citations.Release", on_delete=models.PROTECT, related_name="+", db_index=False)
