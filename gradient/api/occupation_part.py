"""The shape of what the gradient adds to an occupation's answer (see gradient.occupation_part)."""

from occupations.api.serializers import PART_FIELDS
from occupations.api.serializers.parts import NamedSerializer, number_field, percentile_field, whole_field
from rest_framework import serializers

from gradient.bands import BANDS


class PlaceOnGradientSerializer(NamedSerializer):
    """A unit group of ISCO-08 that the crosswalk connects with the occupation. Its scores are the unit group's own."""

    band = serializers.ChoiceField(choices=[band.key for band in BANDS], help_text="Exposure band of the unit group.")
    mean_score = number_field("Mean of its tasks' scores of 2025, from 0 to 1.")
    mean_score_previous = number_field("The same with the scores of 2023.")
    change = number_field("Mean of 2025 minus mean of 2023.")
    percentile = percentile_field("100 × share of the unit groups with a strictly lower mean.")
    occupation_count = whole_field("Unit groups with data.")


PART_FIELDS["gradient"] = lambda: PlaceOnGradientSerializer(
    many=True,
    allow_null=True,
    help_text="International occupations that it corresponds to, by code; null where the edition lacks gradient or crosswalk.",
)
