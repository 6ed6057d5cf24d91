from django.db import models


class EditorialStamp(models.Model):
    """One row that changes with everything editors publish. See `singulariki.editorial.stamp`."""

    value = models.CharField(max_length=16, default="0")

    def __str__(self) -> str:
        return self.value
