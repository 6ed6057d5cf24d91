"""What the clock asks for, see CELERY_BEAT_SCHEDULE. Can be run twice or late: what is due is looked up anew each time."""

from celery import shared_task

from singulariki.editorial.scheduling import carry_out_schedule


@shared_task(name="editorial.carry_out_schedule")
def scheduled() -> None:
    """Publish and unpublish what editors have scheduled for now or earlier."""
    carry_out_schedule()
