"""Addresses of gradient pages and answers. Canonical ones only; the views redirect every variant to these."""

from django.utils.text import slugify

GRADIENT = "/gradient/"


def unit_group_path(code: str, title: str) -> str:
    """'/gradient/3521-broadcasting-and-audio-visual-technicians.html'."""
    return f"{GRADIENT}{code}-{slugify(title)}.html"


def major_group_path(code: str) -> str:
    """'/gradient/major-3.html'."""
    return f"{GRADIENT}major-{code}.html"


def unit_group_api(code: str) -> str:
    """Where the API answers for a unit group."""
    return f"/api/v1/gradient/{code}/"


GRADIENT_API = "/api/v1/gradient/"
