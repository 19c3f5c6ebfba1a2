"""The vocabulary's addresses in the admin, below ``vocabulary/``."""

from django.urls import path

from justcities.vocabulary import admin_views as views
from justcities.vocabulary.language_fields import complete_languages

app_name = "vocabulary"
urlpatterns = [
    path("", views.index, name="index"),
    path("labels/", views.grid, name="grid"),
    path("add/", views.add, name="add"),
    path("suggest/", views.complete_concepts, name="suggest"),
    path("cities/suggest/", views.complete_cities, name="cities"),
    path("languages/suggest/", complete_languages, name="languages"),
    path("<int:pk>/", views.edit, name="edit"),
    path("<int:pk>/merge/", views.merge, name="merge"),
    path("<int:pk>/promote/", views.promote, name="promote"),
    path("<int:pk>/delete/", views.delete, name="delete"),
]
