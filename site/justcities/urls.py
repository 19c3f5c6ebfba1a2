"""The site's addresses."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from justcities.core import views as core_views

handler400 = "justcities.core.views.bad_request"
handler403 = "justcities.core.views.permission_denied"
handler404 = "justcities.core.views.page_not_found"
handler500 = "justcities.core.views.server_error"

urlpatterns = [
    path("health/live", core_views.live, name="health_live"),
    path("health/ready", core_views.ready, name="health_ready"),
    # The admin's own sign-in would go round verification: send people to the site's.
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="admin_login",
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
urlpatterns += i18n_patterns(
    path("account/", include("allauth.account.urls")),
    path("", include(wagtail_urls)),
)
if settings.DEBUG:
    urlpatterns = static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) + urlpatterns
