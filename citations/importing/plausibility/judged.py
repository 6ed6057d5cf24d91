"""A release that was just loaded, on trial: the earlier ones and the code lists it is held to, and what is found implausible.

Each rule notes what it finds under a cause; when all rules have looked, a cause becomes one finding, however many rules, tables
and rows it was found in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.db import connections, models, router

from citations.importing.issues import Findings
from citations.models import Release

DETAILS_NAMED = 6
EXAMPLES_NAMED = 3
FETCHED_AT_ONCE = 2_000


@dataclass(frozen=True)
class Cause:
    """What may be wrong with a release, in words.

    says    what was found, before the details
    do      what it usually comes from, and what to do
    hidden_by  kinds of causes that this one follows from, so that it goes unsaid beside them
    stops   whether it holds the release back; otherwise it is a warning
    """

    kind: str
    says: str
    do: str
    hidden_by: tuple[str, ...] = ()
    stops: bool = True


class Rule(Protocol):
    """What an importer declares to be plausible of one of its tables of facts."""

    def judge(self, judged: "Judged") -> None:
        """Look at the loaded facts and note what is implausible."""


@dataclass(frozen=True)
class CodeList:
    """Codes that a release knows, with the title of each where the list has titles.

    system     the classification, such as soc-2018, or what it lists in words
    title      the column of titles
    leads_to   of a list without titles: the column of the codes of `next_system` that its codes lead to, whose titles are theirs
    groups     the codes of the groups that a code belongs to, which a list of the lowest level leaves out
    """

    system: str
    model: type[models.Model]
    column: str
    title: str = ""
    where: Mapping[str, object] = field(default_factory=dict)
    leads_to: str = ""
    next_system: str = ""
    groups: Callable[[str], Iterable[str]] | None = None

    def is_in(self, release: Release) -> bool:
        """Whether a release has the list; one that is a part of another may not."""
        return self.model._default_manager.filter(release_id=release.pk, **self.where).exists()

    def entries(self, release: Release) -> Iterator[tuple[str, str]]:
        """Each code with its title, or with a code that it leads to, or ''."""
        facts = self.model._default_manager.filter(release_id=release.pk, **self.where).order_by()
        named_by = self.title or self.leads_to
        columns = (self.column, named_by) if named_by else (self.column,)
        for code, *name in facts.values_list(*columns).distinct():
            yield str(code), str(name[0]) if name else ""


@dataclass
class Judged:
    """What rules need.

    earlier   releases of the dataset to compare with, the best first
    listed    for each classification, the lists of codes that are loaded: (list, release)
    table     the parsed rows of a table of the files, by its key, for what no fact keeps; none where it is not there
    """

    release: Release
    counts: Mapping[str, int]
    earlier: Sequence[Release] = ()
    listed: Mapping[str, Sequence[tuple[CodeList, Release]]] = field(default_factory=dict)
    check_in: Callable[[], None] = lambda: None
    table: Callable[[str], Iterable[tuple]] = lambda key: ()
    noted: dict[Cause, list[str]] = field(default_factory=dict)
    compared: dict[str, None] = field(default_factory=dict)
    _codes: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def note(self, cause: Cause, detail: str) -> None:
        details = self.noted.setdefault(cause, [])
        if detail not in details:
            details.append(detail)

    def holds(self, model: type[models.Model]) -> int:
        """How many facts of a table were loaded."""
        return self.counts.get(model._meta.label, 0)

    def before(self, model: type[models.Model], *kinds: str | models.Func) -> Release | None:
        """The release to compare a table with: the best of the earlier ones that has facts of each kind in it (told apart by the
        values of these columns) that this one has; where none has all, the best with the most of them."""

        def held(release: Release) -> set:
            facts = model._default_manager.filter(release_id=release.pk).order_by()
            return set(facts.values_list(*kinds).distinct()) if kinds else {()} if facts.exists() else set()

        here, best, most = held(self.release) if kinds else {()}, None, 0
        for release in self.earlier:
            shared = len(here & held(release))
            if shared > most:
                best, most = release, shared
            if most == len(here):
                break
        if best:
            self.compared[str(best)] = None
        return best

    def codes(self, system: str) -> Mapping[str, set[str]]:
        """The codes of a classification that are known here, with the titles they go by; empty where no list is loaded."""
        if system not in self._codes:
            known: dict[str, set[str]] = {}
            for code_list, release in self.listed.get(system, ()):
                theirs = self.codes(code_list.next_system) if code_list.leads_to else {}
                for code, name in code_list.entries(release):
                    titles = theirs.get(name, ()) if code_list.leads_to else filter(None, [name])
                    known.setdefault(code, set()).update(titles)
                    for group in code_list.groups(code) if code_list.groups else ():
                        known.setdefault(group, set())
            self._codes[system] = known
        if self._codes[system]:
            releases = dict.fromkeys(str(release) for _, release in self.listed[system])
            self.compared.update(dict.fromkeys(f"the codes of {release}" for release in releases))
        return self._codes[system]

    @property
    def systems(self) -> Sequence[str]:
        """The classifications of which a list is loaded."""
        return tuple(self.listed)

    def rows(self, model: type[models.Model], sql: str, parameters: Sequence[str | int]) -> Iterator[tuple]:
        """The rows of a query, a few at a time, so that memory never holds all of them. Nothing may be written meanwhile: SQLite
        refuses to write where somebody else wrote since the query began."""
        self.check_in()
        connection = connections[router.db_for_read(model)]
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql, parameters)
            while chunk := cursor.fetchmany(FETCHED_AT_ONCE):
                yield from chunk

    def report(self, findings: Findings) -> None:
        """One finding for each cause that does not follow from another one."""
        kinds = {cause.kind for cause in self.noted}
        for cause, details in self.noted.items():
            if not kinds.isdisjoint(cause.hidden_by):
                continue
            shown = "; ".join(details[:DETAILS_NAMED])
            more = f"; and {len(details) - DETAILS_NAMED:,} more such" if len(details) > DETAILS_NAMED else ""
            tell = findings.stop if cause.stops else findings.warning
            tell(cause.kind, f"{cause.says} {shown}{more}. {cause.do}")


def quoted(model: type[models.Model]) -> Callable[[str], str]:
    """Quotes names for the database of a model: its table for '', and columns by the names of their fields."""
    quote = connections[router.db_for_read(model)].ops.quote_name

    def name(field_name: str) -> str:
        if not field_name:
            return quote(model._meta.db_table)
        return quote(str(model._meta.get_field(field_name).column))  # type: ignore[union-attr]

    return name


def words(name: str) -> str:
    """The name of a column in a sentence."""
    return name.replace("_", " ")


def first_few(values: Sequence[object]) -> str:
    """ "13-1082, 29-9093, 35-2019 and 12 more"."""
    shown = ", ".join(map(str, values[:EXAMPLES_NAMED]))
    return shown + (f" and {len(values) - EXAMPLES_NAMED:,} more" if len(values) > EXAMPLES_NAMED else "")
