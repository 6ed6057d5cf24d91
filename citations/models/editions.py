"""Editions and what they hold; the log of publications."""

from django.conf import settings
from django.db import models

from citations.models.releases import Dataset, Release


class Edition(models.Model):
    """A dated, immutable set of releases and the profiles derived from it: what readers see, all at once."""

    class State(models.TextChoices):
        COMPILING = "compiling", "Compiling"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"
        DISCARDED = "discarded", "Discarded"

    # Ended without an outcome. A person may start it again; it is never resumed automatically.
    ABORTED = (State.FAILED, State.CANCELLED)
    WORKED_AT = (State.COMPILING,)
    # What its pages, and previews against it, are made of has to stay.
    KEPT = (State.COMPILING, State.READY)

    name = models.SlugField(max_length=60, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.COMPILING, db_index=True)
    is_sample = models.BooleanField(default=False)
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of its inputs: release checksums and recipe versions."
    )
    content_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 over all profiles.")
    profile_count = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    compiled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        permissions = [
            ("compile_edition", "Can compile editions"),
            ("publish_edition", "Can publish and roll back editions"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """What a job on it is called."""
        return f"edition:{self.pk}"


class EditionRelease(models.Model):
    """Which release of a dataset an edition holds."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="members")
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        ordering = ["dataset__slug"]
        constraints = [models.UniqueConstraint(fields=["edition", "dataset"], name="one_release_per_dataset_in_edition")]

    def __str__(self) -> str:
        return f"{self.edition}: {self.release}"


class Profile(models.Model):
    """All that a page, the API and the brief show about one subject in one edition: a canonical JSON document."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="profiles")
    kind = models.SlugField(max_length=40, help_text="unit-group, gradient-index, occupation, …")
    key = models.CharField(max_length=80, help_text="The subject's code within its kind.")
    title = models.CharField(max_length=300)
    path = models.CharField(max_length=300, blank=True, help_text="Canonical address of its page, where it has one.")
    document = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "key"], name="one_profile_per_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class EditionMethodology(models.Model):
    """The measures and recipes that an edition was compiled by, as JSON; see `citations.methodology`."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="methodology")
    measures = models.TextField()
    recipes = models.TextField()

    def __str__(self) -> str:
        return f"Methodology of {self.edition}"


class Activation(models.Model):
    """One line of the append-only publication log. The newest line names the live edition."""

    class Kind(models.TextChoices):
        PUBLISH = "publish", "Published"
        ROLLBACK = "rollback", "Rolled back"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    from_edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="activations")
    reason = models.TextField(blank=True, help_text="Why, for those who come after; readers do not see it.")
    changelog = models.TextField(blank=True, default="", help_text="What changed, as readers are told on /editions/.")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    actor_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.to_edition} on {self.at:%Y-%m-%d %H:%M}"

    @property
    def words(self) -> str:
        """What staff read in the log."""
        return " — ".join(part for part in (self.changelog, self.reason) if part)
