"""What an occupation's document holds, compiled from small files in the official layouts."""

import pytest

from citations.actions.editions import compile_edition
from citations.documents import figures_in, values_of
from citations.models import Edition, Profile
from occupations.subjects.occupation.document import ADDITIONS, addition
from occupations.subjects.occupation_list.document import occupation_index
from tests.occupations import files
from tests.occupations.importers import layouts
from tests.occupations.importers.layouts import line, spreadsheet, written
from tests.reading.documents import at, document, typed, values

SOUND, VIDEO, CHIEFS, ACTORS = "27-4014.00", "27-4011.00", "11-1011.00", "27-2011.00"
STATEMENT = 'agree with the "producer" on the sound wanted.'
LONG = [
    layouts.LONG_HEADER,
    line("onet_task", "onet_task_count", STATEMENT, 40.0),
    line("onet_task", "onet_task_pct", STATEMENT, 0.004),
    line("onet_task", "onet_task_count", "watch levels while recording, and correct them.", 9.0),
    line("onet_task", "onet_task_pct", "watch levels while recording, and correct them.", 0.001),
    line("onet_task", "onet_task_pct", "none", 20.5),
    line("onet_task", "onet_task_pct", "a task that no release has.", 79.495),
    line("onet_task::collaboration", "onet_task_collaboration_pct", f"{STATEMENT}::directive", 12.5),
    line("onet_task::collaboration", "onet_task_collaboration_pct", f"{STATEMENT}::learning", 30.0),
    line("onet_task::collaboration", "onet_task_collaboration_pct", f"{STATEMENT}::not_classified", 57.5),
    line("onet_task::human_only_ability", "onet_task_human_only_ability_pct", f"{STATEMENT}::yes", 97.9),
    line("onet_task::ai_autonomy", "onet_task_ai_autonomy_mean", f"{STATEMENT}::value", 4.0),
    line("onet_task::use_case", "onet_task_use_case_pct", f"{STATEMENT}::work", 9.2),
    line(
        "onet_task::collaboration",
        "onet_task_collaboration_pct",
        "watch levels while recording, and correct them.::directive",
        100.0,
    ),
]


@pytest.fixture
def onet(imported, tmp_path):
    described = [*files.OCCUPATIONS, [CHIEFS, "Chief Executives", "Lead."], [ACTORS, "Actors", "Play parts."]]
    return imported(files.onet_text(tmp_path / "onet.zip", {**files.ONET_TABLES, "Occupation Data": described}))


@pytest.fixture
def economy(onet, imported, tmp_path) -> Edition:
    imported(files.oews_national(tmp_path / "national_M2024_dl.xlsx"))
    imported(*files.soc_files(tmp_path / "soc"))
    return compile_edition(name="economy")


@pytest.fixture
def studies(onet, imported, tmp_path) -> Edition:
    imported(written(tmp_path, "occ_level.csv", layouts.OCC_LEVEL))
    imported(spreadsheet(tmp_path, "a.xlsx", {"Appendix A": layouts.AIOE}))
    imported(written(tmp_path, "index.csv", layouts.FREY_INDEX))
    imported(written(tmp_path, "home.csv", layouts.WORK_AT_HOME))
    imported(written(tmp_path, "aei_raw_claude_ai.csv", LONG))
    return compile_edition(name="studies")


def test_o_net_alone_makes_pages_that_say_what_is_not_covered(onet) -> None:
    edition = compile_edition(name="words")
    found = document(edition, "occupation", SOUND)

    assert Profile.objects.filter(edition=edition, kind="occupation").count() == 4
    assert found["path"] == "/roles/role-27-4014-00"
    assert found["also_called"] == ["Sound Engineer", "Sound Editor", "Front of House Engineer", "Tape Operator"]
    assert [found[name] for name in ("exposure", "industries", "related", "work_context", "knowledge")] == [[]] * 5
    assert [found[name] for name in ("overlap", "outlook", "wages", "usage", "gradient")] == [None] * 5
    assert found["task_count"]["v"] == 2


def test_an_occupation_that_nothing_describes_says_so_and_shows_no_zero(onet) -> None:
    found = document(compile_edition(name="words"), "occupation", ACTORS)
    assert (found["task_count"]["v"], found["task_count"]["x"]) == (None, "not-covered")
    assert not found["is_rated"]


def test_wages_keep_their_kinds_of_missing_apart(economy) -> None:
    chief, actor = (document(economy, "occupation", code)["wages"] for code in (CHIEFS, ACTORS))

    assert (chief["p90"]["v"], chief["p90"]["a"], chief["p90"]["t"]) == (239200, True, "$239,200 or more")
    assert "a" not in chief["median"]
    assert actor["median"]["x"] == "no-annual-wage"
    assert actor["hourly_only"]
    assert actor["employment"]["x"] == "not-released"
    assert document(economy, "occupation", VIDEO)["wages"] is None


def test_a_top_coded_median_stands_above_those_it_is_not_counted_among(onet, imported, tmp_path) -> None:
    rows = [files.oews_row("11-1011", "Chief Executives", A_MEDIAN="#", A_PCT75="#", A_PCT90="#"), *files.NATIONAL[:2]]
    imported(files.oews_national(tmp_path / "national_M2024_dl.xlsx", rows))
    edition = compile_edition(name="top")
    chief, sound = (document(edition, "occupation", code)["wages"] for code in (CHIEFS, SOUND))

    assert chief["top_coded"]
    assert chief["median"]["t"] == "$239,200 or more"
    assert (chief["median_percentile"]["v"], chief["median_percentile"]["t"]) == (100.0, "99th or more")
    assert sound["median_percentile"]["v"] == 0.0
    assert "among 1 occupations" in sound["median_percentile"]["r"]


def test_studies_give_scores_ranks_and_what_stands_apart(studies) -> None:
    found = values(document(studies, "occupation", SOUND))

    assert [row["measure"] for row in found["exposure"]] == ["felten-aioe", "eloundou-gamma"]
    assert found["overlap"]["parts"] == ["felten-aioe", "eloundou-gamma"]
    assert found["teleworkable"] is True
    assert found["frey_osborne"]["probability"] == 0.13
    assert document(studies, "occupation", SOUND)["overlap"]["percentile"]["d"] == ["felten-aioe", "eloundou-gpts"]


def test_working_with_ai_is_told_from_conversations_above_the_floor(studies) -> None:
    found = values(document(studies, "occupation", SOUND))
    usage, drawn = found["usage"], found["work_map"]

    assert usage["share"] == pytest.approx(0.005)
    first, second = usage["tasks"]
    assert (first["collaboration"]["automation"], first["collaboration"]["augmentation"]) == (12.5, 30.0)
    assert first["collaboration"]["most_common"] == "learning"
    assert second["collaboration"] is None
    assert (first["conversations"], second["conversations"]) == (40, 9)
    # One task above the floor of conversations is no share of the occupation.
    assert (usage["collaboration"], usage["autonomy"], usage["work_share"], usage["fewest_tasks"]) == (None, None, None, 3)
    assert usage["observed"] == {"tasks": 2, "conversations": 49}
    assert [usage[name] for name in ("classified", "rated", "known_use")] == [{"tasks": 1, "conversations": 40}] * 3
    # Without the table of earlier wordings, conversations are placed by words alone.
    assert usage["placed"] == {"by_words": 0.005, "by_number": 0, "by_pair": 0, "unplaced": 79.495, "without_task": 20.5}
    assert ([row["id"] for row in drawn["copilot"]], drawn["often_handed"]) == ([7720], [])
    assert [(row["id"], row["human_able"]) for row in drawn["human_able"]] == [(7720, 97.9)]


def test_every_figure_points_at_its_value_in_the_answer(studies, economy) -> None:
    counted = 0
    for profile in Profile.objects.filter(edition__in=[studies, economy]).exclude(kind__in=["search", "gradient-index"]):
        found = typed(profile.edition, profile.kind, profile.key)
        answer = values_of(found)
        for figure in figures_in(found):
            counted += 1
            assert at(answer, figure.pointer) == figure.value, (profile.kind, profile.key, figure)
    assert counted > 100


def test_compiling_again_gives_the_same_bytes(studies) -> None:
    again = compile_edition(name="again")
    assert (again.fingerprint, again.content_digest) == (studies.fingerprint, studies.content_digest)


def test_the_list_has_a_row_for_every_occupation(economy) -> None:
    index = occupation_index(economy)
    assert index is not None
    rows = {row.code: row for row in index.document.rows}
    row = rows[SOUND]
    assert list(rows) == [CHIEFS, ACTORS, VIDEO, SOUND]
    assert (index.value(row, "median"), index.figure(row, "median").text, index.value(row, "job_zone")) == (66430, "$66,430", 3)
    assert index.figure(row, "overlap").is_missing
    assert index.figure(rows[ACTORS], "employment").missing == "not-released"


def test_a_field_cannot_be_added_twice() -> None:
    added = ADDITIONS["gradient"]
    with pytest.raises(ValueError, match="added twice"):
        addition(added.name, added.type, "")(added.values)
