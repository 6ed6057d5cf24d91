"""The login a fresh site needs before anybody can make another."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model

NAME = "admin"


@dataclass(frozen=True)
class FirstLogin:
    """The administrator made by the run command. `password` is empty once somebody has changed it."""

    name: str
    password: str
    kept_in: Path


def ensure_login(kept_in: Path) -> FirstLogin | None:
    """Make the administrator `admin` with a random password kept in a file of mode 0600; None where somebody else rules.

    Where `admin` was made by an earlier run the kept password is told as long as it is still the right one.
    """
    users = get_user_model()
    existing = users.objects.filter(is_superuser=True, is_active=True)
    if existing.exists():
        ours = existing.filter(username=NAME).first()
        if ours is None or not kept_in.exists():
            return None
        kept = kept_in.read_text().strip()
        return FirstLogin(NAME, kept if ours.check_password(kept) else "", kept_in)
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
