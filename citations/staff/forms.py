"""Forms of the data steward's screens. They check what was typed; actions do the work."""

from collections.abc import Mapping, Sequence

from django import forms
from django.template.defaultfilters import filesizeformat

from citations.actions.choosing import Choice
from citations.importing.importer import IMPORTERS
from citations.models import Release


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class SeveralFilesField(forms.FileField):
    """One or more files; cleaned to a list."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(file, initial) for file in files or [None]]


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
            self.fields[f"release-{slug}"] = forms.ChoiceField(
                label=IMPORTERS[slug].dataset.title,
                choices=[(o.release.version, f"{o.release.version} ({', '.join(o.notes)})") for o in choice.options],
                initial=choice.chosen.version,
            )

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
        return {slug: self.cleaned_data[f"release-{slug}"] for slug in self.offered}


class SetAsideForm(forms.Form):
    reason = forms.CharField(
        label="What is wrong with it",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One or two plain sentences. Readers see them with the dataset and with every edition that holds the release.",
    )


class _Bound(forms.Form):
    """A decision made in sight of a live edition: its key comes back with the form, empty where there was none.

    `aside` are releases set aside that the edition holds which would go live; the screen asks whether that is meant.
    """

    seen_live = forms.IntegerField(required=False, widget=forms.HiddenInput)
    although_set_aside = forms.BooleanField(required=False)

    def __init__(self, *args, aside: Sequence[Release] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.aside = aside
        names = " and ".join(str(release) for release in aside)
        were = "was" if len(aside) == 1 else "were"
        self.fields["although_set_aside"].label = f"Readers shall see figures of {names}, which {were} set aside"


class PublishForm(_Bound):
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the publication log for those who come after you. Say what is new.",
    )


class RollbackForm(_Bound):
    reason = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What is wrong with the edition that is live now. Kept in the publication log.",
    )
