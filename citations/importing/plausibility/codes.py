"""What codes and titles tell: codes that no list knows, those of another vintage, a file that breaks off, titles that slipped."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models

from citations.importing.plausibility.judged import EXAMPLES_NAMED, Cause, CodeList, Judged, first_few, words

# So few codes or titles say nothing, and so short a list is a part of one.
FEWEST, SHORTEST_LIST = 20, 300
# Codes that a release may have beside the lists, or the share of its codes if that is more: a publisher's newest combination of
# occupations, or a slip. Of the real releases at hand none has one.
FEW, UNLISTED = 3, 0.005
# Share of a file's codes that a list of another classification must know to be named as theirs.
OF_ANOTHER = 0.9
# A file that ends before the last groups of its classification, though it has so many codes, breaks off. The first characters of
# a code tell its major group.
FEWEST_OF_A_WHOLE, MAJOR = 200, 2
# Share of the titles that may stand with another code than before, if that is more than a few: classifications are revised. Of
# the real releases at hand none has one.
MOVED = 0.02
LONGEST_EXAMPLE = 60

UNKNOWN = Cause(
    "codes-unknown",
    "Codes are not in the lists of codes that are loaded:",
    "They may be of another classification or vintage, mistyped, or changed by a spreadsheet. Download the publisher's file "
    "again, and look whether the dataset has changed its classification.",
)
FEW_UNKNOWN = Cause(
    "codes-unlisted",
    "A few codes are not in the lists of codes that are loaded:",
    "Figures under codes that no list has are on no page. Look whether the publisher's notes speak of codes of its own; if not, "
    "they may be mistyped.",
    hidden_by=("codes-unknown",),
    stops=False,
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
OTHER_WORDS = Cause(
    "words-unlisted",
    "Words stand in a column that its publisher's list does not have:",
    "Another column may stand in its place, or the publisher has changed its list. Compare the file with the publisher's.",
)
APART = Cause(
    "codes-apart",
    "Codes do not lead to the codes that they begin with:",
    "A column may have been sorted or shifted apart from the others. Download the publisher's file again.",
    hidden_by=("codes-unknown",),
)

_NO_LETTERS = re.compile(r"[\W_]+")


def folded(title: str) -> str:
    """A title without what differs between sources: capitals, spaces, punctuation."""
    return _NO_LETTERS.sub("", title.casefold())


@dataclass(frozen=True)
class Expected:
    """What the codes of a release are held to.

    name      of the classification, or the vintage of it
    codes     all that it has
    unlisted  share of other codes that a release may have
    """

    name: str
    codes: Collection[str]
    unlisted: float = UNLISTED


@dataclass(frozen=True)
class Known:
    """The codes of a column are those of a classification, but for a few.

    system         the classification; or the name of the column that names it, with `system_column`
    expected       for a classification that depends on the release: gives what its codes are held to
    own            codes of the publisher's own, which are in no list
    where          the facts that are meant
    to_the_end     the codes reach into the last major groups, unless the file is small
    """

    model: type[models.Model]
    column: str
    system: str = ""
    system_column: str = ""
    expected: Callable[[Judged], Expected] | None = None
    own: Collection[str] = ()
    where: Mapping[str, object] = field(default_factory=dict)
    to_the_end: bool = False

    def judge(self, judged: Judged) -> None:
        facts = self.model._default_manager.filter(release_id=judged.release.pk, **self.where).order_by()
        columns = (self.system_column, self.column) if self.system_column else (self.column,)
        held: dict[str, list[str]] = {}
        for *system, code in facts.values_list(*columns).distinct():
            held.setdefault(system[0] if system else self.system, []).append(str(code))
        for system, codes in held.items():
            expected = self.expected(judged) if self.expected else Expected(named(system), judged.codes(system))
            self._judge_codes(judged, expected, sorted(codes))

    def _judge_codes(self, judged: Judged, expected: Expected, codes: Sequence[str]) -> None:
        if len(expected.codes) < SHORTEST_LIST or len(codes) < FEWEST:
            return
        unknown = [code for code in codes if code not in expected.codes and code not in self.own]
        found = f"{len(unknown):,} of {len(codes):,} in {words(self.column)} are not in {expected.name} ({first_few(unknown)})"
        if len(unknown) > max(FEW, expected.unlisted * len(codes)):
            judged.note(UNKNOWN, found + self._of_others(judged, expected, codes))
            return
        if unknown:
            judged.note(FEW_UNKNOWN, found)
        if self.to_the_end and len(codes) >= FEWEST_OF_A_WHOLE:
            majors = sorted({code[:MAJOR] for code in expected.codes})
            last = max(code[:MAJOR] for code in codes)
            # The last group may be one that the publisher leaves out, such as the armed forces.
            if len(beyond := [major for major in majors if major > last]) > 1:
                judged.note(ENDS_EARLY, f"no {words(self.column)} of the groups {', '.join(beyond)} of {expected.name}")

    def _of_others(self, judged: Judged, expected: Expected, codes: Sequence[str]) -> str:
        """The lists of other classifications that know nearly all of the codes, at the end of a sentence."""
        others = {named(system): judged.codes(system) for system in judged.systems if named(system) != expected.name}
        theirs = [
            other
            for other, listed in others.items()
            if sum(code in listed or code in self.own for code in codes) >= OF_ANOTHER * len(codes)
        ]
        return f"; nearly all are in {' and '.join(theirs)}" if theirs else ""


def named(system: str) -> str:
    """A classification in words: soc-2018 is SOC 2018. What is in words already stays so."""
    return system if " " in system else system.upper().replace("ONET-SOC-", "O*NET-SOC ").replace("SOC-", "SOC ")


@dataclass(frozen=True)
class Titled:
    """Each code keeps the title that it has in the release before, or in the list of its classification. Tasks and their numbers
    are codes and titles, too.

    of     a table of facts; or the key of a table of the files, where no fact keeps the title
    code   the column of the codes; several, where only all together tell
    within the list of the same release that has its titles, before any other
    """

    of: type[models.Model] | str
    code: str | tuple[str, ...]
    title: str
    system: str = ""
    within: CodeList | None = None
    where: Mapping[str, object] = field(default_factory=dict)

    def judge(self, judged: Judged) -> None:
        titles = self._titles(judged)
        if not titles:
            return
        told = False
        if self.within:
            told = self._judge_titles(judged, titles, _gathered(self.within.entries(judged.release)), "its own structure")
        elif not isinstance(self.of, str) and (before := judged.before(self.of)):
            told = self._judge_titles(judged, titles, self._titles_of(self.of, before.pk), str(before))
        if self.system and not told:
            self._judge_titles(judged, titles, judged.codes(self.system), named(self.system))

    def _titles(self, judged: Judged) -> dict[str, set[str]]:
        if not isinstance(self.of, str):
            return self._titles_of(self.of, judged.release.pk)
        return _gathered(
            (*(getattr(row, name) for name in self._codes), getattr(row, self.title)) for row in judged.table(self.of)
        )

    def _titles_of(self, model: type[models.Model], release: int) -> dict[str, set[str]]:
        facts = model._default_manager.filter(release_id=release, **self.where).order_by()
        return _gathered(facts.values_list(*self._codes, self.title).distinct().iterator())

    @property
    def _codes(self) -> tuple[str, ...]:
        return self.code if isinstance(self.code, tuple) else (self.code,)

    def _judge_titles(self, judged: Judged, titles: Mapping[str, set[str]], theirs: Mapping[str, set[str]], source: str) -> bool:
        """Whether enough codes are in both to tell."""
        listed = {code: {folded(title) for title in of_code} for code, of_code in theirs.items() if of_code and code in titles}
        code_of = {folded(title): code for code, of_code in theirs.items() for title in of_code}
        both = [(code, title, folded(title)) for code, of_code in titles.items() if code in listed for title in of_code]
        moved = [
            (code, title, code_of[name])
            for code, title, name in both
            if name not in listed[code] and code_of.get(name, code) != code
        ]
        if len(both) >= FEWEST and len(moved) > max(FEW, MOVED * len(both)):
            examples = ", ".join(
                f"“{title[:LONGEST_EXAMPLE]}{'…' if len(title) > LONGEST_EXAMPLE else ''}” with {code}, in {source} with {other}"
                for code, title, other in moved[:2]
            )
            judged.note(TITLES_MOVED, f"{len(moved):,} of {len(both):,} ({examples})")
        return len(both) >= FEWEST


@dataclass(frozen=True)
class Among:
    """The words of a column are those of the publisher's list, or none."""

    model: type[models.Model]
    column: str
    listed: Collection[str]

    def judge(self, judged: Judged) -> None:
        facts = self.model._default_manager.filter(release_id=judged.release.pk).order_by().exclude(**{self.column: ""})
        others = facts.exclude(**{f"{self.column}__in": self.listed})
        if count := others.count():
            examples = [f"“{value}”" for value in others.values_list(self.column, flat=True).distinct()[:EXAMPLES_NAMED]]
            judged.note(OTHER_WORDS, f"{words(self.column)} in {count:,} of {facts.count():,} rows ({', '.join(examples)})")


@dataclass(frozen=True)
class Beginning:
    """Codes of one column begin with those of the other, as codes of O*NET-SOC do with those of the SOC."""

    model: type[models.Model]
    longer: str
    shorter: str
    where: Mapping[str, object]

    def judge(self, judged: Judged) -> None:
        facts = self.model._default_manager.filter(release_id=judged.release.pk, **self.where).order_by("pk")
        apart = facts.exclude(**{f"{self.longer}__startswith": models.F(self.shorter)})
        if count := apart.count():
            longer, shorter = apart.values_list(self.longer, self.shorter).first() or ("", "")
            judged.note(APART, f"{count:,} of {facts.count():,} ({longer} to {shorter})")


def _gathered(rows: Iterable[tuple]) -> dict[str, set[str]]:
    """The titles of each code, of rows of one or more codes and a title, which may be the first of several things in its cell."""
    titles: dict[str, set[str]] = {}
    for *codes, title in rows:
        words_of_title = title[0] if isinstance(title, tuple) else title
        if words_of_title and any(code not in (None, "") for code in codes):
            titles.setdefault(" ".join(map(str, codes)), set()).add(str(words_of_title))
    return titles
