"""What is known of a career cluster."""

from typing import Annotated, ClassVar

from msgspec import Meta

from citations.documents import Whole
from occupations.subjects.fields import ListedOccupation, Path
from singulariki.editorial.subjects import PageDocument


class ClusterOccupation(ListedOccupation, frozen=True, kw_only=True):
    """An occupation in the cluster."""

    sub_clusters: Annotated[list[str], Meta(description="Parts of the cluster that it belongs to.")]


class ClusterDocument(PageDocument, frozen=True, kw_only=True):
    """A career cluster, and its occupations."""

    kind: ClassVar[str] = "cluster"
    shape: ClassVar[int] = 2

    code: Annotated[str, Meta(description="Its title in the form of addresses: clusters have no codes.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path
    sub_clusters: Annotated[list[str], Meta(description="Parts of the cluster.")]
    occupation_count: Annotated[Whole, Meta(description="Its occupations.")]
    total_employment: Annotated[Whole, Meta(description="People employed in them.")]
    occupations: Annotated[list[ClusterOccupation], Meta(description="Those occupations, by code.")]
