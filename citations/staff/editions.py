"""Editions: all of them, compiling, the publication log; what each holds and would change; publishing and rolling back."""

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import IntegrityError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.widgets.button import HeaderButton

from citations.actions.choosing import UnknownPin, lost_without, release_choices
from citations.actions.editions import cancel_edition, request_edition, start_edition_again
from citations.actions.publishing import (
    LiveEditionMoved,
    rollback_edition,
)
from citations.importing.importer import IMPORTERS
from citations.models import Activation, Dataset, Edition, Release
from citations.permissions import COMPILE_EDITION, PUBLISH_EDITION
from citations.preview.losses import datasets_lost
from citations.preview.names import names_of
from citations.selectors import (
    latest_rollback,
    live_edition,
    previous_live_edition,
    rolled_back_editions,
    set_aside_in,
    unacknowledged_in,
)
from citations.staff.base import (
    EDITIONS,
    ActionView,
    ChangeView,
    Listing,
    ProgressView,
    Screen,
    queue_work,
    render_invalid,
    say_cancelled,
    screen_url,
)
from citations.staff.forms import CompileForm, RollbackForm
from citations.staff.status import edition_steps, work_status


def counted(number: int, what: str) -> str:
    return f"{intcomma(number)} {what}{pluralize(number)}"


class StateColumn(Column):
    """An edition's state, or "Live" for the one readers see; and whether it was rolled back, with when and by whom."""

    cell_template_name = "citations_admin/includes/edition_state_cell.html"

    def __init__(self, *args, live: Edition | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.live, self.rolled_back = live, rolled_back_editions()

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "is_live": instance == self.live, "rollback": self.rolled_back.get(instance.pk)}


class EditionList(Listing):
    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/edition_list.html"
    page_title = "Editions"
    guide = "publishing-and-going-back"
    header_icon = "calendar-check"
    model = Edition
    queryset = Edition.objects.select_related("created_by__wagtail_userprofile").annotate(releases=Count("members"))
    default_ordering = "-created_at"
    verbose_name_plural = "editions"
    index_url_name = "citations_admin:editions"
    roll_back: RollbackForm | None = None  # one that was sent and refused

    @cached_property
    def live(self) -> Edition | None:
        return live_edition()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label="Edition", get_url=screen_url),
            StateColumn("state", label="State", accessor="get_state_display", live=self.live),
            # Said with the number: on a phone no heading stands above it.
            Column("releases", label="Releases", accessor=lambda edition: counted(edition.releases, "release")),
            Column("profile_count", label="Pages and lists", accessor=lambda edition: counted(edition.profile_count, "page")),
            DateColumn("created_at", label="Begun"),
            UserColumn("created_by", label="By", blank_display_name="command line"),
        ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm(COMPILE_EDITION):
            return super().header_buttons
        return [
            HeaderButton("Compile an edition", url=reverse("citations_admin:compile"), icon_name="plus"),
            *super().header_buttons,
        ]

    def get_context_data(self, *args, **kwargs):
        live, previous = self.live, previous_live_edition()
        aside = set_aside_in(previous) if previous else ()
        form = self.roll_back or RollbackForm(auto_id="rollback-%s")
        form.show_live(live)
        form.confirm_set_aside(aside)
        return super().get_context_data(
            *args,
            live=live,
            activation=Activation.objects.first(),
            rollback=latest_rollback(),
            previous=previous,
            aside=set_aside_in(live) if live else (),
            roll_back=form,
            recent=Activation.objects.select_related("from_edition", "to_edition")[:5],
            log_length=Activation.objects.count(),
            **kwargs,
        )


class LogPaginator(WagtailPaginator):
    verbose_name = "publication"
    verbose_name_plural = "publications"


class Log(Listing):
    """Who made which edition live, when and why. Nothing in it can be changed or removed."""

    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/list.html"
    breadcrumbs = (EDITIONS,)
    page_title = "Publication log"
    guide = "publishing-and-going-back"
    header_icon = "history"
    model = Activation
    queryset = Activation.objects.select_related("from_edition", "to_edition")
    paginator_class = LogPaginator
    verbose_name_plural = "publications"
    index_url_name = "citations_admin:log"
    columns = [
        DateColumn("at", label="When"),
        Column("kind", label="What", accessor="get_kind_display"),
        TitleColumn("to_edition", label="Edition", get_url=lambda activation: screen_url(activation.to_edition)),
        Column("from_edition", label="In place of"),
        Column("actor_name", label="Who"),
        Column("words", label="What changed, and why", width="40%"),
    ]


class Compile(Screen):
    permissions = (COMPILE_EDITION,)
    template_name = "citations_admin/compile.html"
    page_title = "Compile an edition"
    guide = "compiling"
    header_icon = "calendar-check"
    breadcrumbs = (EDITIONS,)

    @cached_property
    def is_sample(self) -> bool:
        """A site that has only its built-in sample can still be tried out with it."""
        return not Release.objects.filter(state=Release.State.READY, is_sample=False).exists()

    def get_form(self, data=None) -> CompileForm:
        try:
            choices = release_choices(is_sample=self.is_sample)
        except ValueError:
            choices = {}
        return CompileForm(data, choices=choices)

    def get_context_data(self, **kwargs):
        form = kwargs.setdefault("form", self.get_form())
        missing = [importer.dataset.title for slug, importer in sorted(IMPORTERS.items()) if slug not in form.offered]
        partial = [option for choice in form.offered.values() for option in choice.options if option.lacks]
        rollback = latest_rollback()
        return super().get_context_data(
            missing=missing,
            partial=partial,
            is_sample=self.is_sample,
            replaced_sample=live if (live := live_edition()) and live.is_sample and not self.is_sample else None,
            rollback=rollback,
            not_live=only_in(rollback),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.release_fields:
            messages.error(request, "There is no ready release to compile from. Upload releases first.")
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if form.is_valid():
            try:
                edition, created = request_edition(
                    name=form.cleaned_data["name"], pins=form.pins, user=request.user, is_sample=self.is_sample
                )
            except UnknownPin as error:
                # It went while the form was looked at: what is offered now is another choice.
                form = self.get_form(request.POST)
                if form.is_valid():
                    form.add_error(None, str(error))
            except ValueError as error:
                form.add_error(None, str(error))
            except IntegrityError:
                form.add_error(None, "Somebody else began an edition of that name this very moment. Choose another name.")
            else:
                for dataset, lost in _left_out(edition, live_edition()):
                    words = f"{dataset.title} is left out, so pages lose {lost}."
                    messages.warning(request, f"{words} Look at the preview before you publish.")
                if created:
                    queue_work(request, edition)
                else:
                    messages.info(request, f"Edition {edition} holds these very releases already, so no second one was made.")
                return redirect(screen_url(edition))
        return self.render_to_response(self.get_context_data(form=form), status=422)


def only_in(rollback: Activation | None) -> list[Release]:
    """The releases of an edition that was rolled back which the one that is live instead does not hold."""
    if rollback is None or rollback.from_edition is None:
        return []
    live = rollback.to_edition.members.values("release")
    gone = rollback.from_edition.members.exclude(release__in=live).select_related("release__dataset")
    return [member.release for member in gone]


def _left_out(edition: Edition, live: Edition | None) -> list[tuple[Dataset, str]]:
    """The datasets that readers see now and the edition does not hold, each with what pages would lose."""
    lost = [dataset for dataset in datasets_lost(edition, live) if dataset.slug in IMPORTERS]
    return [(dataset, lost_without(dataset.slug)) for dataset in lost]


class EditionDetail(Screen):
    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/edition.html"
    guide = "compiling"
    header_icon = "calendar-check"
    breadcrumbs = (EDITIONS,)

    @cached_property
    def edition(self) -> Edition:
        return get_object_or_404(Edition.objects.select_related("created_by"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"Edition {self.edition}"

    def get_context_data(self, **kwargs):
        edition = self.edition
        live = live_edition()
        is_live = live == edition
        kinds = edition.profiles.order_by().values_list("kind").annotate(Count("pk"))
        named = sorted((names_of(kind).title, count) for kind, count in kinds)
        return super().get_context_data(
            edition=edition,
            is_live=is_live,
            rollback=rolled_back_editions().get(edition.pk),
            work=work_status(edition),
            steps=edition_steps(edition, is_live=is_live),
            aside=set_aside_in(edition),
            left_out=_left_out(edition, live),
            waiting=() if is_live else unacknowledged_in(edition),
            members=edition.members.select_related("dataset", "release").defer("release__report"),
            kinds=[{"label": title, "count": count} for title, count in named if title],
            activations=Activation.objects.filter(
                Q(to_edition=edition) | Q(from_edition=edition, kind=Activation.Kind.ROLLBACK)
            ).select_related("from_edition", "to_edition"),
            **kwargs,
        )


class EditionProgress(ProgressView):
    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    model = Edition


class StartEdition(ChangeView):
    """Start compiling what waits, or start again what failed, was cancelled or was left behind."""

    model = Edition
    permissions = (COMPILE_EDITION,)

    def change(self, request, subject: Edition) -> None:
        queue_work(request, start_edition_again(edition=subject, user=request.user))


class CancelEdition(ChangeView):
    """End the compile, or the wait for one."""

    model = Edition
    permissions = (COMPILE_EDITION,)

    def change(self, request, subject: Edition) -> None:
        say_cancelled(request, cancel_edition(edition=subject, user=request.user))


class RollBack(ActionView):
    permissions = (PUBLISH_EDITION,)

    def perform(self, request) -> str | HttpResponse:
        previous = previous_live_edition()
        form = RollbackForm(request.POST, auto_id="rollback-%s")
        if previous and form.was_seen_with(live_edition()):
            form.confirm_set_aside(set_aside_in(previous))
        if form.is_valid():
            try:
                activation = rollback_edition(user=request.user, **form.cleaned_data)
            except LiveEditionMoved as refusal:
                form.add_error(None, str(refusal))
                form.untick("although_set_aside")
            except ValueError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Edition {activation.to_edition} is live again in place of {activation.from_edition}.")
                return reverse("citations_admin:editions")
        return render_invalid(EditionList(roll_back=form), request)
