"""The library's addresses in the admin, below ``library/``."""

from django.urls import path

from library import admin_views, care_report, suggestions_admin

app_name = "library_admin"
urlpatterns = [
    path("look-alikes/", admin_views.show_look_alikes, name="look_alikes"),
    path("files/<int:pk>/", admin_views.show_file_facts, name="file_facts"),
    path("suggestions/", suggestions_admin.SuggestionIndexView.as_view(), name="suggestions"),
    path(
        "suggestions/results/",
        suggestions_admin.SuggestionIndexView.as_view(results_only=True),
        name="suggestions_results",
    ),
    path("suggestions/<int:pk>/", suggestions_admin.suggestion, name="suggestion"),
    path(
        "suggestions/<int:pk>/delete/",
        suggestions_admin.SuggestionDeleteView.as_view(),
        name="delete_suggestion",
    ),
    path("care/", care_report.overview, name="care"),
    path("care/look/", care_report.look_now, name="look_now"),
    path("care/<slug:name>/", care_report.CareReport.as_view(), name="care_list"),
    path(
        "care/<slug:name>/results/",
        care_report.CareReport.as_view(results_only=True),
        name="care_list_results",
    ),
]
