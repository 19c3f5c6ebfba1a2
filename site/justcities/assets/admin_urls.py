"""Addresses of the admin that stand before Wagtail’s own, which are the same."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from justcities.assets import admin_views

urlpatterns = decorate_urlpatterns(
    decorate_urlpatterns(
        [
            path("collections/<int:pk>/", admin_views.EditCollectionView.as_view()),
            path("collections/<int:collection_id>/privacy/", admin_views.set_privacy),
        ],
        require_admin_access,
    ),
    never_cache,
)
