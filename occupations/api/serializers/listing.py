"""The shape of the lists of occupations, tasks, elements and industries."""

from rest_framework import serializers

from citations.api.listing import ListSerializer
from occupations.api.serializers.parts import number_field, path_field, percentile_field, whole_field, words_field
from occupations.recipes import LEVELS


class ListedOverlapSerializer(serializers.Serializer):
    percentile = percentile_field("Percentile of AI task overlap.")
    level = serializers.ChoiceField(choices=list(LEVELS))


class ListedExposureSerializer(ListedOverlapSerializer):
    """A study's score and the standing by it."""

    measure = words_field("Key of the measure; see /methodology.")
    score = number_field("On the study's own scale.")
    bridged = serializers.BooleanField(help_text="True where the score is that of older codes, over a published crosswalk.")


class ListedWagesSerializer(serializers.Serializer):
    median = number_field("Annual median wage in U.S. dollars; a lower bound where top_coded.")
    median_percentile = percentile_field("Standing of the median among the occupations with one.")
    employment = whole_field("Employees.")
    top_coded = serializers.BooleanField()


class ListedOutlookSerializer(serializers.Serializer):
    change_percent = number_field("Projected change in percent.")
    annual_openings = whole_field("Openings a year.")
    category = words_field("Outlook in a word of BLS.", null=True)


class OccupationRowSerializer(serializers.Serializer):
    """A U.S. occupation in the list."""

    code = words_field("O*NET-SOC 2019 code.")
    title = words_field()
    path = path_field()
    family = words_field("Major group of the classification.")
    clusters = serializers.ListField(child=serializers.CharField())
    overlap = ListedOverlapSerializer(allow_null=True)
    exposure = ListedExposureSerializer(many=True)
    wages = ListedWagesSerializer()
    outlook = ListedOutlookSerializer()
    job_zone = whole_field("From 1 to 5.")
    task_count = whole_field()


class OccupationListSerializer(ListSerializer):
    """A page of the list."""

    results = OccupationRowSerializer(many=True)


class SubjectRowSerializer(serializers.Serializer):
    """A task, an element or an industry in a list."""

    code = words_field("What its own answer is found by.")
    title = words_field("Its name; of tasks the statement, cut at 200 characters.")
    path = path_field()
    api = path_field("Address of its own answer.")


class SubjectListSerializer(ListSerializer):
    """A page of the list."""

    results = SubjectRowSerializer(many=True)
