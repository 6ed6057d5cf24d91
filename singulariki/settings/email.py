"""Mail: password reset and notices to editors. Without EMAIL_URL development writes mails to files, production sends none."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from singulariki.settings.environment import EMAIL_FROM, EMAIL_URL, VAR_DIR

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def mail_server(url: str) -> dict:
    """Django's EMAIL_… settings for an address such as smtp+starttls://user:password@host:587.

    ImproperlyConfigured where it is no such address.
    User and password are percent-encoded as in any address: an @ in them is written %40.
    """
    try:
        address = urlsplit(url)
        port = address.port
    except ValueError:
        address, port = urlsplit(""), None
    if address.scheme not in PORTS or not address.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL is not the address of a mail server. Write it as smtp+starttls://user:password@host:587, "
            "or with smtps:// or smtp:// in front; characters such as @ or / in user and password are percent-encoded."
        )
    return {
        "EMAIL_BACKEND": "singulariki.delivery.mail.MailServer",
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": port or PORTS[address.scheme],
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_TLS": address.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": address.scheme == "smtps",
    }


EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = EMAIL_FROM.value or "Singulariki <no-reply@localhost>"
if EMAIL_URL.value:
    globals().update(mail_server(EMAIL_URL.value))
else:
    EMAIL_BACKEND = "singulariki.delivery.mail.MailFolder"
    EMAIL_FILE_PATH = Path(VAR_DIR.value) / "mail"
