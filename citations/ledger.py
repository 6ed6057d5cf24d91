"""The ledger of one page: which figures were printed on it, and so which releases it must name.

One ledger lives in the template context of each page (`ledger`). The figure functions write to it; the source list, the
citation and the notes about figures are drawn from it after everything else.
"""

from collections.abc import Iterable, Mapping

from citations.figures import Figure, FigureGroup, ReleaseReference
from citations.measures import Measure
from citations.methodology import Methodology, methodology_of_code


class Ledger:
    """Figures and measures printed so far on one page of one edition.

    releases     the edition's, by dataset
    methodology  what the edition was made by; code's where none is given
    prefix       stands before addresses of other pages of the edition; '' for the live one
    as_text      figures are printed as text alone and charts not at all, because what is printed becomes a brief
    said         the group that the section says its figures are published for, so that each need not say so again
    has_marks    whether the section printed the mark of a figure that is published for a wider group
    """

    def __init__(
        self,
        releases: Mapping[str, ReleaseReference],
        methodology: Methodology | None = None,
        prefix: str = "",
        *,
        as_text: bool = False,
    ) -> None:
        self.releases = dict(releases)
        self.methodology = methodology or methodology_of_code()
        self.prefix = prefix
        self.as_text = as_text
        self.said: FigureGroup | None = None
        self.has_marks = False
        self._cited: dict[str, ReleaseReference] = {}
        self._notes: dict[str, Figure] = {}
        self._measures: dict[str, Measure] = {}
        self._printed: list[Figure] = []

    def begin_section(self) -> None:
        """Nothing is said yet of whom figures are published for."""
        self.said, self.has_marks = None, False

    def leaves_unsaid(self, figure: Figure) -> bool:
        """Whether the figure is that of a group which nothing beside it names."""
        group = figure.group
        return group is not None and (self.said is None or self.said.code != group.code) and not figure.is_missing

    def note(self, figure: Figure, *, with_note: bool = True) -> None:
        """Record that a figure was printed; `with_note` where a reader can open the note about it."""
        for release in figure.releases:
            self._cited[release.dataset] = release
        self._measures[figure.measure.key] = figure.measure
        self._printed.append(figure)
        if with_note:
            self._notes.setdefault(figure.note_id, figure)

    def cite(self, datasets: Iterable[str]) -> None:
        """Record that text or a relation (a title, a crosswalk) of these datasets was shown. Unknown slugs are an error."""
        for slug in datasets:
            self._cited[slug] = self.releases[slug]

    @property
    def sources(self) -> list[ReleaseReference]:
        """Releases behind what was printed, by title."""
        return sorted(self._cited.values(), key=lambda release: (release.short_title.casefold(), release.version))

    @property
    def notes(self) -> list[Figure]:
        """Figures whose note can be opened, in the order they were first printed."""
        return list(self._notes.values())

    @property
    def printed(self) -> list[Figure]:
        """Every figure in the order in which it was printed or drawn, repeats included."""
        return list(self._printed)

    @property
    def measures(self) -> list[Measure]:
        """Measures of which a value was printed, in order of first use."""
        return list(self._measures.values())
