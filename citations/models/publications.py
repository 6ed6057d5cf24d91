"""Tables of what stands around a publication: the preview that it is decided by, a second person's part, what changed by it, and
the jobs that follow it."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class StoredPreview(models.Model):
    """What an edition would change for readers, as a worker found: see `citations.preview.stored`. One of an edition: another
    live edition, or other sentences of editors, make it out of date, and a new one takes its place."""

    candidate = models.OneToOneField("citations.Edition", on_delete=models.CASCADE, related_name="stored_preview")
    live = models.ForeignKey(
        "citations.Edition",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The edition that it was compared with; none before the first publication.",
    )
    version = models.PositiveIntegerField(help_text="Of the shape of the document.")
    words = models.CharField(max_length=64, help_text="SHA-256 of the sentences of editors that were looked at.")
    document = models.TextField(blank=True, help_text="JSON; empty where it could not be made.")
    failure = models.TextField(blank=True, help_text="Why it could not be made.")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.candidate} against {self.live or 'nothing'}"


class ActivationChanges(models.Model):
    """What an activation changed for readers, as JSON: see `citations.preview.public`. Written once."""

    activation = models.OneToOneField("citations.Activation", on_delete=models.PROTECT, related_name="changes")
    document = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Changes by {self.activation}"


class Proposal(models.Model):
    """One person's proposal to publish an edition, for another to confirm; both in sight of the same live edition."""

    edition = models.ForeignKey("citations.Edition", on_delete=models.CASCADE, related_name="proposals")
    live = models.ForeignKey("citations.Edition", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    changelog = models.TextField()
    although_set_aside = models.BooleanField(default=False)
    although_smaller = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    activation = models.OneToOneField(
        "citations.Activation", null=True, blank=True, on_delete=models.PROTECT, related_name="proposal"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(activation__isnull=True, withdrawn_by_name=""),
                name="one_open_proposal_per_edition",
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposed_by_name} proposed {self.edition}"


class FollowUp(models.Model):
    """A job that follows a publication or a rollback: see `citations.follow_ups`. Kept, so that people see what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        NOT_NEEDED = "not-needed", "Not needed"

    UNDER_WAY = (State.WAITING, State.RUNNING)

    activation = models.ForeignKey("citations.Activation", on_delete=models.PROTECT, related_name="follow_ups")
    key = models.SlugField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    note = models.TextField(blank=True, help_text="What came of it, in words.")
    failure = models.TextField(blank=True, help_text="Why it could not be done.")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-activation_id", "id"]
        constraints = [models.UniqueConstraint(fields=["activation", "key"], name="follow_up_once_per_activation")]

    def __str__(self) -> str:
        return f"{self.key} after {self.activation}"

    @property
    def subject(self) -> str:
        """What a job on it is called."""
        return f"follow-up:{self.pk}"
