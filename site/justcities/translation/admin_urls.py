"""Addresses of the admin that stand before Wagtail’s own, which are the same."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from justcities.translation import still_public

urlpatterns = decorate_urlpatterns(
    decorate_urlpatterns(
        [
            path("pages/<int:page_id>/privacy/", still_public.set_privacy),
        ],
        require_admin_access,
    ),
    never_cache,
)
