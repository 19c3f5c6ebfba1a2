"""Wagtail's choosers of pages, without titles of pages that a person has nothing to do with.

Wagtail shows every page to whoever may enter the admin. Its hook narrows what is listed and found;
a page asked for by its number has to be guarded here.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views import chooser
from wagtail.models import Page

from justcities.core.access import known_pages


def _knows(user: Any, pks: set[int]) -> bool:
    return known_pages(Page.objects.filter(pk__in=pks), user).count() == len(pks)


class BrowseView(chooser.BrowseView):
    """Lists what stands below a page."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """List it.

        Raises:
            Http404: for a page that the person has nothing to do with, in the same words as for
                none. Where Wagtail starts by itself below such a page, all starts at the root.
        """
        root = Page.get_first_root_node()
        if (
            parent_page_id
            and parent_page_id != root.pk
            and not _knows(request.user, {parent_page_id})
        ):
            raise Http404
        response = super().get(request, parent_page_id)
        start = self.parent_page.pk
        if not parent_page_id and start != root.pk and not _knows(request.user, {start}):
            response = super().get(request, root.pk)
        return response


class ChosenMultipleView(chooser.ChosenMultipleView):
    """Answers the titles of chosen pages."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer them.

        Raises:
            Http404: where one is none that the person could have chosen.
        """
        pks = {int(pk) for pk in request.GET.getlist("id") if pk.isdigit()}
        if not _knows(request.user, pks):
            raise Http404
        return super().get(request)
