"""Mail by a server; where none is set, written to a folder, which is said; in production then not at all, which is said too."""

import logging
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register
from django.core.mail import EmailMessage
from django.core.mail.backends import filebased, smtp

log = logging.getLogger(__name__)


class MailServer(smtp.EmailBackend):
    """A mail server by SMTP. Whatever keeps it from taking mails is a ConnectionError, which nobody's work may fail on."""

    def open(self) -> bool | None:
        try:
            return super().open()
        except OSError as error:  # a host that is not known, a password that is refused, a certificate …
            raise ConnectionError(f"The mail server {self.host}:{self.port} takes no mails: {error}") from error


class MailFolder(filebased.EmailBackend):
    """Mails as files of the var folder, so that a newcomer can follow a password reset to its end."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent = super().send_messages(email_messages) or 0
        log.warning("No mail server is set (EMAIL_URL): %d mail(s) written below %s", sent, settings.EMAIL_FILE_PATH)
        return sent


def sends_mail() -> bool:
    """Whether mails go anywhere."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


@register(deploy=True)
def check_mail(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if sends_mail():
        return []
    missing = "EMAIL_URL is not set: nobody can reset a forgotten password, and editors get no notice of what waits for them."
    return [Warning(missing, hint="EMAIL_URL=smtp+starttls://user:password@host:587", id="singulariki.W001")]
