from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from singulariki.editorial.accounts.own import AccountView, PasswordResetView

# In front of Wagtail's own, at the same addresses and under the same names.
urlpatterns = [
    path("account/", never_cache(require_admin_access(AccountView.as_view())), name="wagtailadmin_account"),
    path("password_reset/", never_cache(PasswordResetView.as_view()), name="wagtailadmin_password_reset"),
]
