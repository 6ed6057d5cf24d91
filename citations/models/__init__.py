"""Tables of provenance: datasets and their releases, editions and what they hold, activations."""

from citations.models.editions import Activation, Edition, EditionMethodology, EditionRelease, Profile
from citations.models.releases import Dataset, Progress, Release, ReleaseFile, ValidationIssue

__all__ = [
    "Activation",
    "Dataset",
    "Edition",
    "EditionMethodology",
    "EditionRelease",
    "Profile",
    "Progress",
    "Release",
    "ReleaseFile",
    "ValidationIssue",
]
