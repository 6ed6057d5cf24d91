"""What every environment shares."""

from singulariki.settings.api import *  # noqa: F403
from singulariki.settings.apps import *  # noqa: F403
from singulariki.settings.cache import CACHES  # noqa: F401
from singulariki.settings.cms import *  # noqa: F403
from singulariki.settings.database import DATABASES  # noqa: F401
from singulariki.settings.email import *  # noqa: F403
from singulariki.settings.environment import BASE_DIR, VAR_DIR  # noqa: F401
from singulariki.settings.files import *  # noqa: F403
from singulariki.settings.logs import LOGGING  # noqa: F401
from singulariki.settings.queue import *  # noqa: F403
from singulariki.settings.security import *  # noqa: F403
