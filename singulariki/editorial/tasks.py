"""What editors schedule: publishing and taking off readers' pages when the time has come, see CELERY_BEAT_SCHEDULE.

Wagtail's command `publish_scheduled` does the same, but one page that cannot be published keeps it from all that follow; here
each is done on its own, and locked, so that two clocks running by mistake do not do it twice. The task can be run twice or late:
what is due is looked up anew each time.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from celery import shared_task
from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def carry_out_schedule() -> int:
    """Unpublish what has expired and publish what is due, in that order and each in a transaction of its own. Returns how many
    it did. What fails is logged and tried again the next time."""
    now = timezone.now()
    done = 0
    for rows, action in (*_expired(now), (Revision.objects.filter(approved_go_live_at__lt=now), _publish)):
        for pk in rows.order_by("pk").values_list("pk", flat=True):
            done += _act_on(rows, pk, action)
    return done


def _expired(now: datetime) -> Iterator[tuple[QuerySet, Callable[[Model], None]]]:
    models = [model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)]
    for model in (Page, *models):
        yield model._default_manager.filter(live=True, expire_at__lt=now), _unpublish


def _unpublish(thing: DraftStateMixin) -> None:
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _act_on(rows: QuerySet, pk: int, action: Callable) -> int:
    """Do it to the row, unless somebody else has by now. 1 where it was done, else 0."""
    try:
        with transaction.atomic():
            row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
            if row is None:
                return 0
            action(row)
    except Exception:
        # Of any kind: the others that are due must not wait for this one.
        logger.exception("%s of %s %s, which was scheduled, failed.", action.__name__.strip("_"), rows.model.__name__, pk)
        return 0
    logger.info("%s: %s", action.__name__.strip("_"), row)
    return 1


@shared_task(name="editorial.carry_out_schedule")
def scheduled() -> None:
    """Publish and unpublish what editors have scheduled for now or earlier."""
    carry_out_schedule()
