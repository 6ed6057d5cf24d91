from django.db import models


class Progress(models.Model):
    """How far a long job is. Written outside the job's own transactions, so that a reload of the screen shows it.

    Also the job's lease: `host` and `pid` say who works on it, so a job left behind by a dead process can be told.
    """

    subject = models.CharField(max_length=60, unique=True, help_text="release:12 or edition:3")
    phase = models.CharField(max_length=80)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20, default="rows")
    host = models.CharField(max_length=200)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    phase_started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.subject}: {self.phase} {self.done}/{self.total or '?'} {self.unit}"
