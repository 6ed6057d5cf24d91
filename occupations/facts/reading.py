"""Reading the facts of one edition: each when first asked for, and empty where the edition holds no release for them."""

from typing import TypeVar

from citations.compiling import EditionFacts

T = TypeVar("T")


class Reading:
    """The releases of one edition, and how facts are read from them."""

    def __init__(self, edition: EditionFacts) -> None:
        self.edition = edition

    def _read(self, dataset: str, read, *arguments, otherwise: T) -> T:
        """What a selector reads from the edition's release of a dataset; `otherwise` where there is none."""
        release = self.edition.release_id(dataset)
        return otherwise if release is None else read(release, *arguments)

    def holds(self, *slugs: str) -> bool:
        return self.edition.holds(*slugs)
