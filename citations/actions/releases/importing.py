"""From files to a ready release in one go."""

from collections.abc import Sequence

from citations.actions.releases.dating import date_release
from citations.actions.releases.processing import process_release
from citations.actions.releases.reloading import is_outdated, reload_release
from citations.actions.releases.uploading import Original, upload_release
from citations.models import Release
from citations.progress import Listener, _silent


def import_release(
    *,
    files: Sequence[Original],
    dataset: str = "",
    version: str = "",
    published: str = "",
    user=None,
    is_sample: bool = False,
    listener: Listener = _silent,
) -> tuple[Release, bool]:
    """Upload, check and load in one go. Returns (release, created); see `upload_release` and `process_release`.

    Files that are here already, but were read by an older importer, are read anew; see `reload_release`. The release that is
    returned then `replaces` the one that was here. `published` is given to one that is here, too; see `date_release`.
    """
    release, created = upload_release(
        files=files, dataset=dataset, version=version, published=published, user=user, is_sample=is_sample
    )
    if published and not created and release.state in Release.SETTLED:
        release = date_release(release=release, published=published, user=user)
    if not created and is_outdated(release):
        return reload_release(release=release, user=user, listener=listener), True
    return process_release(release=release, user=user, listener=listener), created
