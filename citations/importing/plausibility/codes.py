"""What codes and titles tell: codes that no list knows, those of another vintage, a file that breaks off, titles that slipped."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from citations.importing.plausibility.judged import Cause, Judged, first_few, words

# So few codes or titles say nothing, and so short a list is a part of one.
FEWEST, SHORTEST_LIST = 20, 300
# Share of a file's codes that a list of another classification must know to be named as theirs.
OF_ANOTHER = 0.9
# A file that ends before the last groups of its classification, though it has so many codes, breaks off.
FEWEST_OF_A_WHOLE = 200
# Share of the titles that may stand with another code than before: classifications are revised.
MOVED = 0.1

UNKNOWN = Cause(
    "codes-unknown",
    "Codes are not in the lists of codes that are loaded:",
    "They may be of another classification or vintage, mistyped, or changed by a spreadsheet. Download the publisher's file "
    "again, and look whether the dataset has changed its classification.",
)
ENDS_EARLY = Cause(
    "groups-missing",
    "The file ends before its last groups:",
    "It may be cut off. Download it again.",
    hidden_by=("codes-unknown",),
)
TITLES_MOVED = Cause(
    "titles-moved",
    "Titles stand with other codes than they belong to:",
    "A column may have been sorted or shifted apart from the others. Download the publisher's file again.",
    hidden_by=("codes-unknown",),
)


def folded(title: str) -> str:
    """A title without what differs between sources: capitals, spaces, punctuation."""
    return "".join(character for character in title.casefold() if character.isalnum())


@dataclass(frozen=True)
class Known:
    """The codes of a column are those of a classification, all but a share of `unlisted` at most.

    system     the classification; or the name of the column that names it, with `system_column`
    where      the facts that are meant
    to_the_end the codes reach into the last major groups, by their first `major` characters, unless the file is small
    """

    model: type[models.Model]
    column: str
    system: str = ""
    system_column: str = ""
    unlisted: float = 0.1
    where: Mapping[str, object] = field(default_factory=dict)
    to_the_end: bool = False
    major: int = 2

    def judge(self, judged: Judged) -> None:
        facts = self.model._default_manager.filter(release_id=judged.release.pk, **self.where).order_by()
        columns = (self.system_column, self.column) if self.system_column else (self.column,)
        held: dict[str, list[str]] = {}
        for *system, code in facts.values_list(*columns).distinct():
            held.setdefault(system[0] if system else self.system, []).append(str(code))
        for system, codes in held.items():
            self._judge_codes(judged, system, sorted(codes))

    def _judge_codes(self, judged: Judged, system: str, codes: list[str]) -> None:
        known = judged.codes(system)
        if len(known) < SHORTEST_LIST or len(codes) < FEWEST:
            return
        unknown = [code for code in codes if code not in known]
        if len(unknown) > self.unlisted * len(codes):
            others = {other: judged.codes(other) for other in judged.systems if other != system}
            theirs = [
                other for other, listed in others.items() if sum(map(listed.__contains__, codes)) >= OF_ANOTHER * len(codes)
            ]
            hint = f"; nearly all are in {' and '.join(map(named, theirs))}" if theirs else ""
            counted = f"{len(unknown):,} of {len(codes):,} in {words(self.column)}"
            judged.note(UNKNOWN, f"{counted} are not in {named(system)} ({first_few(unknown)}){hint}")
        elif self.to_the_end and len(codes) >= FEWEST_OF_A_WHOLE:
            majors = sorted({code[: self.major] for code in known})
            last = max(code[: self.major] for code in codes)
            # The last group may be one that the publisher leaves out, such as the armed forces.
            if len(beyond := [major for major in majors if major > last]) > 1:
                judged.note(ENDS_EARLY, f"no {words(self.column)} of the groups {', '.join(beyond)} of {named(system)}")


def named(system: str) -> str:
    """A classification in words: soc-2018 is SOC 2018."""
    return system.upper().replace("ONET-SOC-", "O*NET-SOC ").replace("SOC-", "SOC ")


@dataclass(frozen=True)
class Titled:
    """Each code keeps the title that it has in the release before, or in the list of its classification."""

    model: type[models.Model]
    code: str
    title: str
    system: str = ""
    where: Mapping[str, object] = field(default_factory=dict)

    def judge(self, judged: Judged) -> None:
        titles = self._titles(judged.release.pk)
        if before := judged.before(self.model):
            self._judge_titles(judged, titles, self._titles(before.pk), str(before))
        elif self.system:
            self._judge_titles(judged, titles, judged.codes(self.system), named(self.system))

    def _titles(self, release: int) -> dict[str, set[str]]:
        titles: dict[str, set[str]] = {}
        facts = self.model._default_manager.filter(release_id=release, **self.where).order_by()
        for code, title in facts.values_list(self.code, self.title).distinct():
            titles.setdefault(str(code), set()).add(str(title))
        return titles

    def _judge_titles(self, judged: Judged, titles: Mapping[str, set[str]], theirs: Mapping[str, set[str]], source: str) -> None:
        listed = {code: {folded(title) for title in of_code} for code, of_code in theirs.items() if of_code}
        code_of = {title: code for code, of_code in listed.items() for title in of_code}
        both = [(code, title) for code, of_code in titles.items() if code in listed for title in of_code]
        moved = [
            (code, title)
            for code, title in both
            if folded(title) not in listed[code] and code_of.get(folded(title), code) != code
        ]
        if len(both) >= FEWEST and len(moved) > MOVED * len(both):
            examples = ", ".join(f"“{title}” with {code}, in {source} with {code_of[folded(title)]}" for code, title in moved[:2])
            judged.note(TITLES_MOVED, f"{len(moved):,} of {len(both):,} ({examples})")
