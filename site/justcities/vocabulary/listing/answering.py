"""The answer of a listing: the whole page, or only the part that changes for htmx."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse

from justcities.core.models import BasePage


def answer(
    request: HttpRequest, page: BasePage, part: str, context: dict[str, Any]
) -> TemplateResponse:
    """Answer with the page's own template, or with its changing part where htmx asks for that.

    A page that htmx restores from the history is asked for whole.

    Args:
        request: the request.
        page: the page that lists.
        part: the template of the part that changes.
        context: what is shown beside the page's own context; ``partial`` is added.
    """
    partial = request.headers.get("HX-Request") == "true" and not request.headers.get(
        "HX-History-Restore-Request"
    )
    template = part if partial else page.get_template(request)
    shown = {**page.get_context(request), **context, "partial": partial}
    response = TemplateResponse(request, template, shown)
    response["Vary"] = "HX-Request"
    return response
