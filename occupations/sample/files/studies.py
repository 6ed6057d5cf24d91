"""Scores of the studies of exposure, one row a code, as their authors published them; and observed conversations in the long
format of the Anthropic Economic Index, for the sample's own tasks."""

from collections.abc import Iterator, Sequence

from citations.sample_files import Cell, archive_of, as_number, text_rows, workbook
from occupations.sample.files.text import (
    FOLDER,
    comma_separated,
    onet_soc_titles,
    rows_of,
    sample_of,
    soc_2010_titles,
    soc_2018_titles,
    task_statements,
    tasks_of,
)

LABEL_COLUMNS = (
    "", "O*NET-SOC Code", "Task ID", "Task", "Task Type", "Title", "human_exposure_agg", "gpt4_exposure",
    "gpt4_exposure_alt_rubric", "gpt_3_relevant", "gpt4_automation", "alpha", "beta", "gamma", "automation", "human_labels",
)  # fmt: skip
# What α, β and γ count a label as.
COUNTED = {"E0": ("0.0", "0.0", "0.0"), "E1": ("1.0", "1.0", "1.0"), "E2": ("0.0", "0.5", "1.0")}


def _column(file: str, number: int) -> Iterator[tuple[str, Cell]]:
    """(code, value) of one column of a table of scores, without codes that the study does not score."""
    for row in rows_of("studies", file):
        if row[number]:
            yield row[0], as_number(row[number])


@sample_of("eloundou-gpts")
def eloundou_gpts() -> dict[str, bytes]:
    """Scores by occupation, and labels of the sample's tasks."""
    return {
        "occ_level.csv": (FOLDER / "studies" / "occ_level.csv").read_bytes(),
        "full_labelset.tsv": "".join("\t".join(row) + "\n" for row in (LABEL_COLUMNS, *_labels())).encode(),
    }


def _labels() -> Iterator[tuple[str, ...]]:
    number = 0
    for code, labels in rows_of("studies", "task-labels.csv"):
        for task, label in zip(tasks_of(code), labels.split(), strict=True):
            people, model, automation = label.split("/")
            statement, title = task_statements()[task][1], onet_soc_titles()[code]
            share = f"{int(automation[1]) / 4}"
            scores = COUNTED[model]
            yield (str(number), code, f"{task}.0", statement, "Core", title, people, model, model, "False", automation, *scores,
                   share, people)  # fmt: skip
            number += 1


@sample_of("felten-aioe")
def felten_aioe() -> dict[str, bytes]:
    titles = soc_2010_titles()
    rows = [(code, titles[code], value) for code, value in _column("soc-2010.csv", 1)]
    return {"AIOE_DataAppendix.xlsx": workbook({"Appendix A": (("SOC Code", "Occupation Title", "AIOE"), *rows)})}


@sample_of("felten-lm-aioe")
def felten_lm_aioe() -> dict[str, bytes]:
    titles = soc_2010_titles()
    rows = [(code, titles[code], value) for code, value in _column("soc-2010.csv", 2)]
    heading = ("SOC Code", "Occupation Title", "Language Modeling AIOE")
    return {"Language Modeling AIOE and AIIE.xlsx": workbook({"LM AIOE": (heading, *rows)})}


@sample_of("frey-osborne")
def frey_osborne() -> dict[str, bytes]:
    """The index of the paper's appendix, from the least to the most susceptible."""
    titles = soc_2010_titles()
    scored = sorted((row for row in rows_of("studies", "soc-2010.csv") if row[3]), key=lambda row: int(row[3]))
    rows = [(rank, probability, label, code, titles[code]) for code, _, _, rank, probability, label in scored]
    heading = ("Rank", "Probability", "Label", "SOC code", "Occupation")
    return {"frey_osborne_automation_risk_index_clean.csv": comma_separated(heading, rows)}


@sample_of("dingel-neiman")
def dingel_neiman() -> dict[str, bytes]:
    return {"occupations_workathome.csv": (FOLDER / "studies" / "work-at-home.csv").read_bytes()}


@sample_of("microsoft-working-with-ai")
def microsoft_working_with_ai() -> dict[str, bytes]:
    """The scores of October 2025, which the archive's name tells from those of July."""
    titles = soc_2018_titles()
    rows = [(code, titles[code], value) for code, value in _column("soc-2018.csv", 1)]
    scores = comma_separated(("SOC Code", "title", "ai_applicability_score"), rows)
    return {"working-with-ai-2025-10.zip": archive_of({"soc_ai_applicability_scores.csv": scores})}


@sample_of("anthropic-labor-market")
def anthropic_labor_market() -> dict[str, bytes]:
    """Observed exposure by job, and penetration of some of the sample's tasks."""
    titles, statements = soc_2018_titles(), task_statements()
    jobs = [(code, titles[code], value) for code, value in _column("soc-2018.csv", 2)]
    tasks = [(statements[int(task)][1], value) for task, value in _column("task-penetration.csv", 1)]
    return {
        "job_exposure.csv": comma_separated(("occ_code", "title", "observed_exposure"), jobs),
        "task_penetration.csv": comma_separated(("task", "penetration"), tasks),
    }


COLUMNS = ("geo_id", "geography", "date_start", "date_end", "platform_and_product", "facet", "level", "variable", "cluster_name",
           "value")  # fmt: skip
WORLD = ("GLOBAL", "global", "2025-11-13", "2025-11-20", "Claude AI (Free and Pro)")
ALL_CONVERSATIONS = 1_000_000
TASK = "onet_task"
PATTERNS = ("directive", "feedback loop", "task iteration", "learning", "validation")
Line = Sequence[Cell]


EARLIER_COLUMNS = ("O*NET-SOC Code", "Title", "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source")


@sample_of("anthropic-task-statements")
def anthropic_task_statements() -> dict[str, bytes]:
    """The sample's tasks in the words of before, a few of which have changed since; and one that is no task any more."""
    titles = {row[0]: row[1] for row in rows_of("soc", "2010_to_2019_Crosswalk.csv")}
    older = {row[2]: row[0] for row in reversed(rows_of("soc", "2010_to_2019_Crosswalk.csv"))}
    tasks = {number: (older.get(code, code), statement) for number, (code, statement) in task_statements().items()}
    tasks |= {number: (code, words) for number, (code, words) in _earlier_tasks().items()}
    rows = [
        (code, titles.get(code, onet_soc_titles().get(code, "")), number, words, "Core", "24.0", "07/2014", "Incumbent")
        for number, (code, words) in sorted(tasks.items())
    ]
    return {"onet_task_statements.csv": comma_separated(EARLIER_COLUMNS, rows)}


def _earlier_tasks() -> dict[int, tuple[str, str]]:
    """Task number → (O*NET-SOC 2010 code, words) of the tasks that were worded otherwise before."""
    return {int(number): (code, words) for code, number, words in rows_of("conversations", "earlier-tasks.csv")}


@sample_of("anthropic-economic-index")
def anthropic_economic_index() -> dict[str, bytes]:
    """The raw file of Claude.ai of the release of 15 January 2026."""
    return {"aei_raw_claude_ai_2025-11-13_to_2025-11-20.csv": comma_separated(COLUMNS, _lines())}


def _line(facet: str, statistic: str, cluster: str, value: Cell) -> Line:
    return (*WORLD, facet, 0, f"{facet.replace('::', '_')}_{statistic}", cluster, value)


def _lines() -> Iterator[Line]:
    heading, *rows = text_rows(FOLDER / "conversations" / "tasks.csv")
    for row in rows:
        yield from _of_a_task(dict(zip(heading, row, strict=True)))
    matched = sum(int(row[1]) for row in rows)
    # The rest is of tasks that the sample does not hold, or of none.
    yield from _share("none", ALL_CONVERSATIONS - matched)


def _share(task: str, conversations: int) -> Iterator[Line]:
    yield _line(TASK, "count", task, conversations)
    yield _line(TASK, "pct", task, round(100 * conversations / ALL_CONVERSATIONS, 6))


def _of_a_task(given: dict[str, str]) -> Iterator[Line]:
    number = int(given["Task ID"])
    task = (_earlier_tasks().get(number) or task_statements()[number])[1].lower()
    yield from _share(task, int(given["Conversations"]))
    shares = {pattern: int(given[pattern]) for pattern in PATTERNS}
    shares["not_classified"] = 100 - sum(shares.values())
    for pattern, percent in shares.items():
        if percent:
            yield _line(f"{TASK}::collaboration", "pct", f"{task}::{pattern}", percent)
    yield _line(f"{TASK}::ai_autonomy", "mean", f"{task}::value", float(given["Autonomy"]))
    yield _line(f"{TASK}::use_case", "pct", f"{task}::work", int(given["At work"]))
    yield _line(f"{TASK}::human_only_ability", "pct", f"{task}::yes", int(given["Alone"]))
