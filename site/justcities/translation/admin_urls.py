"""Addresses of the admin that stand before Wagtail’s own, which are the same."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from justcities.translation import choosing, still_public

urlpatterns = decorate_urlpatterns(
    decorate_urlpatterns(
        [
            path("pages/<int:page_id>/privacy/", still_public.set_privacy),
            path("choose-page/", choosing.BrowseView.as_view()),
            path("choose-page/<int:parent_page_id>/", choosing.BrowseView.as_view()),
            path("choose-page/chosen-multiple/", choosing.ChosenMultipleView.as_view()),
        ],
        require_admin_access,
    ),
    never_cache,
)
