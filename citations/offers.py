"""The table of what was seen of datasets at their publishers', and of how fetching them went."""

from django.conf import settings
from django.db import models


class PublisherOffer(models.Model):
    """What was seen of a dataset at its publisher's, and how fetching it from there went. One row a dataset.

    Where and what is offered stands in code: see `citations.importing.offers`.
    """

    class State(models.TextChoices):
        NONE = "none", "Not fetched yet"
        WAITING = "waiting", "Waiting"
        FETCHING = "fetching", "Fetching"
        FETCHED = "fetched", "Fetched"
        FAILED = "failed", "Could not be fetched"
        CANCELLED = "cancelled", "Cancelled"

    # Ended without an outcome. A person may start it again; it is never resumed automatically.
    ABORTED = (State.FAILED, State.CANCELLED)
    UNDER_WAY = WORKED_AT = (State.WAITING, State.FETCHING)

    dataset = models.OneToOneField("citations.Dataset", on_delete=models.CASCADE, related_name="offer")

    looked_at = models.DateTimeField(null=True, blank=True, help_text="When the publisher's site was last looked at.")
    problem = models.TextField(blank=True, help_text="What kept the last look from telling.")
    known = models.JSONField(default=dict, help_text="What told the state of each address when it was fetched, or first seen.")
    seen = models.JSONField(default=dict, help_text="The same, as of the last look.")
    newest = models.CharField(max_length=60, blank=True, help_text="The newest version that was seen there.")
    newest_at = models.DateTimeField(null=True, blank=True, help_text="When that was first seen.")
    changed_at = models.DateTimeField(null=True, blank=True, help_text="When it was first seen that known addresses had changed.")

    state = models.CharField(max_length=9, choices=State.choices, default=State.NONE)
    asked_version = models.CharField(max_length=60, blank=True, help_text="The version to fetch; the newest where empty.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(blank=True, help_text="How the last fetch ended, and what to do.")
    ended_at = models.DateTimeField(null=True, blank=True)
    release = models.ForeignKey("citations.Release", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["dataset__slug"]

    def __str__(self) -> str:
        return f"{self.dataset.title} at its publisher's"

    @property
    def subject(self) -> str:
        """What a job on it is called."""
        return f"offer:{self.pk}"

    @property
    def created_at(self):
        """Since when the fetch is to be done, as other jobs have it."""
        return self.asked_at
