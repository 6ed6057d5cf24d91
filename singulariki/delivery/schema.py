"""What the published API description covers."""

from collections.abc import Callable

PUBLIC_PREFIX = "/api/v1/"
Endpoint = tuple[str, str, str, Callable]


def public_endpoints(endpoints: list[Endpoint], **kwargs: object) -> list[Endpoint]:
    """Hook of drf-spectacular: keep (path, pattern, method, view) of the public API; the admin's own API is nobody's contract."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PUBLIC_PREFIX)]
