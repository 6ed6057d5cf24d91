"""The shape of the gradient's answers. Scores run from 0 to 1, shares from 0 to 1, percentiles from 0 to 100."""

from citations.api.serializers import EditionReferenceSerializer, SourceSerializer
from rest_framework import serializers

from citations.api.listing import ListSerializer
from citations.figures import Missing
from gradient.bands import BANDS

BAND_KEYS = [band.key for band in BANDS]


def _score(text: str) -> serializers.FloatField:
    return serializers.FloatField(min_value=0, max_value=1, help_text=text)


class MajorGroupSerializer(serializers.Serializer):
    """A major group of ISCO-08."""

    code = serializers.CharField()
    title = serializers.CharField()


class UnitGroupRowSerializer(serializers.Serializer):
    """A unit group of ISCO-08 in the list."""

    code = serializers.CharField(help_text="ISCO-08 unit group.")
    title = serializers.CharField()
    major_group = MajorGroupSerializer()
    mean_score = _score("Unweighted mean of the tasks' scores of 2025.")
    mean_score_previous = serializers.FloatField(allow_null=True, min_value=0, max_value=1, help_text="The same of 2023.")
    change = serializers.FloatField(allow_null=True, help_text="mean_score − mean_score_previous.")
    percentile = serializers.FloatField(help_text="100 × share of unit groups with a strictly lower mean_score.")
    band = serializers.ChoiceField(choices=BAND_KEYS, help_text="Exposure band that the ILO assigns to the unit group.")
    task_count = serializers.IntegerField()
    url = serializers.CharField(help_text="Address of its page.")


class UnitGroupListSerializer(ListSerializer):
    """A page of the list."""

    results = UnitGroupRowSerializer(many=True)


class BandSerializer(serializers.Serializer):
    """Tasks counted in a band."""

    band = serializers.ChoiceField(choices=BAND_KEYS)
    tasks = serializers.IntegerField()
    share = _score("Share of the unit group's tasks.")


class TaskSerializer(serializers.Serializer):
    """A task statement with its scores."""

    number = serializers.IntegerField()
    statement = serializers.CharField()
    score = _score("Score of 2025.")
    score_previous = serializers.FloatField(
        allow_null=True, min_value=0, max_value=1, help_text="Score of 2023, if it was scored."
    )
    change = serializers.FloatField(allow_null=True)
    rationale = serializers.CharField(help_text="GPT-4o's justification of the score of 2025; may be empty.")


class NamedTaskSerializer(serializers.Serializer):
    number = serializers.IntegerField()
    statement = serializers.CharField()
    score = _score("Score of 2025.")
    change = serializers.FloatField(allow_null=True)


class UsOccupationSerializer(serializers.Serializer):
    """A U.S. occupation that the crosswalk connects, biggest employment first."""

    code = serializers.CharField(help_text="O*NET-SOC 2019 code.")
    title = serializers.CharField()
    employment = serializers.IntegerField(allow_null=True, help_text="People employed under its SOC code.")
    employment_missing = serializers.ChoiceField(
        choices=[reason.value for reason in Missing], allow_null=True, help_text="Why there is no employment."
    )


class UnitGroupSerializer(UnitGroupRowSerializer):
    """All that the page of a unit group shows."""

    occupation_count = serializers.IntegerField(help_text="Unit groups with data, which percentiles run over.")
    exposed_share = _score("Share of tasks counted in Gradient 1 to 4.")
    band_2023 = serializers.CharField(help_text="The ILO's potential of 2023, in its own words; may be empty.")
    bands = BandSerializer(many=True)
    tasks = TaskSerializer(many=True)
    most_exposed_task = NamedTaskSerializer()
    fastest_task = NamedTaskSerializer(allow_null=True)
    us_occupation_count = serializers.IntegerField(allow_null=True, help_text="Null where the edition holds no crosswalk.")
    us_occupations = UsOccupationSerializer(many=True)
    sources = SourceSerializer(many=True)
    edition = EditionReferenceSerializer()
