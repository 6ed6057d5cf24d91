"""The numbers of the methodology page, from the standings of the edition."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import Figure, figure
from occupations.measures import counts, method
from occupations.measures import datasets as of
from occupations.models import WageStatus
from occupations.recipes import choice_effect, one_vote_each, percentiles
from occupations.recipes.exact import mean
from occupations.studies import OVERLAP_STUDIES, OVERLAP_VERSION, Study
from occupations.subjects.context import Context
from occupations.subjects.methodology import document as parts

Ranks = Mapping[str, float]


@compiler("occupations.methodology", label="the numbers of the method", order=55)
def compile_method(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """One document. Its page is not an edition's alone and stands in the sitemap by itself."""
    context = Context.of(edition)
    if context.facts.codes:
        yield ProfileDraft(parts.KEY, "Methodology", "", method_document(context))


def method_document(context: Context) -> parts.MethodDocument:
    held = [study for study in OVERLAP_STUDIES if context.facts.holds(study.dataset)]
    return parts.MethodDocument(
        title="Methodology",
        path=parts.PATH,
        occupations=figure(counts.OCCUPATION_COUNT, len(context.facts.codes)),
        studies=[_study(context, study) for study in held],
        overlap=_overlap(context),
        pay=_pay(context),
        effects=parts.EffectsOfMethod(
            overlap_votes=_effect(_overlap_ranks(context), partial(_overlap_by_soc, context), _of_overlap(context)),
            overlap_base=_effect(_overlap_ranks(context), partial(_overlap_of_all_studies, context), _of_overlap(context)),
            pay_votes=_effect(_pay_ranks(context), partial(_pay_by_soc, context), (of.ONET, of.OEWS)),
            pay_top_coded=_effect(_pay_ranks(context), partial(_pay_with_top_coded, context), (of.ONET, of.OEWS)),
        ),
        projections_left_out=_left_out(context, of.EP),
    )


def _study(context: Context, study: Study) -> parts.StudyOfMethod:
    over_bridge = sum(score.bridged for score in context.standings.scores[study.key].values())
    bridges = (of.SOC,) if context.facts.holds(of.SOC) else ()
    return parts.StudyOfMethod(
        key=study.key,
        name=study.name,
        ranked=figure(method.RANKED, context.standings.ranked[study.key], datasets=(of.ONET, study.dataset)),
        bridged=figure(method.BRIDGED, over_bridge, datasets=(of.ONET, study.dataset, *bridges)),
    )


def _of_overlap(context: Context) -> tuple[str, ...]:
    """Datasets behind figures about the composite."""
    return (of.ONET, *(study.dataset for study in OVERLAP_STUDIES if context.facts.holds(study.dataset)))


def _overlap(context: Context) -> parts.OverlapOfMethod | None:
    overlap = context.standings.overlap
    if not overlap:
        return None
    own = {code for study in OVERLAP_STUDIES for code, score in context.standings.scores[study.key].items() if score.is_own}
    of_all = sum(len(one.parts) == len(OVERLAP_STUDIES) for one in overlap.values())
    count = partial(_count, datasets=_of_overlap(context))
    return parts.OverlapOfMethod(
        version=OVERLAP_VERSION,
        base=figure(method.RANKED, len(own), datasets=_of_overlap(context)),
        all_studies=count(of_all),
        some_studies=count(len(overlap) - of_all),
        no_study=count(len(context.facts.codes) - len(overlap)),
        ranked=count(len(_overlap_ranks(context))),
    )


def _count(occupations: int, datasets: tuple[str, ...]) -> Figure:
    return figure(counts.OCCUPATION_COUNT, occupations, datasets=datasets)


def _pay(context: Context) -> parts.PayOfMethod | None:
    standings = context.standings
    if not standings.wages:
        return None
    count = partial(_count, datasets=(of.ONET, of.OEWS))
    wider = [code for code in standings.wages if context.pay_group(code)]
    combined = [code for code in wider if standings.wages[code].soc_code != context.facts.soc_codes[code]]
    return parts.PayOfMethod(
        ranked=figure(method.RANKED, standings.paid, datasets=(of.ONET, of.OEWS)),
        top_coded=count(sum(_is_top_coded(context, code) for code in standings.wages)),
        hourly_only=count(sum(estimates.hourly_only for estimates in standings.wages.values())),
        wider_group=count(len(wider)),
        shared_code=count(len(wider) - len(combined)),
        combination=count(len(combined)),
        left_out=_left_out(context, of.OEWS),
    )


def _left_out(context: Context, dataset: str) -> Figure | None:
    left_out = context.facts.left_out(dataset)
    return figure(counts.CODES_LEFT_OUT, left_out, datasets=(dataset, of.SOC)) if left_out else None


def _is_top_coded(context: Context, code: str) -> bool:
    return context.standings.wages[code].values["annual_median"].status == WageStatus.TOP_CODED


def _effect(printed: Ranks, other: Callable[[], Ranks], datasets: tuple[str, ...]) -> parts.Effect | None:
    effect = choice_effect(printed, other()) if printed else None
    if effect is None:
        return None
    return parts.Effect(
        mean=figure(method.EFFECT_MEAN, effect.mean, datasets=datasets),
        largest=figure(method.EFFECT_LARGEST, effect.largest, datasets=datasets),
        occupations=_count(effect.occupations, datasets),
    )


def _overlap_ranks(context: Context) -> Ranks:
    """Percentiles of the composite, of the occupations that are given one."""
    return {code: rank for code, rank in context.standings.overlap_percentiles.items() if rank is not None}


def _overlap_by_soc(context: Context) -> Ranks:
    """The composite with one vote for each SOC code: in the ranking of each study, and in the last one."""
    soc, overlap = context.facts.soc_codes, context.standings.overlap
    ranks, own_ranks = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
    for study in OVERLAP_STUDIES:
        scores = context.standings.scores[study.key]
        own = {code: one.value for code, one in scores.items() if one.is_own}
        counted = {code: scores[code].value for code in overlap if study.key in overlap[code].parts}
        for code, rank in percentiles(counted, among=one_vote_each(own, soc)).items():
            ranks[code].append(rank)
            if code in own:
                own_ranks[code].append(rank)
    means, base = ({code: mean(found) for code, found in each.items()} for each in (ranks, own_ranks))
    return percentiles(means, among=one_vote_each(base, soc))


def _overlap_of_all_studies(context: Context) -> Ranks:
    """The composite ranked among the occupations that every study scores, and no others."""
    means = {
        code: overlap.mean for code, overlap in context.standings.overlap.items() if len(overlap.parts) == len(OVERLAP_STUDIES)
    }
    return percentiles(means)


def _pay_ranks(context: Context) -> Ranks:
    """Percentiles of pay, of the occupations that are in their base."""
    return {code: context.standings.pay[code] for code in context.standings.paid_codes}


def _pay_by_soc(context: Context) -> Ranks:
    medians = {code: context.standings.medians[code] for code in context.standings.paid_codes}
    return percentiles(medians, among=one_vote_each(medians, context.facts.soc_codes))


def _pay_with_top_coded(context: Context) -> Ranks:
    """With the medians at or above the top code of SOC codes of their own in the base, above all others."""
    standings = context.standings
    own = [code for code in standings.medians if standings.wages[code].soc_code == context.facts.soc_codes[code]]
    return percentiles({code: standings.medians[code] for code in own})
