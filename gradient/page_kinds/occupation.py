"""What the gradient adds to pages of U.S. occupations: where their work sits on the international gradient."""

from collections.abc import Callable, Mapping

from occupations.page_kinds.occupation import OCCUPATION
from occupations.profiles.occupation import OccupationProfile

from gradient.bands import BAND_BY_KEY
from gradient.measures import BRIDGE, CROSSWALK, ILO
from singulariki.editorial.registry import FigureToken, Section


def _place(profile: OccupationProfile) -> Mapping | None:
    groups = profile.parts.get("gradient")
    if groups is None:
        return None
    return {
        "first": groups[0] if groups else None,
        "groups": [{**group, "band": BAND_BY_KEY[group["band"]]} for group in groups],
    }


def _only(name: str) -> Callable[[object], object]:
    """A figure of the unit group, where the crosswalk connects a single one."""

    def resolve(profile: object) -> object:
        groups = profile.parts.get("gradient") if isinstance(profile, OccupationProfile) else None
        return groups[0][name] if groups and len(groups) == 1 else None

    return resolve


_GROUP = "International unit group"
for _token in (
    FigureToken("unit-group", "Unit group, where there is only one", _only("title"), _GROUP, datasets=(ILO,)),  # type: ignore[arg-type]
    FigureToken("unit-group-exposure", "Its mean task exposure", _only("mean_score"), _GROUP),  # type: ignore[arg-type]
    FigureToken("unit-group-percentile", "Its percentile", _only("percentile"), _GROUP),  # type: ignore[arg-type]
    FigureToken("unit-group-change", "Its change since 2023", _only("change"), _GROUP),  # type: ignore[arg-type]
    FigureToken("placed-unit-groups", "Number of placed unit groups", _only("occupation_count"), _GROUP),  # type: ignore[arg-type]
):
    OCCUPATION.add_token(_token)

GRADIENT_PLACE = OCCUPATION.add_section(
    Section(
        "gradient-place",
        "Where this work sits on the global GenAI gradient",
        "gradient/sections/occupation_place.html",
        _place,  # type: ignore[arg-type]
        datasets=(ILO, CROSSWALK, BRIDGE),
        needs="the international study of exposure or the crosswalk to it",
        wording={
            "introduction": "The ILO's 2025 global study scores generative-AI exposure on the international ISCO-08 occupation "
            "system, not US SOC. Bridged through the published (and approximate, many-to-many) IBS O*NET-SOC ↔ ISCO-08 "
            "crosswalk, this US occupation corresponds to the international ones below. Exposure here means how much of the "
            "work's tasks today's AI can attempt: task overlap, not automation, adoption, or jobs lost.",
            "summary": "Mean task exposure {unit-group-exposure} in 2025, at the {unit-group-percentile} percentile of "
            "{placed-unit-groups} placed occupations; {unit-group-change} since 2023.",
            "label": "International occupations that this one corresponds to",
            "group_heading": "International occupation (ISCO-08)",
            "band_heading": "Most tasks fall in",
            "none": "The crosswalk connects no international occupation with {title}.",
            "gradient_link": "Read the whole six-band gradient",
            "approximate": "The crosswalk is approximate: a US occupation can map to several international ones, and the ILO "
            "scores describe the international occupation, not this exact US role.",
        },
        is_wide=True,
    )
)
