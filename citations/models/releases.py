"""Datasets and their releases: original files, and what a check found in them."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q

from citations.datasets import cited_version
from citations.models.work import names_in_short
from citations.stated import STATED_DIFFERS, stated_differences

# What the database itself holds to be true of any release.
RELEASE_CONSTRAINTS: list[models.BaseConstraint] = [
    models.UniqueConstraint(
        fields=["dataset", "version", "is_sample"],
        condition=Q(state="ready") | Q(state__in=["checked", "loading"], replaces__isnull=True),
        name="one_release_per_dataset_version",
        violation_error_message="This dataset already has a release of that version.",
    ),
    models.UniqueConstraint(
        fields=["fingerprint"],
        condition=Q(state="ready") | Q(state__in=["uploaded", "checking", "checked", "loading", "held"], replaces__isnull=True),
        name="one_release_per_bytes",
        violation_error_message="These very files are here already.",
    ),
    models.UniqueConstraint(
        fields=["replaces"],
        condition=Q(replaces__isnull=False, state__in=["uploaded", "checking", "checked", "loading", "held"]),
        name="one_replacement_per_release",
        violation_error_message="Another release is about to take its place already.",
    ),
    models.CheckConstraint(
        condition=Q(replaces__isnull=True, renewal="") | (Q(replaces__isnull=False) & ~Q(renewal="")),
        name="release_says_how_it_replaces",
    ),
    models.CheckConstraint(
        condition=Q(state__in=["uploaded", "checking", "rejected", "failed", "cancelled"])
        | (Q(dataset__isnull=False) & ~Q(version="")),
        name="checked_release_is_named",
    ),
    models.CheckConstraint(
        condition=(
            Q(state__in=["set-aside", "archiving", "archived", "restoring"], set_aside_at__isnull=False) & ~Q(set_aside_reason="")
        )
        | (~Q(state="set-aside") & Q(set_aside_at__isnull=True, set_aside_by__isnull=True, set_aside_reason="")),
        name="release_set_aside_says_why",
    ),
    models.CheckConstraint(
        condition=(Q(overruled_at__isnull=False) & ~Q(overruled_reason=""))
        | Q(overruled_at__isnull=True, overruled_by__isnull=True, overruled_reason=""),
        name="release_overruled_says_why",
    ),
]


class Dataset(models.Model):
    """A named body of published data. Written from the declarations in code (`citations.datasets`), never by hand."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    homepage = models.URLField(max_length=300)
    licence = models.CharField(max_length=200)
    licence_url = models.URLField(max_length=300, blank=True)
    citation = models.JSONField(help_text="The source as a CSL-JSON item, without release and access date.")
    measures = models.TextField(help_text="What it measures.")
    does_not_measure = models.TextField(help_text="What it does not measure.")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title


# The finding of a release that does not say which one it is.
VERSION_NEEDED = "version-needed"


def originals_storage():
    """Where release files are kept byte for byte."""
    return storages["originals"]


class Release(models.Model):
    """One published release of a dataset, with its original files. A ready release never changes."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Uploaded"
        CHECKING = "checking", "Checking"
        REJECTED = "rejected", "Rejected"
        CHECKED = "checked", "Checked"
        LOADING = "loading", "Loading"
        HELD = "held", "Held back"
        READY = "ready", "Ready"
        SET_ASIDE = "set-aside", "Set aside"
        RETIRED = "retired", "Retired"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"
        UNDECIDED = "undecided", "Undecided"
        ARCHIVING = "archiving", "Being archived"
        ARCHIVED = "archived", "Archived"
        RESTORING = "restoring", "Being restored"

    class Renewal(models.TextChoices):
        READ_AGAIN = "read-again", "The same files, read by a later importer"
        REPLACED = "replaced", "Other files in their place"
        COMPLETED = "completed", "These files and what others hold beside them"

    # Loaded: its row, files, findings and facts are history.
    LOADED = (State.READY, State.SET_ASIDE, State.RETIRED)
    # Loaded once: facts are removed, are not there, or are read from the files again. All else is history as ever.
    ARCHIVAL = (State.ARCHIVING, State.ARCHIVED, State.RESTORING)
    # Checked to the end. A person decides what becomes of it, if anything; no process works on it.
    SETTLED = (*LOADED, State.HELD, State.REJECTED, State.ARCHIVED)
    # Ended without an outcome. A person may start it again; it is never resumed automatically.
    ABORTED = (State.FAILED, State.CANCELLED)
    UNDER_WAY = (State.UPLOADED, State.CHECKING, State.CHECKED, State.LOADING)
    # A process is at it, or ought to be.
    WORKED_AT = (*UNDER_WAY, State.ARCHIVING, State.RESTORING)

    dataset = models.ForeignKey(
        Dataset,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="releases",
        help_text="Unknown until the files have been looked into.",
    )
    version = models.CharField(max_length=60, blank=True)
    issue = models.PositiveSmallIntegerField(
        default=1, help_text="Publishers complete and correct what bears a version already: 2 is the second time."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED, db_index=True)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 over the sorted checksums of its files.", db_index=True)
    is_sample = models.BooleanField(default=False, help_text="Part of the built-in sample, never cited as the real release.")
    published_on = models.CharField(max_length=40, blank=True, help_text="When the publisher released it, as precisely as known.")
    retrieved_at = models.DateTimeField(help_text="When the files came to us.")
    source_url = models.URLField(
        max_length=500, blank=True, help_text="Where the files came from: the address of the file, or of the page that offers it."
    )
    licence_note = models.CharField(
        max_length=300, blank=True, help_text="What is to be said of its licence, where that differs from the dataset's."
    )
    asked_dataset = models.CharField(max_length=60, blank=True, help_text="Dataset named by the uploader, if any.")
    asked_version = models.CharField(max_length=60, blank=True, help_text="Version named by the uploader, if any.")
    importer_version = models.PositiveIntegerField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replacements",
        help_text="The release of the same version whose place it takes. That one is retired once this one is ready.",
    )
    renewal = models.CharField(
        max_length=10, choices=Renewal.choices, blank=True, help_text="How its files and those of the one it replaces compare."
    )
    report = models.JSONField(
        default=dict, help_text="What was found: tables, rows, absent tables, notes, totals per kind of issue."
    )
    failure = models.TextField(blank=True, help_text="What went wrong on our side, or who cancelled it.")
    archive = models.JSONField(
        default=dict, blank=True, help_text="While its facts are archived: rows and a digest of each table of facts."
    )
    set_aside_reason = models.TextField(blank=True, help_text="What is wrong with it. Readers see this.")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    acknowledged_at = models.DateTimeField(
        null=True, blank=True, help_text="When a steward took note of the aggregates in its files that differ from ours."
    )
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    overruled_reason = models.TextField(
        blank=True, help_text="Why what made it implausible is as it should be. Readers see this with the editions that hold it."
    )
    overruled_at = models.DateTimeField(null=True, blank=True)
    overruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = RELEASE_CONSTRAINTS
        permissions = [("manage_releases", "Can upload, check and load dataset releases")]

    def __str__(self) -> str:
        if self.dataset:
            return f"{self.dataset.title} {self.cited_version}".strip()
        return f"{self.called} (sample)" if self.is_sample else self.called

    @property
    def cited_version(self) -> str:
        return cited_version(self.version, self.issue, self.is_sample)

    @property
    def called(self) -> str:
        """The files by name, for a release whose dataset is not known: "Skills.xlsx and 2 more"."""
        return names_in_short([file.name for file in self.files.all()]) or f"Release {self.pk}"

    @property
    def subject(self) -> str:
        """What a job on it is called."""
        return f"release:{self.pk}"

    @property
    def replacement(self) -> "Release | None":
        """The release that is to take its place, or has; one that ended otherwise does not count."""
        return self.replacements.filter(
            state__in=[*self.UNDER_WAY, self.State.HELD, self.State.READY, self.State.RETIRED]
        ).first()

    @property
    def successor(self) -> "Release | None":
        """The release that has its place: one that was loaded, archived or not, and was not set aside since."""
        has_it = Q(state__in=[self.State.READY, self.State.RETIRED]) | Q(state__in=self.ARCHIVAL, set_aside_at=None)
        return self.replacements.filter(has_it).first()

    @property
    def way_out(self) -> str:
        """What to do where it is in the way of another of its version."""
        if self.state == self.State.HELD:
            return "It is held back: withdraw it, or say on its screen why it is right."
        return "Wait until that has ended, or cancel it."

    @property
    def difference_count(self) -> int:
        """How many aggregates that its files state differ from ours beyond rounding."""
        return stated_differences(self.report.get("totals", []))

    @property
    def awaits_version(self) -> bool:
        """Whether it was rejected because neither files nor uploader say which release it is, whatever else is wrong."""
        return self.state == self.State.REJECTED and VERSION_NEEDED in self._error_kinds

    @property
    def names_itself(self) -> bool:
        """Whether its files say which release they are."""
        return bool(self.report.get("version_in_files"))

    @property
    def withdrawn(self) -> dict[str, str] | None:
        """`by` whom and `at` what time it was withdrawn after it had been held back, in words; None where it was not."""
        return self.report.get("withdrawn")

    @property
    def lacks_only_version(self) -> bool:
        """Whether nothing else is wrong with it."""
        return self.awaits_version and self._error_kinds == [VERSION_NEEDED]

    @property
    def _error_kinds(self) -> list[str]:
        errors = ValidationIssue.Severity.ERROR
        return [total["kind"] for total in self.report.get("totals", []) if total["severity"] == errors]

    @property
    def stops(self) -> "models.QuerySet[ValidationIssue]":
        """The findings that hold it back until a steward overrules them, or that held it back."""
        return self.issues.filter(severity=ValidationIssue.Severity.STOP)

    @property
    def differences(self) -> "models.QuerySet[ValidationIssue]":
        """The findings that say which, as far as they were kept."""
        return self.issues.filter(kind=STATED_DIFFERS)

    @property
    def awaits_acknowledgement(self) -> bool:
        """Whether somebody has yet to take note of these: until then no edition with the release is published."""
        return self.acknowledged_at is None and self.difference_count > 0

    @property
    def set_aside_because(self) -> str:
        """The reason, so that a sentence can follow it; '' where the release is not set aside."""
        return _sentence(self.set_aside_reason)

    @property
    def overruled_because(self) -> str:
        """The reason, so that a sentence can follow it; '' where nothing was overruled."""
        return _sentence(self.overruled_reason)

    @property
    def set_aside_words(self) -> str:
        """ "O*NET 30.2 was set aside by Bo Berg on 3 November 2026: Wages are wrong." """
        by = self.set_aside_by
        who = f" by {by.get_full_name() or by.get_username()}" if by else ""
        return f"{self} was set aside{who} on {self.set_aside_at:%-d %B %Y}: {self.set_aside_because}"


def _sentence(reason: str) -> str:
    reason = reason.strip()
    return f"{reason}." if reason and reason[-1] not in ".!?…" else reason


class ReleaseFile(models.Model):
    """An original file as it was uploaded."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    content = models.FileField(storage=originals_storage, max_length=300)
    layer = models.PositiveSmallIntegerField(
        default=0, help_text="Of files that hold the same table those of the highest layer count: they came later."
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["release", "sha256"], name="file_once_per_release")]

    def __str__(self) -> str:
        return self.name


class ValidationIssue(models.Model):
    """One finding of a check, with its place. Findings are capped per kind; exact totals are in the release's report."""

    class Severity(models.TextChoices):
        ERROR = "error", "Refused"
        STOP = "stop", "Stop"
        WARNING = "warning", "Warning"
        NOTE = "note", "Note"

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="issues")
    severity = models.CharField(max_length=7, choices=Severity.choices)
    kind = models.SlugField(max_length=60)
    message = models.TextField(help_text="What is wrong and what to do next.")
    file = models.CharField(max_length=300, blank=True, help_text="File, and member of an archive.")
    sheet = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField(null=True, blank=True, help_text="As a spreadsheet program counts: the first line is 1.")
    column = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message

    @property
    def place(self) -> str:
        """File, sheet, row and column in words; empty where the finding is about the whole upload."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row:
            parts.append(f"row {self.row:,}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(part for part in parts if part)
