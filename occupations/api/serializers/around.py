"""The shape of what the API says about tasks, elements and industries."""

from rest_framework import serializers

from occupations.api.serializers.parts import (
    INDUSTRY_LEVELS,
    NamedSerializer,
    ProvenanceSerializer,
    number_field,
    path_field,
    percentile_field,
    whole_field,
    words_field,
)
from occupations.api.serializers.work import CollaborationSerializer, TaskLabelsSerializer


class OverlappingSerializer(NamedSerializer):
    overlap = percentile_field("Percentile of AI task overlap.")


class TaskUsageSerializer(serializers.Serializer):
    share = number_field("Percent of all conversations, divided among the occupations with a task of these words.")
    occupations = whole_field("Occupations with a task of these words.")
    collaboration = CollaborationSerializer(allow_null=True)
    autonomy = number_field("From 1 to 5.")
    work_share = number_field("Percent of its conversations.")
    human_able = number_field("Percent of its conversations.")


class SiblingSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    statement = words_field()
    path = path_field()
    occupation = NamedSerializer()


class ActivitySerializer(serializers.Serializer):
    """A detailed work activity of the task, and tasks of other occupations in it, the most important ones."""

    id = words_field()
    title = words_field()
    group = words_field("Intermediate work activity; may be empty.")
    sibling_count = whole_field()
    siblings = SiblingSerializer(many=True)


class OccupationTaskSerializer(ProvenanceSerializer):
    """A task with all that its page shows."""

    id = serializers.IntegerField()
    statement = words_field()
    path = path_field()
    api = path_field("Address of this answer.")
    type = words_field(null=True)
    occupation = OverlappingSerializer()
    importance = number_field("From 1 to 5.")
    exposure = TaskLabelsSerializer(allow_null=True)
    usage = TaskUsageSerializer(allow_null=True)
    penetration = number_field("Share that observed use covers.")
    activities = ActivitySerializer(many=True)


class ScaleSerializer(serializers.Serializer):
    key = words_field()
    title = words_field()
    minimum = serializers.FloatField()
    maximum = serializers.FloatField()


class AnchorSerializer(serializers.Serializer):
    level = serializers.IntegerField()
    example = words_field()


class BinSerializer(serializers.Serializer):
    low = serializers.FloatField()
    high = serializers.FloatField()
    occupations = whole_field()


class RatedOccupationSerializer(NamedSerializer):
    value = number_field("On the element's scale.")
    overlap = percentile_field("Percentile of AI task overlap.")


class LinkedElementSerializer(serializers.Serializer):
    id = words_field()
    title = words_field()
    path = path_field()


class ElementSerializer(ProvenanceSerializer):
    """An element of O*NET's content model with all that its page shows."""

    id = words_field()
    title = words_field()
    path = path_field()
    api = path_field("Address of this answer.")
    kind = words_field()
    kind_label = words_field()
    description = words_field()
    scale = ScaleSerializer()
    measure = words_field("Key of the measure of its ratings.")
    anchors = AnchorSerializer(many=True)
    occupation_count = whole_field()
    mean = number_field()
    median = number_field()
    distribution = BinSerializer(many=True)
    overlap_correlation = number_field("Spearman's ρ with AI task overlap.", min_value=-1, max_value=1)
    highest = RatedOccupationSerializer(many=True)
    lowest = RatedOccupationSerializer(many=True)
    links = LinkedElementSerializer(many=True)


class EmployedSerializer(serializers.Serializer):
    """A SOC occupation in the industry, and the O*NET-SOC occupations that it stands for."""

    code = words_field("SOC 2018 code.")
    title = words_field()
    occupations = NamedSerializer(many=True)
    employment = whole_field()
    median_wage = number_field()
    mean_wage = number_field()
    location_quotient = number_field("Times the economy-wide share.")


class IndustrySerializer(ProvenanceSerializer):
    """An industry with the occupations it employs, most first."""

    code = words_field("NAICS code.")
    title = words_field()
    path = path_field()
    api = path_field("Address of this answer.")
    level = serializers.ChoiceField(choices=INDUSTRY_LEVELS)
    employment = whole_field("All employees of the industry.")
    occupation_count = whole_field("Occupations that the survey publishes in the industry.")
    occupations = EmployedSerializer(many=True)
