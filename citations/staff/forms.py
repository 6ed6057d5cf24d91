"""Forms of the data steward's screens. They check what was typed; actions do the work."""

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from citations.actions.choosing import LEFT_OUT, WITHOUT, Choice, lost_without, why_unavailable
from citations.actions.editions import refuse_unfit_name
from citations.actions.uploading import read_origin
from citations.importing.importer import IMPORTERS
from citations.importing.publication import read_date
from citations.importing.versions import YEARS
from citations.models import Delivery, Edition, Release
from citations.preview.losses import REPLACED, Loss
from citations.reasons import ReasonField


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class SeveralFilesField(forms.FileField):
    """One or more files; cleaned to a list."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(SeveralFilesField, self).clean(file, initial) for file in files]


class PublishedField(forms.CharField):
    """When something was published, as precisely as known; cleaned to an ISO date as far as it is told."""

    def __init__(self, **kwargs) -> None:
        super().__init__(label="Published", required=False, max_length=40, **kwargs)

    def clean(self, value) -> str:
        try:
            return read_date(super().clean(value))
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class SourceField(forms.CharField):
    """Where files came from, as an address; what is none is refused."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            label="Address",
            required=False,
            widget=forms.URLInput,
            help_text="Of the file, or of the page of the publisher that offers it, as the browser shows it.",
            **kwargs,
        )


class PathsField(forms.CharField):
    """Paths of the chosen files within their folder, in the order of the files: browsers send names alone."""

    widget = forms.HiddenInput

    def clean(self, value) -> list[str]:
        try:
            paths = json.loads(value or "[]")
        except ValueError:
            return []
        return paths if isinstance(paths, list) and all(isinstance(path, str) for path in paths) else []


class UploadForm(forms.Form):
    """Files of one or several releases; and what the uploader knows of them where they are one."""

    files = SeveralFilesField(  # type: ignore[assignment]  # a form's own `files` is only an argument
        label="Files",
        required=False,
        allow_empty_file=True,  # the check says what is wrong with an empty file, and keeps it as evidence
        help_text="One or many, of one dataset or of several, exactly as downloaded: archives, workbooks, tables.",
    )
    folder = SeveralFilesField(
        label="Or a whole folder",
        required=False,
        allow_empty_file=True,
        widget=SeveralFilesInput(attrs={"webkitdirectory": True}),
        help_text="With all that is in it. What no dataset uses is set aside, with the reason.",
    )
    paths = PathsField(required=False)
    dataset = forms.ChoiceField(
        label="Dataset",
        required=False,
        help_text="Leave this open: the dataset is recognised by looking inside the files. Choose one only if it was not.",
    )
    version = forms.CharField(
        label="Version",
        required=False,
        max_length=60,
        help_text="The publisher's name for it, such as 2025 or May 2024. Where files do not name their own release, you are "
        "asked for it after the upload, too, and it can be corrected as long as no edition holds the release.",
    )
    published = PublishedField(
        help_text="When the publisher released it, as precisely as you know: 2025, 2025-04 or 2025-04-02. Leave this empty where "
        "the files say it, or where you do not know."
    )
    source_url = SourceField()
    KNOWN = ("dataset", "version", "published", "source_url")

    def __init__(self, *args, limit: int, refused: Sequence[str] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.limit, self.refused = limit, refused
        known = sorted((slug, importer.dataset.title) for slug, importer in IMPORTERS.items())
        self.fields["dataset"].choices = [  # type: ignore[attr-defined]
            ("", "Recognise it from the files"),
            *known,
        ]
        self.fields["files"].help_text += f" Each may have up to {filesizeformat(limit)}."

    @property
    def known_fields(self):
        """What may be said of files that are one release."""
        return [self[name] for name in self.KNOWN]

    @property
    def says_what_they_are(self) -> bool:
        return any(self[name].value() for name in self.KNOWN)

    @property
    def is_one_release(self) -> bool:
        """Whether nothing is left to be sorted: there is one file, or the uploader said what the files are."""
        return len(self.chosen) == 1 or any(self.cleaned_data.get(name) for name in self.KNOWN)

    @property
    def chosen(self) -> list[UploadedFile]:
        return [*self.cleaned_data.get("files", []), *self.cleaned_data.get("folder", [])]

    @property
    def named_files(self) -> list[tuple[str, UploadedFile]]:
        """The files, each with its path within the folder as far as that is known."""
        paths = list(self.cleaned_data.get("paths", []))
        named = []
        for file in self.chosen:
            # Files that were refused unread have a path, too; and some names come otherwise than their paths.
            at = next((index for index, path in enumerate(paths) if PurePosixPath(path).name == file.name), None)
            named.append((str(file.name) if at is None else paths.pop(at), file))
        return named

    def too_large(self, name: str) -> str:
        """Why a file was refused unread."""
        return (
            f"{name} is larger than {filesizeformat(self.limit)}, the most this site takes for a file. Nothing of it was kept. "
            "Upload the publisher's compressed archive instead, or ask an administrator to raise UPLOAD_LIMIT_MB."
        )

    def clean(self):
        if not self.chosen and not self.refused:
            self.add_error("files", "Choose one or more files, or a folder that is not empty.")
        elif self.refused and (not self.chosen or any(self.cleaned_data.get(name) for name in self.KNOWN)):
            # The files that arrived are no whole release without the refused ones.
            for name in self.refused:
                self.add_error("files", self.too_large(name))
        try:
            read_origin(self.cleaned_data.get("source_url", ""), "")
        except ValueError as refusal:
            self.add_error("source_url", str(refusal))
        return super().clean()


class ReleaseField(forms.ChoiceField):
    """The version of a dataset's release, or that it is left out."""

    default_error_messages = {"required": "Choose a release."}

    def __init__(self, choice: Choice, sent: str | None) -> None:
        """`sent` is what was sent, where something was: what is not offered any more is not replaced unnoticed."""
        offered = [(o.release.version, f"{o.release.cited_version} ({', '.join(o.notes)})") for o in choice.options]
        offered.append((WITHOUT, "Leave it out") if offered else (LEFT_OUT, "Left out: no release is ready"))
        if sent is not None and sent not in dict(offered):
            offered.insert(0, ("", "Choose a release"))
        super().__init__(
            label=IMPORTERS[choice.slug].dataset.title,
            choices=offered,
            initial=choice.chosen.version if choice.chosen else LEFT_OUT,
        )
        self.choice = choice
        self.lost = lost_without(choice.slug)

    def validate(self, value: str) -> None:
        forms.Field.validate(self, value)
        if not self.valid_value(value):
            raise forms.ValidationError(why_unavailable(self.choice.slug, value))


class CompileForm(forms.Form):
    """Which release of each dataset an edition is to hold, with what is known of each; `choices` by dataset slug."""

    name = forms.CharField(
        label="Name",
        required=False,
        help_text="Letters, digits, hyphens and underscores, such as 2026-spring. Left empty, the edition is called by today's "
        "date.",
    )

    def __init__(self, *args, choices: Mapping[str, Choice], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offered = choices
        for slug, choice in choices.items():
            name = f"release-{slug}"
            self.fields[name] = ReleaseField(choice, self.data.get(name, "") if self.is_bound else None)

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        try:
            if name:
                refuse_unfit_name(name)
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return name

    @property
    def release_fields(self):
        return [self[f"release-{slug}"] for slug in self.offered]

    @property
    def release_rows(self):
        """Each field with what there is to choose from."""
        return [(self[f"release-{slug}"], choice) for slug, choice in self.offered.items()]

    @property
    def pins(self) -> dict[str, str]:
        """Version by dataset slug, as chosen, or `WITHOUT`."""
        return {slug: self.cleaned_data[f"release-{slug}"] for slug, choice in self.offered.items() if choice.options}


class DateForm(forms.Form):
    published = PublishedField(
        help_text="As precisely as you know: 2025, 2025-04 or 2025-04-02. Readers see it with the dataset; left empty, they read "
        "that it is not known."
    )


class OriginForm(forms.Form):
    source_url = SourceField()
    licence_note = forms.CharField(
        label="Licence",
        required=False,
        help_text="Only what differs from the licence of the dataset, such as “CC BY-NC 4.0 from this release on”.",
    )

    def clean(self):
        try:
            read_origin(self.cleaned_data.get("source_url", ""), self.cleaned_data.get("licence_note", ""))
        except ValueError as refusal:
            self.add_error(None, str(refusal))
        return super().clean()


class FetchForm(forms.Form):
    """What to fetch from a publisher: the newest release, or a version where the publisher keeps several."""

    version = forms.CharField(
        label="Version",
        required=False,
        max_length=60,
        help_text="Leave this empty for the newest one, or give the publisher's name of another, such as 30.2 or May 2024.",
    )

    def __init__(self, *args, names_versions: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not names_versions:
            del self.fields["version"]


class VersionForm(forms.Form):
    version = forms.CharField(label="Version", max_length=60)
    # The upload whose screen asked, to go back there.
    delivery = forms.ModelChoiceField(Delivery.objects, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, release: Release, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        importer = IMPORTERS.get(release.dataset.slug) if release.dataset else None
        self.fields["version"].help_text = (importer.versions if importer else YEARS).help_text


class SetAsideForm(forms.Form):
    reason = ReasonField(
        "set aside",
        label="What is wrong with it",
        help_text="One or two plain sentences. Once it is in a published edition, readers see them with the dataset and with "
        "every edition that holds the release.",
    )


class OverruleForm(forms.Form):
    reason = ReasonField(
        "overrule",
        label="Why it is right as it is",
        help_text="One or two plain sentences: what you compared it with, and what explains the finding. Readers see them with "
        "every published edition that holds the release.",
    )


class Decision(forms.Form):
    """A decision made in view of a live edition: its key comes back with the form, empty where there was none."""

    seen_live = forms.IntegerField(required=False, widget=forms.HiddenInput)
    although_set_aside = forms.BooleanField(
        required=False, error_messages={"required": "Tick this if you mean it; otherwise compile an edition without it."}
    )

    def __init__(self, *args, aside: Sequence[Release] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.confirm_set_aside(aside)

    def confirm_set_aside(self, aside: Sequence[Release]) -> None:
        """Require a tick for releases set aside whose figures would go live."""
        self.aside = aside
        names = " and ".join(str(release) for release in aside)
        field = self.fields["although_set_aside"]
        field.label = f"Readers will see figures of {names}, which {'was' if len(aside) == 1 else 'were'} set aside"
        field.required = bool(aside)

    def was_seen_with(self, live: Edition | None) -> bool:
        """Whether the decision was made in view of this live edition."""
        return self.data.get("seen_live") == str(live.pk if live else "")

    def show_live(self, live: Edition | None) -> None:
        """Render the form for people who now see this live edition; what was typed stays."""
        seen = live.pk if live else None
        self.initial["seen_live"] = seen
        if self.is_bound:
            self.data = {**dict(self.data.items()), "seen_live": "" if seen is None else str(seen)}

    def untick(self, name: str) -> None:
        """Clear a checkbox that was ticked in view of something else."""
        self.data = {key: value for key, value in self.data.items() if key != name}

    def clean_seen_live(self) -> int | None:
        if "seen_live" not in self.data:
            raise forms.ValidationError(
                "The form did not say which edition was live when you opened the page. Look at it again, and send it once more."
            )
        return self.cleaned_data["seen_live"]


class PublishForm(Decision):
    changelog = ReasonField(
        "publish",
        label="What changes, for readers",
        help_text="One or two plain sentences. Readers find them on /editions/ and in its feeds, for good. The draft is made "
        "from what differs: put it into your own words.",
    )
    although_smaller = forms.BooleanField(
        required=False,
        error_messages={"required": "Tick this if you mean it; otherwise compile an edition that keeps what readers see now."},
    )

    def __init__(self, *args, lost: Sequence[Loss] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.confirm_losses(lost)

    def confirm_losses(self, lost: Sequence[Loss]) -> None:
        """Require a tick for what readers would no longer see."""
        self.lost = lost
        field = self.fields["although_smaller"]
        field.required = bool(lost)
        is_all = any(loss.sort == REPLACED for loss in lost)
        field.label = "All that readers see now is meant to be replaced" if is_all else "Readers are meant to lose this"


class RollbackForm(Decision):
    reason = ReasonField(
        "roll back",
        label="Why",
        help_text="What is wrong with the edition that is live now. Kept in the publication log.",
    )
