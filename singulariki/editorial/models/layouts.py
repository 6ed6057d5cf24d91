"""Layouts of pages, the caveats that they place, and what the pages drawn from them share."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail import blocks
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, Page, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from citations.datasets import DATASETS
from citations.importing.importer import IMPORTERS
from citations.measures import MEASURES
from singulariki.delivery.editions import edition_of
from singulariki.delivery.views import not_found, nothing_published
from singulariki.editorial.blocks.layout import LayoutBody
from singulariki.editorial.blocks.sections import LocalNotesBody, every_section
from singulariki.editorial.forms import (
    CaveatForm,
    LayoutForm,
    LocalNotesForm,
    NotePanel,
    PageFactsPanel,
    SectionsPanel,
    TokensPanel,
    schedule_panel,
)
from singulariki.editorial.models.notes import NotedMixin
from singulariki.editorial.previewing import preview_layout, preview_modes
from singulariki.editorial.prose import ProseField
from singulariki.editorial.registry import PAGE_KINDS, PageKind
from singulariki.editorial.stored_blocks import caveat_ids


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.key, kind.label) for kind in PAGE_KINDS.values()]


class Layout(NotedMixin, PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """How all pages of one kind are laid out: their data sections, narrative and caveats, in order. One per kind."""

    kind = models.CharField("page kind", max_length=40, choices=kind_choices, unique=True)
    name = models.CharField(max_length=120)
    body = StreamField(LayoutBody(), blank=True)

    # What the preview shows; typed in the form, never stored.
    preview_subject = ""
    preview_edition = ""

    base_form_class = LayoutForm
    panels = [
        FieldPanel("name"),
        NotePanel(),
        MultiFieldPanel([FieldPanel("preview_subject"), FieldPanel("preview_edition")], heading="Preview against", icon="view"),
        TokensPanel(),
        SectionsPanel(),
        FieldPanel("body"),
        schedule_panel("From then on these pages are laid out as on a new site, until a layout is published here again."),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def page_kind(self) -> PageKind | None:
        """The kind of page as its app registered it, or None where no app does any more."""
        return PAGE_KINDS.get(self.kind)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return preview_modes(self.page_kind)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview_layout(self, request, mode_name)


def measure_choices() -> list[tuple[str, str]]:
    """By label."""
    return sorted(((measure.key, measure.label) for measure in MEASURES), key=lambda pair: pair[1].casefold())


def dataset_choices() -> list[tuple[str, str]]:
    return [(slug, dataset.title) for slug, dataset in DATASETS.items()]


SEVERITIES = [("note", "Note"), ("caution", "Caution"), ("warning", "Warning")]


class ReleaseScope(blocks.StructBlock):
    """Anything of a dataset, in editions that hold this release of it or an earlier one."""

    dataset = blocks.ChoiceBlock(choices=dataset_choices)
    until = blocks.CharBlock(
        max_length=60, label="Up to the release", help_text="Its name as under Data → Releases, such as May 2024 or 30.2."
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if (importer := IMPORTERS.get(cleaned["dataset"])) is not None:
            try:
                cleaned["until"] = importer.versions.read(cleaned["until"], importer.dataset.title)
            except ValueError as problem:
                raise StructBlockValidationError(block_errors={"until": ValidationError(str(problem))}) from problem
        return cleaned

    class Meta:
        icon = "history"
        label = "Dataset up to a release"
        description = "A dataset in editions with this release of it or an earlier one."
        label_format = "{dataset} up to {until}"


class Caveat(
    NotedMixin, PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model
):
    """What a figure does not say. Written once, shown wherever a layout places it; editing it changes every such page."""

    key = models.SlugField(max_length=60, unique=True, help_text="Stable name that layouts and sections refer to.")
    title = models.CharField(max_length=120, blank=True, help_text="Shown above the text. May be empty.")
    name = models.CharField(max_length=120, help_text="What editors call it in lists.")
    text = ProseField(features=["bold", "italic", "link"])
    scope = StreamField(
        [
            ("measure", blocks.ChoiceBlock(choices=measure_choices, icon="decimal", description="Every figure of a measure.")),
            (
                "dataset",
                blocks.ChoiceBlock(choices=dataset_choices, icon="doc-full", description="All that comes from a dataset."),
            ),
            ("section", blocks.ChoiceBlock(choices=every_section, icon="table", description="A section, wherever it stands.")),
            ("release", ReleaseScope()),
        ],
        blank=True,
        help_text="What it qualifies. It stands beside the first such thing on every page, in briefs, in the API, under embedded "
        "charts and on shared pictures. Where a layout places it, it stands there instead.",
    )
    severity = models.CharField(max_length=8, choices=SEVERITIES, default="note", help_text="The most severe stand first.")
    is_meaning = models.BooleanField(
        "use as what the figures do not mean",
        default=False,
        help_text="Then it stands in the note on each figure of its measures and in the methodology, after “Does not mean”, in "
        "the place of the words that the measure comes with; and in no margin.",
    )
    short = models.CharField(
        "short form",
        max_length=200,
        blank=True,
        help_text="One sentence for embedded charts and shared pictures. Empty: the first sentence of the text.",
    )
    review_by = models.DateField(null=True, blank=True, help_text="When somebody should look at it again.")

    base_form_class = CaveatForm
    panels = [
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("text"), FieldPanel("short"), FieldPanel("severity")], heading="What readers see"
        ),
        MultiFieldPanel([FieldPanel("scope"), FieldPanel("is_meaning")], heading="What it qualifies"),
        MultiFieldPanel([FieldPanel("name"), FieldPanel("key"), FieldPanel("review_by")], heading="What only editors see"),
        NotePanel(),
        schedule_panel("From then on no page shows this caveat, until it is published again."),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("title"),
        index.SearchField("text"),
        # The admin's list looks in these.
        index.AutocompleteField("name"),
        index.AutocompleteField("title"),
        index.AutocompleteField("text"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def applies_to(self) -> str:
        """The scope in words, for lists."""
        labels = {"measure": dict(measure_choices()), "dataset": dict(dataset_choices()), "section": dict(every_section())}
        parts = []
        for part in self.scope:
            if part.block_type == "release":
                dataset = labels["dataset"].get(part.value["dataset"], part.value["dataset"])
                parts.append(f"{dataset} up to {part.value['until']}")
            else:
                parts.append(labels[part.block_type].get(part.value, part.value))
        return f"{', '.join(parts)}{', in the notes' if self.is_meaning else ''}"

    @property
    def placed_by(self) -> list[str]:
        """Names of the layouts that place it, as they are published or in their newest draft."""
        names = []
        for layout in Layout.objects.select_related("latest_revision"):
            bodies = [layout.body.get_prep_value()]
            if layout.has_unpublished_changes and layout.latest_revision is not None:
                bodies.append(layout.get_latest_revision_as_object().body.get_prep_value())
            if any(self.pk in caveat_ids(body) for body in bodies):
                names.append(layout.name)
        return names

    def get_preview_template(self, request, mode_name: str) -> str:
        return "editorial/caveat_preview.html"


class EditionPageMixin:
    """For pages whose public page an app draws from the edition at an `address` of its own. What is done to the Wagtail page does
    not reach readers, so it has no privacy; see `singulariki.editorial.page_rules`."""

    address_from_edition = True
    private_page_options: ClassVar[list[str]] = []

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)  # type: ignore[misc]
        return parts and (parts[0], parts[1], self.address)  # type: ignore[attr-defined]


class LocalNotesMixin(NotedMixin, EditionPageMixin, models.Model):
    """For pages drawn from a layout: notes beside a section, and hiding a section with a reason, on this page alone.

    A page class sets `page_kind_key`; `local_notes_panels` are its panels of content. Its `base_form_class` is LocalNotesForm,
    or a subclass of it.
    """

    page_kind_key: ClassVar[str] = ""

    local_notes = StreamField(
        LocalNotesBody(), blank=True, help_text="What this page alone adds to, or leaves out of, its layout."
    )

    base_form_class = LocalNotesForm
    local_notes_panels = [
        # It comes from the edition, and so does the slug: Wagtail's own panel of the title would look for that.
        FieldPanel("title", read_only=True, help_text="From the edition. Changes with the next edition that names it otherwise."),
        TokensPanel(),
        FieldPanel("local_notes"),
        NotePanel(),
    ]
    settings_panels = [
        schedule_panel("From then on readers see the page without these notes, and sections hidden here again. The page stays."),
        CommentPanel(),
    ]

    class Meta:
        abstract = True

    def with_content_json(self, content: dict) -> "LocalNotesMixin":
        """Pages made with an edition are live without a revision. Wagtail takes such a page off the site when its first change is
        scheduled, so a page as it is going to be counts as having one."""
        page = super().with_content_json(content)  # type: ignore[misc]
        if page.live and page.live_revision_id is None:
            page.live_revision_id = page.latest_revision_id
        return page

    @property
    def page_kind(self) -> PageKind | None:
        return PAGE_KINDS.get(self.page_kind_key)


class SubjectPageMixin(LocalNotesMixin):
    """For the page of one subject of editions. Made by the first edition that has it; unpublishing it takes its notes off the
    public page. A page class has a `code`, the subject's key."""

    address = models.CharField(max_length=300, editable=False, help_text="Canonical address in the newest edition.")
    found_by = models.TextField(blank=True, editable=False, help_text="What it is found by in the admin: codes, titles.")

    subpage_types: ClassVar[list[str]] = []
    # Beside the title, which they are about.
    content_panels = [
        LocalNotesMixin.local_notes_panels[0],
        PageFactsPanel(),
        *LocalNotesMixin.local_notes_panels[1:],
    ]
    promote_panels = [FieldPanel("seo_title"), FieldPanel("search_description")]
    search_fields = [*Page.search_fields, index.AutocompleteField("found_by")]

    class Meta:
        abstract = True

    def serializable_data(self) -> dict:
        """Without what comes from the edition anyway and may be long."""
        return {name: value for name, value in super().serializable_data().items() if name != "found_by"}  # type: ignore[misc]

    def with_content_json(self, content: dict) -> "SubjectPageMixin":
        """A draft has editors' words alone. What an edition says of the page is not brought back by one of before."""
        page: Any = super().with_content_json(content)
        for name in ("title", "address", "found_by"):
            setattr(page, name, getattr(self, name))
        return page

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The public page in the live edition, with the notes as they are being written."""
        edition, kind = edition_of(request), PAGE_KINDS[self.page_kind_key]
        subject = kind.profile(edition, self.code) if edition else None  # type: ignore[attr-defined]
        if edition is not None and (subject is None or kind.draw is None):
            return not_found(request, self.slug)  # type: ignore[attr-defined]
        return kind.draw(request, subject, page=self) if subject is not None and kind.draw else nothing_published(request)

    def get_admin_display_title(self) -> str:
        return f"{self.code} {self.title}"  # type: ignore[attr-defined]
