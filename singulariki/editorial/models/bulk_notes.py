"""Notes that were written once for many pages."""

import uuid

from django.conf import settings
from django.db import models


class BulkNote(models.Model):
    """A local note that was added to many pages at once. On each it is a block of local notes like others, with `key` as its id,
    by which it is found again: to be published, or taken back from all."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.SlugField("page kind", max_length=40)
    section = models.SlugField(max_length=60)
    position = models.CharField(max_length=6)
    text = models.TextField()
    signed = models.CharField(max_length=120, blank=True)
    dated = models.DateField()
    pages = models.CharField(max_length=500, help_text="Which pages were chosen, in words.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"Note of {self.dated:%Y-%m-%d} on {self.pages}"

    @property
    def block(self) -> dict:
        """The block as pages store it."""
        value = {"section": self.section, "position": self.position, "text": self.text, "by": self.signed}
        return {"type": "note", "id": str(self.key), "value": {**value, "on": self.dated.isoformat()}}
