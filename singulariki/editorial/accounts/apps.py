from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's users and groups, with our views."""

    user_viewset = "singulariki.editorial.accounts.users.UserViewSet"
    group_viewset = "singulariki.editorial.accounts.users.GroupViewSet"
