"""Failed logins are counted in the database, and too many of them close the login for a while.

By django-axes, with two limits instead of its one: for a name from an address, and for an address under any names.
"""

import ipaddress
import math
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

# One address may fail so many times more often under any names than under one: an office shares an address.
NAMES_PER_ADDRESS = 4


def client_address(request: HttpRequest) -> str | None:
    """The address a request comes from; None where it is not known.

    X-Forwarded-For counts only as far as PROXY_COUNT trusted proxies wrote it, from the right. Of an IPv6 address the
    network counts (its first 64 bits), since whoever has one address there has them all.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(forwarded) >= settings.PROXY_COUNT:
            address = forwarded[-settings.PROXY_COUNT]
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return None
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((int(known), 64), strict=False).network_address)
    return str(known)


class LoginThrottle(AxesDatabaseHandler):
    def get_failures(self, request: HttpRequest, credentials: dict | None = None) -> int:
        """Failures of late, as the limit for one name counts them."""
        counts = [rows.values_list("failures_since_start", flat=True) for rows in self.get_user_attempts(request, credentials)]
        for_name, for_address = (sum(count) for count in counts)
        return max(for_name, for_address // NAMES_PER_ADDRESS)

    def reset_user_attempts(self, request: HttpRequest, credentials: dict | None = None) -> int:
        """A login that succeeds forgets failures of that name from that address, not those that tried other names."""
        name, _ = self.filter_user_attempts(request, credentials)
        return name.delete()[0]


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """The page for somebody who failed too often, with the minutes to wait."""
    attempts = AccessAttempt.objects.filter(ip_address=client_address(request), attempt_time__gte=get_cool_off_threshold(request))
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    seconds = max(1, math.ceil((last + settings.AXES_COOLOFF_TIME - timezone.now()).total_seconds()))
    answer = render(request, "delivery/locked_out.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    answer.headers["Retry-After"] = str(seconds)
    answer.headers["Cache-Control"] = "no-store"
    return answer
