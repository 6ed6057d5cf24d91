from django.db import models


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
