"""Importing all the releases of a folder, told apart by the content of the files."""

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.importing.importer import IMPORTERS, MixedReleases
from citations.importing.issues import Findings
from citations.importing.reading import is_called_a_table
from citations.importing.recognition import Recognition, header_words, is_blank, recognise
from citations.jobs import Listener, ignore_progress
from citations.models import Release, ReleaseFile

MIXED = "holds several releases"


@dataclass(frozen=True)
class Skipped:
    """A file that is not imported, and why. `failure` says in short what is wrong with one that was meant to be a release;
    it is empty for a file that no importer knows or that need not come in."""

    path: Path
    reason: str
    failure: str = ""


@dataclass(frozen=True)
class FolderRelease:
    """Files of a folder that make up one release; its version is '' where neither they nor their names say which."""

    dataset: str
    version: str
    paths: tuple[Path, ...]


@dataclass
class Survey:
    """What a folder holds: releases to import, those that do not say which release they are, releases that are here already,
    files that are left where they are."""

    releases: list[FolderRelease] = field(default_factory=list)
    unnamed: list[FolderRelease] = field(default_factory=list)
    present: dict[Release, list[Path]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)


def survey_folder(folder: Path, *, listener: Listener = ignore_progress) -> Survey:
    """Look into every file below a folder; nothing is written. Hidden files are passed over.

    Files of one dataset and version make one release. The version is what the file says, else the only one ever issued, else
    what its name and folder suggest, else what the files beside it say (a read-me, or the dataset's other files). Raises
    NotADirectoryError.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is not a folder. Give the folder that the release files lie in.")
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    survey = Survey()
    grouped: dict[tuple[str, str], list[Path]] = {}
    unnamed: dict[tuple[str, Path], list[tuple[Path, Recognition]]] = {}
    readmes: dict[Path, list[tuple[Path, Recognition]]] = {}
    for index, path in enumerate(paths):
        listener("Looking into the files", index, len(paths))
        if release := _release_holding(path):
            if release.state == Release.State.RETIRED:
                reason = f"It is part of {release} (release {release.pk}), which is retired: another has taken its place."
                survey.skipped.append(Skipped(path, reason))
            elif release.state in Release.ARCHIVAL:
                reason = (
                    f"It is part of {release} (release {release.pk}), whose facts are archived. Restore them on its screen, or "
                    f"with manage.py archive_releases {release.pk} --restore."
                )
                survey.skipped.append(Skipped(path, reason))
            elif release.state == Release.State.SET_ASIDE:
                reason = f"It is part of {release} (release {release.pk}), which was set aside: {release.set_aside_because}"
                survey.skipped.append(Skipped(path, reason))
            else:
                survey.present.setdefault(release, []).append(path)
            continue
        findings = Findings()
        recognition = recognise([(path.name, path)], findings)
        if recognition.readmes and not (recognition.parts or recognition.near or recognition.others or recognition.set_aside):
            readmes.setdefault(path.parent, []).append((path, recognition))
        elif recognition.importer is None or not recognition.parts:
            survey.skipped.append(_not_imported(path, recognition, findings))
        else:
            importer = recognition.importer
            slug, suggested = importer.dataset.slug, importer.version_from_path(path.relative_to(folder))
            try:
                version = recognition.version or importer.default_version or suggested
            except MixedReleases as mixed:
                survey.skipped.append(Skipped(path, str(mixed), failure=MIXED))
                continue
            if version:
                grouped.setdefault((slug, version), []).append(path)
            else:
                unnamed.setdefault((slug, path.parent), []).append((path, recognition))
    _name_by_neighbours(survey, grouped, unnamed, readmes)
    for (slug, version), members in sorted(grouped.items(), key=_in_order):
        survey.releases.append(FolderRelease(slug, version, tuple(members)))
    return survey


def _in_order(group: tuple[tuple[str, str], list[Path]]) -> tuple:
    """Lists of codes first, which all others are held to; of a dataset the oldest release first, which the next is held to."""
    slug, version = group[0]
    importer = IMPORTERS[slug]
    return not importer.code_lists, slug, importer.version_key(version)


def import_folder_release(files: FolderRelease, *, again: str = "", user=None, listener: Listener = ignore_progress) -> Release:
    """Import one release that `survey_folder` found. Returns it, ready or rejected, or undecided; see `import_release`."""
    with ExitStack() as opened:
        originals = [Original(path.name, opened.enter_context(path.open("rb"))) for path in files.paths]
        # A name that only the folder suggests has to be said; the only one ever issued goes without saying.
        version = "" if files.version == IMPORTERS[files.dataset].default_version else files.version
        release, _ = import_release(files=originals, version=version, again=again, user=user, listener=listener)
    return release


def _release_holding(path: Path) -> Release | None:
    """The release, not of the sample, that has this very file: the ready one, else one that was."""
    with path.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    holding = ReleaseFile.objects.filter(sha256=checksum, release__is_sample=False).select_related("release__dataset")
    by_state = {file.release.state: file.release for file in holding.order_by("release_id")}
    return next(filter(None, map(by_state.get, (*Release.LOADED, *Release.ARCHIVAL))), None)


def _not_imported(path: Path, recognition: Recognition, findings: Findings) -> Skipped:
    """A file without a whole table of any dataset: broken, or none that an importer knows."""
    # A file of another kind, such as a picture, was not meant to be read, unless its name says that it is a table.
    meant = "cannot be read" if is_called_a_table(path.name) else ""
    if findings.kept:
        return Skipped(path, findings.kept[0].message, failure=meant)
    if recognition.set_aside:
        other = recognition.set_aside[0]
        return Skipped(path, other.words, failure="" if other.known else meant)
    if recognition.near:
        near = recognition.near[0]
        missing = ", ".join(column.words for column in near.match.missing)
        reason = f"It looks like {near.table.label}, but required columns are missing: {missing}."
        return Skipped(path, reason, failure="required columns are missing")
    if recognition.others and all(map(is_blank, recognition.others)):
        return Skipped(path, "It is blank: nothing stands where a table would begin.")
    words = next(filter(None, map(header_words, recognition.others)), "")
    return Skipped(path, "No importer reads a table with these columns" + (f" ({words})." if words else "."))


def _name_by_neighbours(survey: Survey, grouped, unnamed, readmes) -> None:
    """Unpacked archives: the files of a folder, with its read-me, name their release together."""
    for (slug, parent), members in unnamed.items():
        importer = IMPORTERS[slug]
        notes = readmes.pop(parent, [])
        together = [recognition for _, recognition in members]
        try:
            version = importer.find_version(
                [part for recognition in together for part in recognition.parts],
                [part for recognition in together for part in recognition.others],
                [readme for _, recognition in notes for readme in recognition.readmes],
            )
        except MixedReleases as mixed:
            survey.skipped += [Skipped(path, str(mixed), failure=MIXED) for path, _ in members]
            continue
        version = version or _only_version_beside(slug, parent, grouped)
        if version:
            grouped.setdefault((slug, version), []).extend(path for path, _ in [*members, *notes])
        else:
            survey.unnamed.append(FolderRelease(slug, "", tuple(path for path, _ in [*members, *notes])))
    survey.skipped += [Skipped(path, "A read-me with no release beside it.") for notes in readmes.values() for path, _ in notes]


def _only_version_beside(slug: str, parent: Path, grouped) -> str:
    """The version that the dataset's other files in the same folder name, where they name just one."""
    beside = {
        version for (dataset, version), paths in grouped.items() if dataset == slug and any(p.parent == parent for p in paths)
    }
    return beside.pop() if len(beside) == 1 else ""
