"""The method in prose: a section each, in the order of the page. Numbers are tokens; a sentence whose number an edition lacks is
left out there."""

from collections.abc import Mapping

from occupations.studies import OVERLAP_STUDIES, in_words

_RANKED = in_words(f"{{{study.key}-ranked}} in {study.name}" for study in OVERLAP_STUDIES)
_BRIDGED = " ".join(
    f"Occupations that {study.name} scores in this way alone: {{if {study.key}-bridged is not zero}}{{{study.key}-bridged}}; "
    f"they are shown and placed, but do not count towards AI task overlap."
    for study in OVERLAP_STUDIES
)

# Section → heading, paragraphs by key.
PROSE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "figures": (
        "What a figure is here",
        {
            "figure": "Every number on these pages is a figure: the value of one measure, for one subject, from a named release "
            "of a named dataset. Follow it and it says what it measures and what it does not, whom it was published for, and "
            "whether it is the publisher's own value or worked out here.",
            "edition": "Figures are compiled into editions. An edition is a fixed set of releases, and the same releases give "
            "the same figures again. This page explains edition {edition}, and its numbers were compiled with that edition.",
            "older": "Older editions stay readable, and each is explained by the measures and recipes of its own time, with the "
            "versions that they had. Where the version of a method differs, the figures of two editions do not compare.",
        },
    ),
    "task-overlap": (
        "Exposure is task overlap",
        {
            "is": "Exposure compares occupations by how much of the content of their tasks today's AI can attempt. It sets what "
            "the work consists of beside what models are able to do.",
            "is-not": "It does not say that the work is automated, that people of the occupation use AI for it, or that jobs "
            "will go. Exposed work can become more productive, change, grow or shrink. Which of these happens depends on prices, "
            "demand, rules and decisions, and no study here measures those.",
            "studies": "Three studies stand behind it. Felten, Raj and Seamans relate the abilities that an occupation needs to "
            "applications of AI. Eloundou and colleagues have task statements rated for whether a language model, alone or "
            "with software built on it, could halve the time they take. Tomlinson and colleagues at Microsoft match "
            "conversations with an assistant to work activities. The first two ask what could be attempted, the third what "
            "people bring to an assistant.",
        },
    ),
    "composite": (
        "The composite of three studies",
        {
            "ranks": "The studies score on different scales, so their scores cannot be averaged. AI task overlap averages ranks "
            "instead: it takes the occupation's percentile in each study, then the unweighted mean of these percentiles, then "
            "the percentile of that mean. These pages follow version {overlap-version} of the method.",
            "reach": "All of the studies score {overlap-all} occupations, and one or two of them another {if overlap-some is "
            "not zero}{overlap-some}. Without a score that counts are {if overlap-none is not zero}{overlap-none}. A score "
            "that came over a bridge is shown, but does not count.",
            "unranked": "A mean of one or two studies does not compare with a mean of three, so the {if overlap-unranked is "
            "not zero}{overlap-unranked} occupations that lack a study are given no rank; their means stay in the base of the "
            "ranking, which rests on all the evidence there is, and their pages show the parts that exist.",
            "partly": "The {if overlap-partly is not zero}{overlap-partly} occupations that lack a study are ranked by the "
            "studies that they have, in the same ranking as all others. Their pages say how many studies that is.",
            "weights": "The studies weigh alike, because nothing tells how they should weigh otherwise. A mean hides where they "
            "disagree: look at the percentiles beside it before you rely on it.",
        },
    ),
    "percentiles": (
        "Percentiles and levels",
        {
            "percentile": "A percentile is 100 times the share of occupations with data whose value is strictly lower. Values "
            "are compared without rounding, and equal values share a percentile. Pages print it as a whole number.",
            "base": f"The base differs with the data: {_RANKED}. Every occupation counts alike, whether a thousand or a million "
            "people work in it. So a percentile is no share of tasks, of workers or of jobs.",
            "levels": "Low is a percentile below 33⅓, moderate one below 66⅔, and high is from there on: thirds of the base, "
            "which need not be thirds of the occupations that are shown. They say where an occupation stands among others, not "
            "how much of its work AI can attempt.",
        },
    ),
    "pay-and-employment": (
        "Pay and employment",
        {
            "survey": "Pay and employment are estimates from a survey of employers by the U.S. Bureau of Labor Statistics, the "
            "Occupational Employment and Wage Statistics. It counts employees and leaves out the self-employed. Wages are those "
            "before benefits, overtime and bonuses.",
            "rank": "The percentile of pay is taken over the {pay-ranked} occupations whose annual median is published for "
            "their own SOC code and lies below the Bureau's top code.",
            "top-code": "A median at or above the top code is known to be higher than all of these, and no more is known of it. "
            "It stands at the top, is printed with “or more”, and is outside the base. With such medians in the base, "
            "percentiles of pay would be lower by {pay-top-coded-largest} points at most.",
            "projections": "Projections of employment are the Bureau's own, made on its assumptions about the whole economy. "
            "Nothing is added to them here.",
        },
    ),
    "whom": (
        "Whom a figure is for",
        {
            "codes": "O*NET describes {occupations} occupations. The survey publishes for SOC codes, which can hold several of "
            "them, and at times only for a combination of codes. The pay of a SOC code that is shared stands for {if "
            "pay-shared is not zero}{pay-shared} of them, that of a combination for {if pay-combination is not "
            "zero}{pay-combination}: in all, that of a wider group for {if pay-wider is not zero}{pay-wider}.",
            "printed": "Such a figure is printed with the name of its group and is marked † in lists. Where employment is added "
            "up, each group counts once. Nothing is divided among the members of a group, because nobody publishes how.",
            "own-code": "An occupation's own code in a study is its code in the classification that the study scores, shared "
            "with others or not. So occupations of one SOC code have the same scores by the studies that score SOC codes, and "
            "differ in AI task overlap only by the study that scores O*NET's own occupations. A combination, and an older code "
            "over a crosswalk, are no own code.",
        },
    ),
    "observed-use": (
        "Observed use",
        {
            "sample": "Observed use comes from the Anthropic Economic Index: a sample of conversations with one assistant, "
            "matched to O*NET's task statements by a model. It says what people bring to that assistant. It says nothing of how "
            "much of a job is done with AI, or of other assistants.",
            "words": "The index knows tasks by their words. Where several occupations have a task of the same words, its share "
            "is divided among them in equal parts, so that shares can be added up. Shares stay as published: what could not be "
            "matched is not spread over the rest.",
        },
    ),
    "crosswalks": (
        "Crosswalks",
        {
            "edges": "Studies and surveys use classifications of different years. Published crosswalks lead from one to the "
            "next. They are many-to-many and carry no weights, so a value that comes from several older codes is their "
            "unweighted mean.",
            "bridged": f"A score that came over such a bridge was given to the older occupation, and is marked. {_BRIDGED}",
            "earlier-codes": "The survey's release is older than the classification of 2018, or of the years between: pay and "
            "employment are those of codes that mean the same in both, and {pay-left-out} of its occupations, whose codes were "
            "divided or merged, are left out. The projections leave out {projections-left-out} for the same reason.",
            "international": "What connects U.S. occupations with the international ones is a crosswalk, too. It says which "
            "occupations correspond, not that they are the same.",
        },
    ),
    "missing": (
        "Missing, suppressed, top-coded",
        {
            "missing": "Missing is not zero. A figure that is absent says why: no release covers it, the publisher gives no "
            "estimate or withholds it, or it does not apply. Missing values are left out of means, bases and charts. They are "
            "never estimated.",
            "wages": "Median wages at or above the Bureau's top code: {if pay-top-coded is not zero}{pay-top-coded}. "
            "Occupations with wages by the hour alone, and so no annual median to rank: {if pay-hourly is not "
            "zero}{pay-hourly}.",
        },
    ),
    "limits": (
        "Limits",
        {
            "statements": "The studies judge descriptions of work, not work as it is done in any one place. Some descriptions "
            "are years old, and models have moved on since the ratings were made.",
            "raters": "Some ratings were made by people and some by language models. Both err, each in ways of their own.",
            "common": "All three studies build on O*NET. That they agree is therefore less than three independent confirmations.",
            "surveys": "Surveys have sampling errors. A small difference between two occupations may be none.",
            "people": "Nothing here observes what becomes of people: who is hired, what they earn later, which jobs end.",
        },
    ),
}
LINKS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "figures": (("datasets", "/datasets/", "Datasets and their releases"), ("editions", "/editions/", "All editions")),
}
EXAMPLE: Mapping[str, str] = {
    "introduction": "The method worked through for one occupation, with the figures of this edition.",
    "page": "All that is known of this occupation",
    "choose": "Another occupation",
    "hint": "A title or a code, such as 27-4014.00.",
    "submit": "Work it out",
    "unknown": "No occupation goes by this name:",
    "advice": "Look for its title in the list of occupations, then name it here again.",
    "list": "The list of occupations",
    "scores": "Score and rank in each study",
    "scores-introduction": "Each study ranks the occupations that it scores under their own code. The percentile is 100 × those "
    "with a lower score ÷ those ranked.",
    "study": "Study",
    "score": "Score",
    "ranked": "Ranked",
    "below": "Lower",
    "percentile": "Percentile",
    "no-score": "No score for this occupation. It is left out, not counted as zero.",
    "not-counted": "Shown, but not part of the mean: the score is that of older codes.",
    "mean": "Mean of the percentiles",
    "no-mean": "No study scores this occupation under its own code, so there is no mean and no AI task overlap.",
    "rank": "Rank of the mean",
    "ranked-again": "The base is {example-base} means, each of an occupation's percentiles by the scores under its own code. "
    "{example-below} of them are lower. Pages print {example-overlap}: {example-level} overlap.",
    "overlap-alone": "Ranked again, it stands at {example-overlap}: {example-level} overlap.",
    "unranked": "The occupation is given no rank",
    "pay": "Rank of the pay",
    "median": "The median annual wage is {example-median}, {example-paid-for}.",
    "paid": "{example-pay-base} occupations are ranked, and {example-pay-below} of them have a lower median. Pages print "
    "{example-pay}.",
    "paid-alone": "It stands at {example-pay} among the occupations whose median is published for their own SOC code and lies "
    "below the top code.",
    "top-coded": "The median is at or above the top code of the survey: higher than that of all occupations in the base, and not "
    "part of it. It is printed as {example-pay}.",
    "unpaid": "There is no annual median to rank",
    "no-pay": "The survey publishes no pay for this occupation.",
}
CHOICES: Mapping[str, str] = {
    "introduction": "A ranking rests on choices. Each row sets what these pages do beside another sound choice, and says by how "
    "many points percentiles would move, up or down.",
    "choice": "What these pages do, and the other choice",
    "occupations": "Occupations",
    "mean": "On average",
    "largest": "At most",
    "overlap_votes": "AI task overlap: each O*NET-SOC occupation counts once, in the studies and in the composite",
    "overlap_votes_other": "Instead: each SOC code counts once",
    "overlap_base": "AI task overlap: occupations that one of the studies scores are in the base",
    "overlap_base_other": "Instead: only those that all of them score",
    "pay_votes": "Pay: each O*NET-SOC occupation counts once",
    "pay_votes_other": "Instead: each SOC code counts once",
    "pay_top_coded": "Pay: top-coded medians are outside the base",
    "pay_top_coded_other": "Instead: they are in the base, above all others",
    "note": "O*NET divides some SOC codes into many occupations and others not at all. Where a figure is published for the SOC "
    "code, its occupations then stand side by side in the ranking with one value.",
}
MEASURES: Mapping[str, str] = {
    "introduction": "What each number of this edition says, and what it does not, by theme. Measures without a recipe are the "
    "publishers' own values.",
}
RECIPES: Mapping[str, str] = {
    "introduction": "How numbers are worked out that no publisher prints. A recipe's version goes up whenever its numbers can "
    "change.",
}
