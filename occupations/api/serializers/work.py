"""The shape of what people in an occupation do, use and need, and of how they use AI for it."""

from rest_framework import serializers

from occupations.api.serializers.parts import TASK_LABELS, NamedSerializer, number_field, path_field, whole_field, words_field
from occupations.recipes import HANDED_OVER, WORKED_TOGETHER

PATTERNS = [*HANDED_OVER, *WORKED_TOGETHER]


class PatternSerializer(serializers.Serializer):
    key = serializers.ChoiceField(choices=PATTERNS)
    share = number_field("Percent of conversations.")


class CollaborationSerializer(serializers.Serializer):
    """How people work with the assistant. Shares need not add up to 100: some conversations are not classified."""

    most_common = serializers.ChoiceField(choices=PATTERNS)
    automation = number_field("Percent handed over.")
    augmentation = number_field("Percent worked on together.")
    patterns = PatternSerializer(many=True)


class TaskReferenceSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    statement = words_field()
    path = path_field()


class UsedTaskSerializer(TaskReferenceSerializer):
    share = number_field("Percent of all conversations, divided among the occupations with a task of these words.")
    occupations = whole_field("Occupations with a task of these words.")
    collaboration = CollaborationSerializer(allow_null=True)
    human_able = number_field("Percent of its conversations.")


class UsageSerializer(serializers.Serializer):
    """Observed conversations with one assistant: not the job, and not all AI."""

    tasks = UsedTaskSerializer(many=True)
    share = number_field("Percent of all conversations.")
    collaboration = CollaborationSerializer(allow_null=True)
    autonomy = number_field("From 1 to 5.")
    work_share = number_field("Percent of conversations for work.")


class MappedTaskSerializer(TaskReferenceSerializer):
    share = number_field("Percent of all conversations.")


class HumanTaskSerializer(MappedTaskSerializer):
    human_able = number_field("Percent of its conversations.")


class WorkMapSerializer(serializers.Serializer):
    often_handed = MappedTaskSerializer(many=True)
    copilot = MappedTaskSerializer(many=True)
    human_able = HumanTaskSerializer(many=True)


class TaskLabelsSerializer(serializers.Serializer):
    """E0: not exposed; E1: to a language model alone; E2: to software built on one."""

    human = serializers.ChoiceField(choices=TASK_LABELS)
    gpt4 = serializers.ChoiceField(choices=TASK_LABELS)


class TaskOfOccupationSerializer(TaskReferenceSerializer):
    type = words_field(null=True)
    importance = number_field("From 1 to 5.")
    exposure = TaskLabelsSerializer(allow_null=True)
    usage = number_field("Percent of all conversations; absent where none was observed.")

    def get_fields(self) -> dict:
        fields = super().get_fields()
        fields["usage"].required = False
        return fields


class EmergingTaskSerializer(serializers.Serializer):
    statement = words_field()
    kind = serializers.ChoiceField(choices=["new", "revision"])
    revises = whole_field("Number of the task that it revises.")


class RatedElementSerializer(serializers.Serializer):
    id = words_field("Element of O*NET's content model.")
    name = words_field()
    path = path_field()
    value = number_field("On the section's scale.")


class ToolSerializer(serializers.Serializer):
    name = words_field()
    category = words_field()
    path = path_field("Address of its category's page.")


class SoftwareSerializer(ToolSerializer):
    hot = serializers.BooleanField(help_text="O*NET's Hot Technology flag.")
    in_demand = serializers.BooleanField(help_text="O*NET's In Demand flag.")


class PreparationSerializer(serializers.Serializer):
    """What the job zone asks for, in O*NET's words."""

    title = words_field()
    education = words_field()
    experience = words_field()
    training = words_field()
    examples = words_field()
    svp = words_field()


class StudyFamilySerializer(NamedSerializer):
    fields_of_study = NamedSerializer(many=True)

    def get_fields(self) -> dict:
        # A serializer's own `fields` is taken.
        fields = super().get_fields()
        fields["fields"] = fields.pop("fields_of_study")
        return fields


class EducationSerializer(serializers.Serializer):
    code = serializers.IntegerField()
    level = words_field()
    meaning = words_field()
    share = number_field("Share of those asked.", min_value=0, max_value=1)
