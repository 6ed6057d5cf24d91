"""One document per job zone: what it asks for, and the occupations in it."""

from collections.abc import Iterator

from django.utils.text import slugify

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import figure
from occupations.measures import counts
from occupations.subjects.context import Context
from occupations.subjects.zone.document import ZONES_API, ZoneDocument


@compiler("occupations.zones", label="job zones", order=50)
def compile_zones(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each job zone that the edition's O*NET release describes and has occupations in."""
    context = Context.of(edition)
    members: dict[int, list[str]] = {}
    for code in context.facts.codes:
        if zone := context.facts.zone_of.get(code):
            members.setdefault(zone, []).append(code)
    for zone, about in context.facts.zones.items():
        if codes := members.get(zone):
            document = ZoneDocument(
                code=str(zone),
                title=about.title,
                path=f"/zones/{zone}-{slugify(about.title)}",
                api=f"{ZONES_API}{zone}/",
                education=about.education,
                experience=about.experience,
                training=about.training,
                occupation_count=figure(counts.OCCUPATION_COUNT, len(codes)),
                occupations=[context.row(code) for code in codes],
            )
            yield ProfileDraft(str(zone), document.title, document.path, document)
