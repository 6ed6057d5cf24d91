"""Refusing oversized files while they arrive, so that they never fill the disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class SizeLimit(FileUploadHandler):
    """Stops keeping a file once it is larger than allowed, and remembers its name in `refused`."""

    def __init__(self, request=None) -> None:
        super().__init__(request)
        self.refused: list[str] = []
        self._received = 0

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > settings.UPLOAD_LIMIT_BYTES:
            self.refused.append(self.file_name or "A file without a name")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
