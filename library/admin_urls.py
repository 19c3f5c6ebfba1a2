"""The library's addresses in the admin, below ``library/``."""

from django.urls import path

from library import admin_views as views

app_name = "library_admin"
urlpatterns = [
    path("look-alikes/", views.show_look_alikes, name="look_alikes"),
    path("files/<int:pk>/", views.show_file_facts, name="file_facts"),
]
