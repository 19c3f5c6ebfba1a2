"""The site's addresses."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls

from justcities.assets.views import serve_document, serve_first_page
from justcities.core import addresses
from justcities.core import views as core_views
from justcities.translation import sitemaps
from justcities.translation import views as translation_views

addresses.register()

handler400 = "justcities.core.views.bad_request"
handler403 = "justcities.core.views.permission_denied"
handler404 = "justcities.core.views.page_not_found"
handler500 = "justcities.core.views.server_error"

urlpatterns = [
    path("", translation_views.first_address, name="first_address"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<key:number>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    path("health/live", core_views.live, name="health_live"),
    path("health/ready", core_views.ready, name="health_ready"),
    # Before the admin's own: sign-in and account (they go round verification), folders,
    # restrictions and choosers of pages.
    path("admin/", include("justcities.accounts.admin_urls")),
    path("admin/", include("justcities.assets.admin_urls")),
    path("admin/", include("justcities.translation.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("justcities.vocabulary.urls")),
    path(
        "documents/<key:document_id>/first-page.webp",
        serve_first_page,
        name="document_first_page",
    ),
    path(
        "documents/<key:document_id>/<path:document_filename>",
        serve_document,
        name="wagtaildocs_serve",
    ),
]
urlpatterns += i18n_patterns(
    path("account/", include("allauth.account.urls")),
    path("translation/ask/<key:page_id>/", translation_views.ask, name="ask_for_translation"),
    # Wagtail's own sign-in for restricted pages would go round verification and its limits.
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    # As in ``wagtail.urls``, but for the bound on numbers. Shared passwords aren't offered here.
    path(
        "_util/authenticate_with_password/<key:page_view_restriction_id>/<key:page_id>/",
        wagtail_views.authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    # Wagtail's own shows English where a language has no home.
    re_path(wagtail_urls.serve_pattern, translation_views.page, name="wagtail_serve"),
)
if settings.DEBUG:
    from home.styleguide import styleguide

    urlpatterns = [path("styleguide/", styleguide, name="styleguide"), *urlpatterns]
    urlpatterns = static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) + urlpatterns
