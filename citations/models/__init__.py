"""Tables of provenance: `releases`, `editions`, what stands around `publications`, and `work` that people and workers do."""

from citations.models.editions import Activation, Edition, EditionMethodology, EditionRelease, Profile
from citations.models.publications import ActivationChanges, FollowUp, Proposal, StoredPreview
from citations.models.releases import VERSION_NEEDED, Dataset, Release, ReleaseFile, ValidationIssue, originals_storage
from citations.models.work import Delivery, Progress, PublisherOffer, StewardNotices

# What a worker can be at work on.
WorkSubject = Delivery | Release | Edition | PublisherOffer

__all__ = [
    "VERSION_NEEDED",
    "Activation",
    "ActivationChanges",
    "Dataset",
    "Delivery",
    "Edition",
    "EditionMethodology",
    "EditionRelease",
    "FollowUp",
    "Profile",
    "Progress",
    "Proposal",
    "PublisherOffer",
    "Release",
    "ReleaseFile",
    "StewardNotices",
    "StoredPreview",
    "ValidationIssue",
    "WorkSubject",
    "originals_storage",
]
