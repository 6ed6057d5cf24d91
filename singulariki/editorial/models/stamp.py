from django.db import models


class EditorialStamp(models.Model):
    """One row that changes with everything editors publish. See `singulariki.editorial.stamp`."""

    salt = models.CharField(max_length=16, help_text="Tells this database's counts from those of another.")
    count = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.salt}-{self.count}"
