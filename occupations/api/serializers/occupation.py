"""The shape of an occupation's answer, section by section in the order of its page."""

from collections.abc import Callable

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
from occupations.api.serializers.work import (
    EducationSerializer,
    EmergingTaskSerializer,
    PreparationSerializer,
    RatedElementSerializer,
    SoftwareSerializer,
    StudyFamilySerializer,
    TaskOfOccupationSerializer,
    ToolSerializer,
    UsageSerializer,
    WorkMapSerializer,
)
from occupations.recipes import LEVELS, OUTLOOK_CATEGORIES

# What rooms above this one add to an occupation's document (see occupations.compiling.parts), by key: makes its field.
PART_FIELDS: dict[str, Callable[[], serializers.Field]] = {}
CATEGORIES = [category.key for category in OUTLOOK_CATEGORIES]


def _level() -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=list(LEVELS), help_text="Third of all occupations that the percentile lies in.")


class SocSerializer(serializers.Serializer):
    """The SOC 2018 occupation that figures of BLS are published for, and the other O*NET-SOC occupations of it."""

    code = words_field()
    title = words_field()
    occupations = NamedSerializer(many=True)


class ClusterPlaceSerializer(serializers.Serializer):
    title = words_field()
    path = path_field()
    sub_clusters = serializers.ListField(child=serializers.CharField())


class ExposureSerializer(serializers.Serializer):
    """A study's score on its own scale, and the occupation's standing by it."""

    key = words_field()
    measure = words_field("Key of the measure; see /methodology.")
    score = number_field()
    percentile = percentile_field("100 × share of scored occupations with a strictly lower score.")
    level = _level()
    bridged = serializers.BooleanField(help_text="True where the score is that of older codes, over a published crosswalk.")
    codes = serializers.ListField(child=serializers.CharField(), help_text="The codes that the study scores.")
    alpha = number_field("Eloundou et al.: with a language model alone.")
    beta = number_field("Eloundou et al.: with half of what software adds.")

    def get_fields(self) -> dict:
        fields = super().get_fields()
        for name in ("alpha", "beta"):
            fields[name].required = False
        return fields


class OverlapSerializer(serializers.Serializer):
    """AI task overlap: the mean of the percentiles in up to three studies, ranked again."""

    percentile = percentile_field("Standing among the occupations that at least one study scores.")
    level = _level()
    mean = number_field("Mean of the studies' percentiles.")
    parts = serializers.ListField(child=serializers.CharField(), help_text="The studies that count.")
    part_count = whole_field("How many of the three studies count.")


class TeleworkSerializer(serializers.Serializer):
    share = number_field("1 teleworkable, 0 not; between them where older codes disagree.")
    bridged = serializers.BooleanField()
    codes = serializers.ListField(child=serializers.CharField())


class FreyOsborneSerializer(serializers.Serializer):
    """An estimate of 2013, before language models; history, and part of no current ranking."""

    probability = number_field(min_value=0, max_value=1)
    percentile = percentile_field("Standing among the occupations with an estimate.")
    level = _level()
    bridged = serializers.BooleanField()
    codes = serializers.ListField(child=serializers.CharField())


class PublishedForSerializer(serializers.Serializer):
    """The code that BLS publishes the figures for."""

    code = words_field()
    title = words_field()
    is_combination = serializers.BooleanField(help_text="True where BLS publishes nothing finer than a group of occupations.")
    is_shared = serializers.BooleanField(help_text="True where other O*NET-SOC occupations have the same figures.")


class OutlookSerializer(serializers.Serializer):
    """Employment as BLS projects it. A labor-market projection, not one of AI."""

    category = serializers.ChoiceField(choices=CATEGORIES)
    category_words = words_field()
    change_percent = number_field("Projected change in percent.")
    annual_openings = whole_field("Openings a year, replacements included.")
    employment_base = whole_field("Jobs in the base year.")
    employment_projected = whole_field("Jobs in the projected year.")
    base_year = serializers.IntegerField()
    projected_year = serializers.IntegerField()
    typical_entry_education = words_field(null=True)
    related_experience = words_field(null=True)
    on_the_job_training = words_field(null=True)
    self_employed = number_field("Percent of the jobs.")
    published_for = PublishedForSerializer()


class WagePartsSerializer(serializers.Serializer):
    """Percentiles of pay and its mean, in U.S. dollars."""

    p10 = number_field()
    p25 = number_field()
    median = number_field()
    p75 = number_field()
    p90 = number_field()
    mean = number_field()


class WagesSerializer(WagePartsSerializer):
    """National estimates: annual wages, hourly ones below, and how many are employed."""

    hourly = WagePartsSerializer()
    employment = whole_field("Employees, self-employed people not counted.")
    median_percentile = percentile_field("Standing of the annual median among the occupations with one.")
    top_coded = serializers.BooleanField(help_text="True where the median is at or above the top code of BLS.")
    annual_only = serializers.BooleanField()
    hourly_only = serializers.BooleanField()
    published_for = PublishedForSerializer()


class IndustryOfOccupationSerializer(NamedSerializer):
    """Employment of the occupation in an industry."""

    level = serializers.ChoiceField(choices=INDUSTRY_LEVELS)
    employment = whole_field()
    median_wage = number_field()
    mean_wage = number_field()
    location_quotient = number_field("Times the economy-wide share.")


class RelatedSerializer(NamedSerializer):
    compare = path_field("Address of the comparison.")
    overlap = percentile_field("Percentile of AI task overlap.")
    median_percentile = percentile_field("Percentile of median pay.")
    median = number_field("Annual median wage.")


class OccupationSerializer(ProvenanceSerializer):
    """A U.S. occupation with all that its page shows."""

    code = words_field("O*NET-SOC 2019 code.")
    title = words_field()
    path = path_field()
    api = path_field("Address of this answer.")
    brief = path_field("Address of its brief in Markdown.")
    description = words_field()
    also_called = serializers.ListField(child=serializers.CharField())
    job_family = words_field(null=True)
    family = NamedSerializer(allow_null=True)
    soc = SocSerializer()
    is_rated = serializers.BooleanField(help_text="False where O*NET has no ratings of the occupation.")
    clusters = ClusterPlaceSerializer(many=True)
    work_map = WorkMapSerializer(allow_null=True)
    usage = UsageSerializer(allow_null=True)
    exposure = ExposureSerializer(many=True)
    overlap = OverlapSerializer(allow_null=True)
    teleworkable = serializers.BooleanField(allow_null=True)
    telework = TeleworkSerializer(allow_null=True)
    frey_osborne = FreyOsborneSerializer(allow_null=True)
    observed_exposure = number_field("Share of the tasks that observed use covers.")
    language_modelling = number_field("Felten et al., for language modelling alone.")
    outlook = OutlookSerializer(allow_null=True)
    wages = WagesSerializer(allow_null=True)
    industries = IndustryOfOccupationSerializer(many=True)
    concentration = IndustryOfOccupationSerializer(many=True)
    task_count = whole_field()
    tasks = TaskOfOccupationSerializer(many=True)
    emerging_tasks = EmergingTaskSerializer(many=True)
    work_activities = RatedElementSerializer(many=True)
    knowledge = RatedElementSerializer(many=True)
    essential_skills = RatedElementSerializer(many=True)
    transferable_skills = RatedElementSerializer(many=True)
    abilities = RatedElementSerializer(many=True)
    skills_in_demand = SoftwareSerializer(many=True)
    software = SoftwareSerializer(many=True)
    tools = ToolSerializer(many=True)
    work_context = RatedElementSerializer(many=True)
    interests = RatedElementSerializer(many=True)
    basic_interests = RatedElementSerializer(many=True)
    work_styles = RatedElementSerializer(many=True)
    job_zone = whole_field("From 1 to 5.")
    preparation = PreparationSerializer(allow_null=True)
    study = StudyFamilySerializer(many=True)
    education = EducationSerializer(many=True)
    related = RelatedSerializer(many=True)

    def get_fields(self) -> dict:
        return {**super().get_fields(), **{name: make() for name, make in sorted(PART_FIELDS.items())}}
