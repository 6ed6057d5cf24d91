"""Celery, on Redis or Valkey."""

from pathlib import Path

from singulariki.settings.environment import REDIS_URL, VAR_DIR

CELERY_BROKER_URL = REDIS_URL.value or "redis://localhost:6379/0"
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# A load is long: hand a worker one task at a time, and give it back if the worker dies.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 4 * 3600, "max_retries": 3, "socket_connect_timeout": 5}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Short work that must not wait behind a load of minutes: a worker of its own takes it, which is the clock too.
CLOCK_QUEUE = "clock"
CELERY_BEAT_SCHEDULE_FILENAME = str(Path(VAR_DIR.value) / "clock-schedule")
CELERY_BEAT_SCHEDULE = {
    # Times are given to the minute, and readers are to see what is due within one more.
    "carry-out-editors-schedule": {
        "task": "editorial.carry_out_schedule",
        "schedule": 30.0,
        "options": {"queue": CLOCK_QUEUE, "expires": 120},
    },
    # Among the loads themselves: while one runs, nothing else could be begun, and the next look does the same.
    "take-up-what-was-interrupted": {
        "task": "citations.take_up_what_was_interrupted",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
}
