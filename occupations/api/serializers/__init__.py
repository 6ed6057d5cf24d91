"""The shape of answers about U.S. occupations. Scores and shares of studies are on the scale of their measure."""

from occupations.api.serializers.around import ElementSerializer, IndustrySerializer, OccupationTaskSerializer
from occupations.api.serializers.listing import OccupationListSerializer, SubjectListSerializer
from occupations.api.serializers.occupation import PART_FIELDS, OccupationSerializer

__all__ = [
    "PART_FIELDS",
    "ElementSerializer",
    "IndustrySerializer",
    "OccupationListSerializer",
    "OccupationSerializer",
    "OccupationTaskSerializer",
    "SubjectListSerializer",
]
