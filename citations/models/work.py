"""Tables of the work on releases and editions: files to be sorted, how far long work is, and who has been told of it."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models


def names_in_short(names: Sequence[str]) -> str:
    """ "Skills.xlsx and 2 more"; '' for none."""
    return names[0] + (f" and {len(names) - 1} more" if len(names) > 1 else "") if names else ""


class Delivery(models.Model):
    """Files that came together, of whatever releases: a worker sorts them. They are kept apart until then; what no release takes
    is not kept."""

    class State(models.TextChoices):
        SORTING = "sorting", "Being sorted"
        SORTED = "sorted", "Sorted"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    ABORTED = (State.FAILED, State.CANCELLED)
    WORKED_AT = (State.SORTING,)

    state = models.CharField(max_length=10, choices=State.choices, default=State.SORTING, db_index=True)
    folder = models.CharField(max_length=60, help_text="Where its files are in storage until they are sorted.")
    files = models.JSONField(help_text="Name, with folders, and size in bytes of each; stored by its place in this list.")
    report = models.JSONField(
        default=dict,
        help_text="What became of the files: releases, each with its files and whether it was here; those not taken, why.",
    )
    failure = models.TextField(blank=True, help_text="What went wrong on our side, or who cancelled it.")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return names_in_short([file["name"] for file in self.files])

    @property
    def subject(self) -> str:
        """What a job on it is called."""
        return f"delivery:{self.pk}"

    @property
    def release_ids(self) -> list[int]:
        """Keys of the releases that its files are of."""
        return [entry["release"] for entry in self.report.get("releases", [])]


class Progress(models.Model):
    """How far a long job is. Written outside the job's own transactions, so that a reload of the screen shows it.

    Also the job's lease: `host`, `pid` and `started_at` say who works on it, and `updated_at` that it still does. A row that
    nobody keeps fresh was left behind by a process that died; the row goes when the job ends otherwise.
    """

    subject = models.CharField(max_length=60, unique=True, help_text="release:12 or edition:3")
    phase = models.CharField(max_length=80)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20, default="rows")
    host = models.CharField(max_length=200)
    pid = models.PositiveIntegerField()
    attempts = models.PositiveSmallIntegerField(default=1, help_text="How often it was begun, since a person last started it.")
    cancelled_by = models.CharField(max_length=200, blank=True, help_text="Who asked for it to stop, where somebody did.")
    started_at = models.DateTimeField()
    phase_started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.subject}: {self.phase} {self.done}/{self.total or '?'} {self.unit}"


class StewardNotices(models.Model):
    """Whether a person wants mails about releases and editions, and how far they have been told."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="steward_notices")
    wants_mail = models.BooleanField(
        "Mail me about releases and editions",
        default=True,
        help_text="That a release waits or was refused, that work on one failed, that an edition was published.",
    )
    told_until = models.BigIntegerField(default=0, help_text="Key of the last entry of the audit log that they were told of.")

    def __str__(self) -> str:
        return f"Notices for {self.user}"


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
