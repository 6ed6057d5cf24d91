"""Tables that a publisher drops are said in the preview of an edition, with the parts of pages that are empty then."""

import io
import re
import zipfile

from citations.actions.editions import compile_edition
from citations.models import Edition, Release
from citations.preview import compare
from citations.preview.changes import EditionPreview
from citations.preview.worries import worries_of
from citations.sample_files import archive_of
from tests.citations.official import attempt, original_files

DROPPED = ("Technology Skills", "Tools Used", "UNSPSC Reference", "Work Styles", "Work Values")


def with_later_onet(live: Edition, *, without: tuple[str, ...]) -> EditionPreview:
    """The preview of an edition with the sample's release of O*NET under a later name, without some of its tables."""
    ((name, content),) = original_files("onet").items()
    members: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            table = member.rpartition("/")[2].rpartition(".")[0]
            if table not in without:
                members[member.replace("db_", "later_")] = archive.read(member)
                if table == "Alternate Titles":
                    # A release with all the facts of another one is held back.
                    members[member.replace("db_", "later_")] += b"27-4014.00\tZither Recordist\tn/a\t08\r\n"
    readme = next(member for member in members if member.endswith("Read Me.txt"))
    members[readme] = re.sub(rb"O\*NET \d+\.\d+", b"O*NET 31.9", members[readme])
    release = attempt({name.replace("db_", "later_"): archive_of(members)}, is_sample=True)
    assert (release.state, release.version) == (Release.State.READY, "31.9"), list(release.issues.all())
    return compare(compile_edition(pins={"onet": "31.9"}, is_sample=True), live)


def test_what_a_release_lacks_leads_the_worries_and_the_parts_that_it_empties_follow(sample_edition) -> None:
    preview = with_later_onet(sample_edition, without=DROPPED)

    (change,) = preview.releases
    assert set(change.lacks) >= {"Tools Used", "Technology Skills", "Work Styles"}
    first, *others = [worry.line for worry in worries_of(preview)]
    assert first.startswith("O*NET Database: 31.9 (sample) has no “")
    assert all(f"“{kind}”" in first for kind in change.lacks)
    emptied = {line for line in others if line.startswith("U.S. occupations: ") and "holds nothing any more" in line}
    assert {re.findall("“(.+?)”", line)[0] for line in emptied} >= {
        "Tools & technology: software",
        "Tools & technology: tools",
        "Interests & work styles: work styles",
    }


def test_nothing_is_said_where_a_release_lacks_nothing(sample_edition) -> None:
    preview = with_later_onet(sample_edition, without=())

    assert [change.lacks for change in preview.releases] == [()]
    assert not worries_of(preview)
