"""The login a fresh site needs before anybody can make another."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model

NAME = "admin"


@dataclass(frozen=True)
class FirstLogin:
    """The administrator made by the run command. `password` is known only in the run that made it."""

    name: str
    password: str
    kept_in: Path


def ensure_login(kept_in: Path) -> FirstLogin | None:
    """Make the administrator `admin` with a random password kept in a file of mode 0600; None where somebody else rules.

    Where `admin` was made by an earlier run the password is left empty: it may have been changed since.
    """
    users = get_user_model()
    existing = users.objects.filter(is_superuser=True, is_active=True)
    if existing.exists():
        by_us = kept_in.exists() and existing.filter(username=NAME).exists()
        return FirstLogin(NAME, "", kept_in) if by_us else None
    password = secrets.token_urlsafe(12)
    kept_in.parent.mkdir(parents=True, exist_ok=True)
    kept_in.touch(mode=0o600)
    kept_in.chmod(0o600)
    kept_in.write_text(password + "\n")
    user, _ = users.objects.get_or_create(username=NAME)
    user.is_staff = user.is_superuser = user.is_active = True
    user.set_password(password)
    user.save()
    return FirstLogin(NAME, password, kept_in)
