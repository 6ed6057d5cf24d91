"""Forms of the data steward's screens. They check what was typed; actions do the work."""

from collections.abc import Mapping, Sequence

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.text import normalize_newlines

from citations.actions.choosing import LEFT_OUT, Choice, why_unavailable
from citations.actions.uploading import read_origin
from citations.importing.importer import IMPORTERS
from citations.importing.publication import read_date
from citations.models import Edition, Release


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class SeveralFilesField(forms.FileField):
    """One or more files; cleaned to a list."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(file, initial) for file in files or [None]]


class PublishedField(forms.CharField):
    """When something was published, as precisely as known; cleaned to an ISO date as far as it is told."""

    def __init__(self, **kwargs) -> None:
        super().__init__(label="Published", required=False, max_length=40, **kwargs)

    def clean(self, value) -> str:
        try:
            return read_date(super().clean(value))
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class UploadForm(forms.Form):
    """The files of one release, and what the uploader knows about them."""

    files = SeveralFilesField(  # type: ignore[assignment]  # a form's own `files` is only an argument
        label="Files",
        allow_empty_file=True,  # the check says what is wrong with an empty file, and keeps it as evidence
        help_text="The publisher's original files, exactly as downloaded: one archive or workbook, or all files of the release "
        "together. They are kept byte for byte.",
    )
    dataset = forms.ChoiceField(
        label="Dataset",
        required=False,
        help_text="Leave this open: the dataset is recognised by looking inside the files. Choose one only if it was not.",
    )
    version = forms.CharField(
        label="Version",
        required=False,
        max_length=60,
        help_text="Leave this empty where the files name their own release. Where they do not, give the publisher's name for it, "
        "such as 2025 or May 2024.",
    )
    published = PublishedField(
        help_text="When the publisher released it, as precisely as you know: 2025, 2025-04 or 2025-04-02. Leave this empty where "
        "the files say it, or where you do not know."
    )

    def __init__(self, *args, limit: int, refused: Sequence[str] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.limit, self.refused = limit, refused
        known = sorted((slug, importer.dataset.title) for slug, importer in IMPORTERS.items())
        self.fields["dataset"].choices = [  # type: ignore[attr-defined]
            ("", "Recognise it from the files"),
            *known,
        ]
        self.fields["files"].help_text += f" Each may have up to {filesizeformat(limit)}."

    def clean(self):
        if self.refused:
            # The files that arrived are no whole release without the refused ones.
            self.errors.pop("files", None)
            names = ", ".join(self.refused)
            several = len(self.refused) > 1
            self.add_error(
                "files",
                f"{names} {'are' if several else 'is'} larger than {filesizeformat(self.limit)}, the most this site takes for a "
                "file. Nothing was kept. Upload the publisher's compressed archive instead, or ask an administrator to raise "
                "UPLOAD_LIMIT_MB.",
            )
        return super().clean()


LONGEST_REASON = 2000


class ReasonField(forms.CharField):
    """A few sentences. A line break counts as one letter, as in the browser, which sends two."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=LONGEST_REASON, **kwargs)

    def to_python(self, value) -> str:
        return normalize_newlines(super().to_python(value) or "")


class ReleaseField(forms.ChoiceField):
    """The version of a dataset's release, or that it is left out where none is ready."""

    default_error_messages = {"required": "Choose a release."}

    def __init__(self, choice: Choice, sent: str | None) -> None:
        """`sent` is what was sent, where something was: what is not offered any more is not replaced unnoticed."""
        offered = [(o.release.version, f"{o.release.version} ({', '.join(o.notes)})") for o in choice.options]
        if not offered:
            offered = [(LEFT_OUT, "Left out: no release is ready")]
        if sent is not None and sent not in dict(offered):
            offered.insert(0, ("", "Choose a release"))
        super().__init__(
            label=IMPORTERS[choice.slug].dataset.title,
            choices=offered,
            initial=choice.chosen.version if choice.chosen else LEFT_OUT,
        )
        self.choice = choice

    def validate(self, value: str) -> None:
        forms.Field.validate(self, value)
        if not self.valid_value(value):
            raise forms.ValidationError(why_unavailable(self.choice.slug, value))


class CompileForm(forms.Form):
    """Which release of each dataset an edition is to hold, with what is known of each; `choices` by dataset slug."""

    name = forms.SlugField(
        label="Name",
        required=False,
        max_length=60,
        help_text="Letters, digits and hyphens. Left empty, the edition is called by today's date.",
    )

    def __init__(self, *args, choices: Mapping[str, Choice], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offered = choices
        for slug, choice in choices.items():
            name = f"release-{slug}"
            self.fields[name] = ReleaseField(choice, self.data.get(name, "") if self.is_bound else None)

    @property
    def release_fields(self):
        return [self[f"release-{slug}"] for slug in self.offered]

    @property
    def release_rows(self):
        """Each field with what there is to choose from."""
        return [(self[f"release-{slug}"], choice) for slug, choice in self.offered.items()]

    @property
    def pins(self) -> dict[str, str]:
        """Version by dataset slug, as chosen."""
        return {slug: self.cleaned_data[f"release-{slug}"] for slug, choice in self.offered.items() if choice.options}


class DateForm(forms.Form):
    published = PublishedField(
        help_text="As precisely as you know: 2025, 2025-04 or 2025-04-02. Readers see it with the dataset; left empty, they read "
        "that it is not known."
    )


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


class SetAsideForm(forms.Form):
    reason = ReasonField(
        label="What is wrong with it",
        help_text="One or two plain sentences. Once it is in a published edition, readers see them with the dataset and with "
        "every edition that holds the release.",
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
        label="What changes, for readers",
        help_text="One or two plain sentences. Readers find them on /editions/ and in its feeds, for good. The draft is made "
        "from what differs: put it into your own words.",
    )
    although_smaller = forms.BooleanField(
        label="Readers are meant to lose this",
        required=False,
        error_messages={"required": "Tick this if you mean it; otherwise compile an edition that keeps what readers see now."},
    )

    def __init__(self, *args, lost: Sequence[str] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.confirm_losses(lost)

    def confirm_losses(self, lost: Sequence[str]) -> None:
        """Require a tick for what readers would lose, given in words."""
        self.lost = lost
        self.fields["although_smaller"].required = bool(lost)


class RollbackForm(Decision):
    reason = ReasonField(
        label="Why",
        help_text="What is wrong with the edition that is live now. Kept in the publication log.",
    )
