"""What editors may upload as pictures and documents. What is inside a file counts, not its name.

A file that is refused costs nothing: the form says what is wrong with it and what to do.
"""

import codecs
import re
import zipfile
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from PIL import Image
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

PICTURE_FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
FRAMES = 300
HEAD_BYTES = 64 * 1024
# What browsers look for at the beginning of a text to take it for a page, and other elements that pages and drawings begin with.
MARKUP = re.compile(
    rb"<(?:!--|!doctype\b|\?xml\b|(?:html|head|title|meta|link|base|style|script|body|svg|math|iframe|object|embed|template|form|"
    rb"input|button|table|img|image|video|audio|div|span|font|h[1-6]|p|a|b|i|br|ul|ol|details|frameset)(?:>|[\s/][^>]*>))",
    re.IGNORECASE,
)
TAKEN = (
    "PDF documents (.pdf), Excel workbooks without macros (.xlsx) and plain text that is no web page (.csv, .txt) can be "
    "uploaded. Save it anew in one of these formats."
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def limit_decoding() -> None:
    """Have Pillow refuse, anywhere in this process, to decode more pixels than an upload may have."""
    # Pillow warns above its limit and refuses above twice that.
    Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 2


def _too_many_pixels() -> ValidationError:
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        f"This picture is too large to be shown: width times height, times its frames where it moves, may be at most "
        f"{millions} million pixels. Save it smaller (2,000 pixels across is enough for any page) and upload it again.",
        code="file_too_many_pixels",
    )


def check_picture(file: BinaryIO) -> None:
    """ValidationError, with what to do, unless the file is a picture that can be decoded whole within the limits.

    Looks at the size that the file announces before decoding anything: 900 million pixels fit into 109 kB.
    """
    try:
        file.seek(0)
        with Image.open(file, formats=PICTURE_FORMATS) as picture:
            frames = getattr(picture, "n_frames", 1)
            if frames > FRAMES:
                raise ValidationError(
                    f"This picture has {frames:,} frames; at most {FRAMES} can be shown. Save fewer, or one still picture.",
                    code="too_many_frames",
                )
            if picture.width * picture.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise _too_many_pixels()
            for frame in range(frames):
                picture.seek(frame)
                picture.load()
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # Pillow's readers raise almost anything over a broken file
        raise ValidationError(
            "This file cannot be read as a picture: it is broken, or not what its name says. Open it in a picture editor, "
            "save it as PNG, JPEG, WebP, AVIF or GIF, and upload that.",
            code="invalid_image",
        ) from error
    finally:
        file.seek(0)


class PictureField(WagtailImageField):
    """Wagtail's field for an uploaded picture, which asks for the size only after decoding has been found safe."""

    def to_python(self, data: Any) -> Any:
        if data not in self.empty_values:
            self.check_image_file_size(data)
            self.run_validators(data)  # the extension, before the content is read
            check_picture(data)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """Every form of the admin that takes a picture: one, many, from a chooser, or in place of another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if plain := self.fields.get("file"):
            file = PictureField(label=plain.label, required=plain.required, widget=plain.widget)
            file.help_text = f"{file.help_text} Of a moving GIF readers see a still."
            self.fields["file"] = file


class PortraitForm(AvatarPreferencesForm):
    """The picture of a person's own account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["avatar"] = PictureField(label=self.fields["avatar"].label, required=False)


def _is_plain_text(head: bytes) -> bool:
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        try:
            head = codecs.getincrementaldecoder("utf-16")().decode(head).encode()
        except UnicodeDecodeError:
            return False
    plain = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return not (CONTROL.search(plain) or MARKUP.match(plain))


def _is_workbook(file: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "xl/workbook.xml"} <= names and "xl/vbaProject.bin" not in names


def check_document(file: BinaryIO, name: str, size: int) -> None:
    """ValidationError, with what to do, unless the file holds what its extension says and nothing that runs."""
    if size > settings.DOCUMENT_LIMIT_BYTES:
        limit = filesizeformat(settings.DOCUMENT_LIMIT_BYTES)
        raise ValidationError(f"This file has {filesizeformat(size)}; at most {limit} can be uploaded.", code="file_too_large")
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension not in settings.WAGTAILDOCS_EXTENSIONS:
        kind = (
            f"Files of the kind .{extension} are not taken here" if extension else "This file has no ending that tells its kind"
        )
        raise ValidationError(f"{kind}. {TAKEN}", code="invalid_extension")
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if extension == "pdf":
        fits = head.startswith(b"%PDF-")
    elif extension == "xlsx":
        fits = _is_workbook(file)
    else:
        fits = _is_plain_text(head)
    file.seek(0)
    if not fits:
        raise ValidationError(
            f"What is inside this file is not what its name (.{extension}) says. {TAKEN}",
            code="content_differs",
        )


class DocumentForm(BaseDocumentForm):
    """Every form of the admin that takes a document: one, many, from a chooser, or in place of another."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_document(file, file.name, file.size)
        return file

    def _update_errors(self, errors: ValidationError) -> None:
        """Of a file that was refused Wagtail's model would say too that it has no extension."""
        if "file" in self.errors:
            errors.error_dict.pop("file", None)
        super()._update_errors(errors)
