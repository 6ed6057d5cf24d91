"""A preview as a worker leaves it, and the screen that shows it."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from citations.actions.previewing import make_preview
from citations.models import Edition


def previewed(client: Client, candidate: Edition) -> HttpResponse:
    """The preview's screen, once the candidate was compared with what is live now."""
    make_preview(candidate=Edition.objects.get(pk=candidate.pk))
    return client.get(reverse("citations_admin:preview", args=[candidate.pk]))
