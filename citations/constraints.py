"""What the database itself holds to be true of any release."""

from django.db import models
from django.db.models import Q

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
