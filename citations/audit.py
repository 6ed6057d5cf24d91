"""The audit log: one structured line per change of state, in the log and in Wagtail's site history where it has a subject."""

import logging

from django.db import models
from wagtail.log_actions import log

logger = logging.getLogger("singulariki.audit")


def audit(action: str, user, subject: models.Model, **details: object) -> None:
    """Record that `user` (None: a command) did `action` ("edition.published") to `subject`."""
    logger.info("%s by %s: %s #%s %s", action, user or "command", subject._meta.label, subject.pk, details or "")
    by = user if user is not None and user.pk else None
    log(instance=subject, action=f"citations.{action}", user=by, data=details)
