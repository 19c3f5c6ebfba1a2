"""The site's addresses."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from justcities.assets.views import serve_document
from justcities.core import views as core_views

handler400 = "justcities.core.views.bad_request"
handler403 = "justcities.core.views.permission_denied"
handler404 = "justcities.core.views.page_not_found"
handler500 = "justcities.core.views.server_error"

urlpatterns = [
    path("health/live", core_views.live, name="health_live"),
    path("health/ready", core_views.ready, name="health_ready"),
    # Before the admin's own: sign-in and account (they go round verification), and folders.
    path("admin/", include("justcities.accounts.admin_urls")),
    path("admin/", include("justcities.assets.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path(
        "documents/<int:document_id>/<path:document_filename>",
        serve_document,
        name="wagtaildocs_serve",
    ),
]
urlpatterns += i18n_patterns(
    path("account/", include("allauth.account.urls")),
    path("", include(wagtail_urls)),
)
if settings.DEBUG:
    urlpatterns = static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) + urlpatterns
