"""Addresses of the admin that stand before Wagtail’s own, which are the same."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from justcities.assets import admin_views, document_views

urlpatterns = decorate_urlpatterns(
    decorate_urlpatterns(
        [
            path("collections/<int:pk>/", admin_views.EditCollectionView.as_view()),
            path("collections/<int:collection_id>/privacy/", admin_views.set_privacy),
            path("documents/", document_views.DocumentIndexView.as_view()),
            path("documents/results/", document_views.DocumentIndexView.as_view(results_only=True)),
            path("documents/edit/<int:document_id>/", document_views.DocumentEditView.as_view()),
            path(
                "documents/<int:document_id>/read-again/",
                document_views.read_again,
                name="read_document_again",
            ),
        ],
        require_admin_access,
    ),
    never_cache,
)
