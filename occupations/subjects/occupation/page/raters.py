"""The scores of Eloundou et al. as GPT-4 and as people rated the tasks, side by side."""

from collections.abc import Mapping

from occupations.measures.exposure import ELOUNDOU_GAMMA
from occupations.subjects.occupation.document import OccupationSubject

RATERS_WORDS = {
    "raters": "Task exposure as GPT-4 and as people rated it",
    "raters_introduction": "The study had the tasks rated twice, by GPT-4 and by people. Where the two lie apart, so do the two "
    "judgements of what a language model can do. AI task overlap uses GPT-4's γ.",
    "raters_heading": "Score",
    "rater_gpt4": "GPT-4",
    "rater_human": "People",
    "rated_alpha": "α: a language model alone",
    "rated_beta": "β: tasks that need added software counted half",
    "rated_gamma": "γ: tasks that need added software counted in full",
}


def raters_of(subject: OccupationSubject) -> Mapping | None:
    """Rows of the table, and how far the labels of the tasks agree; None where the scores by people are not known."""
    study = subject.document.study_of(ELOUNDOU_GAMMA.key)
    if study is None or not study.human_gamma or study.human_gamma.is_missing:
        return None
    pairs = (
        ("rated_alpha", study.alpha, study.human_alpha),
        ("rated_beta", study.beta, study.human_beta),
        ("rated_gamma", study.score, study.human_gamma),
    )
    rows = [{"key": key, "gpt4": gpt4, "human": human} for key, gpt4, human in pairs if gpt4 and human]
    return {"rows": rows, "agreement": subject.document.label_agreement}
