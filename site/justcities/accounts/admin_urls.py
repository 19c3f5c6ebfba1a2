"""Addresses of the admin that stand before Wagtail’s own, which are the same."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from justcities.accounts import admin_account, views

urlpatterns = [
    path("login/", views.admin_login, name="admin_login"),
    path("password_reset/", views.admin_password_reset),
    path("password_reset/<path:rest>", views.admin_password_reset),
    *decorate_urlpatterns(
        decorate_urlpatterns(
            [path("account/", admin_account.OwnAccountView.as_view())], require_admin_access
        ),
        never_cache,
    ),
]
