"""The addresses of imports in the admin, below ``imports/``."""

from django.urls import path

from library.importing import admin_views as views
from library.importing import admin_words as words

app_name = "library_imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/rows/<int:row>/", views.choose, name="choose"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/go-on/", views.go_on, name="go_on"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/delete/", views.delete, name="delete"),
    path("<int:pk>/report.csv", views.report, name="report"),
    path("words/", words.index, name="words"),
    path("words/<int:pk>/", words.word, name="word"),
]
