"""The vocabulary's public addresses. They name concepts for others, so they never change."""

from django.urls import path, re_path

from justcities.vocabulary import views

app_name = "vocabulary_public"
urlpatterns = [
    re_path(r"^vocabulary\.(?P<export>ttl|jsonld)$", views.export, name="export"),
    re_path(
        r"^vocabulary/(?P<scheme>[a-z-]+)\.(?P<export>ttl|jsonld)$",
        views.export,
        name="scheme_export",
    ),
    path("vocabulary/<slug:scheme>", views.concept, name="scheme"),
    path("vocabulary/<slug:scheme>/<str:key>", views.concept, name="concept"),
]
