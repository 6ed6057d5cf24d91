"""A person's own account: settings, and the reset of a forgotten password."""

import logging
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.core.mail import get_connection
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import account

from citations.models import StewardNotices
from citations.notices import is_steward, notices_begun
from singulariki.delivery.mail import MailServer, sends_mail
from singulariki.delivery.throttling import locked_out
from singulariki.editorial.uploads import PortraitForm

log = logging.getLogger(__name__)
# Requests for a mail are counted like failed logins, under a name that no user can have.
RESET = {"username": "(password reset)"}
MAIL_FAILS = (
    "The mail cannot be sent: the site's mail server does not answer. Nothing has changed. Try again later, "
    "or ask an administrator to set a password for you."
)


class StewardNoticesForm(ModelForm):
    class Meta:
        model = StewardNotices
        fields = ["wants_mail"]


class StewardNoticesPanel(account.BaseSettingsPanel):
    """Whether a person who may manage releases or editions gets mails about them."""

    name = "steward-notices"
    title = "Releases and editions"
    tab = account.notifications_tab
    order = 200
    form_class = StewardNoticesForm

    def is_active(self) -> bool:
        return is_steward(self.user)

    def get_form(self) -> ModelForm:
        sent = self.request.POST if self.request.method == "POST" else None
        return StewardNoticesForm(sent, instance=notices_begun(self.user), prefix=self.name)


class AccountView(account.AccountView):
    def get_panels(self) -> list:
        panels = super().get_panels()
        if not sends_mail():
            mails = (account.NotificationsSettingsPanel, StewardNoticesPanel)
            panels = [panel for panel in panels if not isinstance(panel, mails)]
        for panel in panels:
            if isinstance(panel, account.AvatarSettingsPanel):
                panel.form_class, panel.template_name = PortraitForm, "editorial/admin/portrait_panel.html"
        return panels


class PasswordResetView(account.PasswordResetView):
    """Says that mail fails before it looks whose address was given, so that the answer tells nobody who has an account."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not AxesProxyHandler.is_allowed(request, RESET):
            return locked_out(request, None, RESET)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        user_login_failed.send(sender=__name__, credentials=RESET, request=self.request)
        self.request.axes_locked_out = False  # this one still goes out
        try:
            if isinstance(server := get_connection(), MailServer):
                server.open()
                server.close()
        except ConnectionError as error:
            log.error("The mail server does not take mails: %s", error)
            form.add_error(None, MAIL_FAILS)
            return self.form_invalid(form)
        return super().form_valid(form)


# In front of Wagtail's own, at the same addresses and under the same names.
urlpatterns = [
    path("account/", never_cache(require_admin_access(AccountView.as_view())), name="wagtailadmin_account"),
    path("password_reset/", never_cache(PasswordResetView.as_view()), name="wagtailadmin_password_reset"),
]
