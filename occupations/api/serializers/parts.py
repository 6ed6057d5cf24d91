"""What answers about occupations, tasks, elements and industries have in common."""

from typing import Any

from rest_framework import serializers

from citations.api.serializers import EditionReferenceSerializer, SourceSerializer
from citations.figures import Missing

INDUSTRY_LEVELS = ["sector", "national-industry"]
TASK_LABELS = ["E0", "E1", "E2"]


def number_field(text: str = "", **bounds: Any) -> serializers.FloatField:
    """A value at full precision; null where there is none, and then `missing` may say why."""
    return serializers.FloatField(allow_null=True, help_text=text, **bounds)


def percentile_field(text: str) -> serializers.FloatField:
    return number_field(text, min_value=0, max_value=100)


def whole_field(text: str = "") -> serializers.IntegerField:
    return serializers.IntegerField(allow_null=True, help_text=text)


def words_field(text: str = "", *, null: bool = False) -> serializers.CharField:
    return serializers.CharField(allow_null=null, allow_blank=True, help_text=text)


def path_field(text: str = "Address of its page.") -> serializers.CharField:
    return serializers.CharField(help_text=text)


class NamedSerializer(serializers.Serializer):
    """Something with a page of its own."""

    code = words_field()
    title = words_field()
    path = path_field()


class ProvenanceSerializer(serializers.Serializer):
    """Why values are missing, which are lower bounds, and what the answer is made from."""

    missing = serializers.DictField(
        child=serializers.ChoiceField(choices=[reason.value for reason in Missing]),
        help_text="JSON pointer of each null that has a reason → the reason.",
    )
    at_least = serializers.ListField(
        child=serializers.CharField(),
        help_text="JSON pointers of values that the publisher top-codes: the true value is this or more.",
    )
    sources = SourceSerializer(many=True)
    edition = EditionReferenceSerializer()
