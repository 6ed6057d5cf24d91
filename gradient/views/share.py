"""Pictures of unit groups for where their addresses are shared: /share/unit-group/3521.png."""

from django.http import HttpRequest

from citations.models import Edition
from gradient.profiles import unit_group_profile
from singulariki.delivery.share import ShareCard, share_cards_of
from singulariki.editorial.share import share_card


@share_cards_of("unit-group")
def card_of_unit_group(request: HttpRequest, edition: Edition, key: str) -> ShareCard | None:
    """The first figures of a unit group's page, and its band on the ramp."""
    profile = unit_group_profile(edition, key)
    if profile is None:
        return None
    first = (profile.mean, profile.percentile, profile.change)
    return share_card(
        request,
        edition,
        profile.title,
        kicker=f"ISCO-08 {profile.code} · {profile.band.label}",
        figures=[(figure.text, figure.measure.label) for figure in first if not figure.is_missing],
        band=profile.band.key,
    )
