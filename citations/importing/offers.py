"""Where publishers offer their releases: what is declared of it, so that files can be fetched and news of them be told.

Addresses stand in code, never in a form: what a site can be made to ask for is what is declared, and redirects lead to the hosts
named there alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import ClassVar, Protocol
from urllib.parse import unquote, urlsplit

# More releases than any publisher has issued since the first that is asked for.
MOST_STEPS = 40


@dataclass(frozen=True)
class OfferedFile:
    """A file at its publisher's.

    address   where it is; may hold `{parts}` of a version's name where its declaration says so
    name      what it is kept as; else the last part of the address
    required  whether a release without it cannot be fetched
    sha256    its checksum and
    size      its bytes, where the publisher states them
    """

    address: str
    name: str = ""
    required: bool = True
    sha256: str = ""
    size: int | None = None

    @property
    def kept_as(self) -> str:
        return self.name or unquote(PurePosixPath(urlsplit(self.address).path).name)


class Answers(Protocol):
    """What an offer may ask of its publisher's site; see `citations.downloading.Site`."""

    def exists(self, address: str) -> bool: ...

    def read(self, address: str) -> object: ...


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A page where people find a dataset's releases. By itself it says that files have to be fetched by hand.

    page         what a person opens in a browser
    instruction  what to do there, where that is more than to save one file
    watch        an address whose change means that there is something new
    hosts        hosts that files may be redirected to besides those of the addresses; ".example.org" stands for all below it
    """

    page: str
    instruction: str = ""
    watch: str = ""
    hosts: Sequence[str] = ()
    # Whether files can be fetched from here, whether releases are told apart by name, and whether a look tells of a new name.
    is_automatic: ClassVar[bool] = False
    names_versions: ClassVar[bool] = False
    shows_versions: ClassVar[bool] = False

    def addresses(self) -> Sequence[str]:
        """Every address that is asked for, as declared."""
        return [self.watch] if self.watch else []

    def newest(self, site: Answers, after: str, key: Callable[[str], tuple]) -> str:
        """The newest version that the publisher offers; `after` is one that is known, or ''. '' where versions have no names."""
        return ""

    def files(self, site: Answers, version: str) -> Sequence[OfferedFile]:
        """The files of a version. Raises ValueError, with what is offered, for one that is not."""
        return []

    def check(self, version: str) -> None:
        """Raises ValueError for what cannot be the name of a version."""

    def watched(self, version: str) -> Sequence[str]:
        """Addresses whose change means something new, where `version` is the newest that is here."""
        return self.addresses()

    def is_host(self, host: str) -> bool:
        """Whether the host is one of the dataset's."""
        own = {urlsplit(address).hostname for address in self.addresses()}
        return host in own or any(host == name or (name.startswith(".") and host.endswith(name)) for name in self.hosts)


@dataclass(frozen=True, kw_only=True)
class SameAddresses(Offer):
    """Files whose addresses stay while what is there is replaced."""

    offered: Sequence[OfferedFile]
    is_automatic: ClassVar[bool] = True

    def addresses(self) -> Sequence[str]:
        return [file.address for file in self.offered]

    def files(self, site: Answers, version: str) -> Sequence[OfferedFile]:
        return self.offered


@dataclass(frozen=True, kw_only=True)
class NumberedAddresses(Offer):
    """Files whose addresses hold the name of their release.

    offered    the files, with `{parts}` of the name in their addresses
    first      the release to begin with where none is here
    following  the names that may come after one, likeliest first
    parts      the parts of a name that addresses are made of; raises ValueError for what is no name
    """

    offered: Sequence[OfferedFile]
    first: str
    following: Callable[[str], Sequence[str]]
    parts: Callable[[str], Mapping[str, str]]
    is_automatic: ClassVar[bool] = True
    names_versions: ClassVar[bool] = True
    shows_versions: ClassVar[bool] = True

    def addresses(self) -> Sequence[str]:
        return [file.address for file in self.files_named(self.first)]

    def files_named(self, version: str) -> list[OfferedFile]:
        parts = self.parts(version)
        return [replace(file, address=file.address.format(**parts)) for file in self.offered]

    def newest(self, site: Answers, after: str, key: Callable[[str], tuple]) -> str:
        try:
            self.parts(after)
        except ValueError:
            after = ""
        newest = after
        for _ in range(MOST_STEPS):
            names = self.following(newest) if newest else [self.first]
            found = [name for name in names if site.exists(self.files_named(name)[0].address)]
            if not found:
                break
            newest = max(found, key=key)
        return newest

    def files(self, site: Answers, version: str) -> Sequence[OfferedFile]:
        return self.files_named(version)

    def check(self, version: str) -> None:
        self.parts(version)

    def watched(self, version: str) -> Sequence[str]:
        try:
            return [file.address for file in self.files_named(version)]
        except ValueError:
            return []


@dataclass(frozen=True, kw_only=True)
class ListedFiles(Offer):
    """Files that a list of the publisher names: `listing` is its address, and `sort` makes of it, read as JSON, the files of each
    version."""

    listing: str
    sort: Callable[[object], Mapping[str, Sequence[OfferedFile]]]
    is_automatic: ClassVar[bool] = True
    names_versions: ClassVar[bool] = True

    def addresses(self) -> Sequence[str]:
        return [self.listing, *super().addresses()]

    def newest(self, site: Answers, after: str, key: Callable[[str], tuple]) -> str:
        return max(self._versions(site), key=key, default="")

    def files(self, site: Answers, version: str) -> Sequence[OfferedFile]:
        versions = self._versions(site)
        if version not in versions:
            raise ValueError(f"The publisher offers no {version}. There are: {', '.join(sorted(versions)) or 'none'}.")
        return versions[version]

    def watched(self, version: str) -> Sequence[str]:
        return [self.watch] if self.watch else []

    def _versions(self, site: Answers) -> Mapping[str, Sequence[OfferedFile]]:
        return self.sort(site.read(self.listing))


OFFERS: dict[str, Offer] = {}


def declare_offers(offers: Mapping[str, Offer]) -> None:
    """Say where datasets, by slug, are offered. Raises ValueError for one that is declared already."""
    if twice := OFFERS.keys() & offers.keys():
        raise ValueError(f"Where {', '.join(sorted(twice))} is offered is declared twice.")
    OFFERS.update(offers)
