"""Uploaded pictures and documents, from addresses of this site, wherever they are stored.

Whatever was uploaded is somebody else's: it comes with a policy that lets nothing in it run, and what is not a plain
picture comes as a download.
"""

from pathlib import PurePosixPath
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.encoding import filepath_to_uri
from django.views.decorators.http import condition, require_safe
from storages.backends.s3 import S3Storage
from wagtail.documents.views.serve import serve

# Documents are not among them: they have an address of their own, which asks whether a collection is private.
FOLDERS = frozenset({"images", "original_images", "avatar_images"})
PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
POLICY = "default-src 'none'; sandbox"

Response = TypeVar("Response", HttpResponse, FileResponse)


class MediaBucket(S3Storage):
    """A bucket that readers never see: its files have the addresses of this site, which do not expire in a kept page."""

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        return settings.MEDIA_URL + filepath_to_uri(name)


def _harmless(response: Response, cache: str = "no-cache") -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    # A file can be replaced at the same address, so whoever keeps it asks before using it again.
    response.headers["Cache-Control"] = cache
    return response


def _stamp(request: HttpRequest, name: str) -> str:
    """ETag of a stored picture. Http404 where there is none, or where its folder is not for readers."""
    nothing = Http404("There is no picture at this address.")
    if PurePosixPath(name).parts[:1] not in {(folder,) for folder in FOLDERS}:
        raise nothing
    try:
        if not default_storage.exists(name):
            raise nothing
        return f'"{default_storage.get_modified_time(name).timestamp():.6f}"'
    except (OSError, ValueError, SuspiciousOperation) as error:
        raise nothing from error


@require_safe
@condition(etag_func=_stamp)
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A stored picture: an original, a rendition or a person's portrait."""
    kind = PICTURES.get(PurePosixPath(name).suffix.lower())
    try:
        file = default_storage.open(name)
    except OSError as error:
        raise Http404("There is no picture at this address.") from error
    return _harmless(FileResponse(file, as_attachment=kind is None, content_type=kind or "application/octet-stream"))


def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponse:
    """An editor's document, as a download. Wagtail first asks whoever may not see its collection to sign in."""
    response = serve(request, int(document_id), filename)
    if "Content-Disposition" not in response.headers:
        return response
    if response.headers.get("Content-Encoding") == "None":  # Wagtail's word for "none"
        del response.headers["Content-Encoding"]
    return _harmless(response, "private, no-cache")
