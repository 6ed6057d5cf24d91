"""Fetching the ILO's scores, which the tests offer at a publisher's site of their own."""

from citations.actions import fetching
from citations.actions.releases import process_release
from citations.models import PublisherOffer, Release

ILO, WORKBOOK = "ilo-genai-gradient", "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"


def fetch(version: str = "", **how) -> PublisherOffer:
    return fetching.run_fetch(offer=fetching.request_fetch(dataset=ILO, version=version), **how)


def the_offer() -> PublisherOffer:
    return PublisherOffer.objects.get(dataset__slug=ILO)


def loaded(offer: PublisherOffer) -> Release:
    assert offer.release, offer.result
    return process_release(release=offer.release)
