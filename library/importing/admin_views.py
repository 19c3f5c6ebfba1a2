"""Imports in the admin: upload, match columns, look at the dry run, bring in, undo."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from library.importing import admin_queries, keywords, services
from library.importing.forms import ColumnsForm, UploadForm
from library.importing.permissions import can_import, imports_of
from library.importing.report import lines
from library.importing.tasks import read_source
from library.importing.undoing import edited_since
from library.models import Import, ImportRow

PER_PAGE = 50
View = Callable[..., HttpResponseBase]
State = Import.State


def for_importers(view: View) -> View:
    """Refuse a view to people who may not bring things in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_import(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def page_of(request: HttpRequest, items: Any) -> Any:
    """Return the asked page of a list; the first or last for a number that makes no sense."""
    return Paginator(items, PER_PAGE).get_page(request.GET.get("p"))


def answer(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """Answer with a page of the admin under the breadcrumbs of imports."""
    steps = [{"url": reverse("library_imports:index"), "label": _("Imports")}]
    steps += context.pop("steps", [])
    return render(
        request,
        f"library/admin/imports/{template}.html",
        {
            "page_title": title,
            "header_title": title,
            "header_icon": "download",
            "breadcrumbs_items": [*steps, {"url": "", "label": title}],
            **context,
        },
    )


@for_importers
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the imports this person may look at."""
    page = page_of(request, admin_queries.imports(request.user))
    return answer(
        request,
        "index",
        _("Imports"),
        page=page,
        imports=list(page),
        waiting=keywords.waiting_words().count(),
    )


@for_importers
def add(request: HttpRequest) -> HttpResponse:
    """Take a file; it is read after the response."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        of = form.save(commit=False)
        of.name = form.cleaned_data["file"].name[:255]
        of.made_by = request.user
        with transaction.atomic():
            of.save()
            transaction.on_commit(lambda: read_source.enqueue(of.pk))
        return redirect("library_imports:show", of.pk)
    return answer(request, "add", _("Bring something in"), form=form)


@for_importers
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an import is, and what it says of each row."""
    of = get_object_or_404(admin_queries.imports(request.user), pk=pk)
    if of.state == State.MAPPING:
        return redirect("library_imports:columns", pk)
    outcome = request.GET.get("outcome", "")
    page = page_of(request, admin_queries.rows(of, outcome))
    counts = admin_queries.counts(of)
    on_the_way = of.state in services.ON_THE_WAY
    return answer(
        request,
        "show",
        of.name,
        of=of,
        counts=counts,
        outcome=outcome,
        page=page,
        address=urlencode({"outcome": outcome}),
        rows=[] if on_the_way else admin_queries.shown(list(page)),
        on_the_way=on_the_way,
        stands_still=services.stands_still(of),
        to_take=sum(taken for _value, _name, _all, taken in counts),
        can_confirm=of.state == State.READ,
        can_undo=services.can_be_undone(of),
        can_match=of.state == State.READ and bool(of.mapping),
        can_delete=services.can_be_thrown_away(of),
    )


@for_importers
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what the columns of a table mean."""
    of = get_object_or_404(imports_of(request.user), pk=pk)
    if of.state not in {State.MAPPING, State.READ} or not of.mapping:
        return redirect("library_imports:show", pk)
    form = ColumnsForm(of.mapping, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                services.match_columns(of, form.chosen())
                transaction.on_commit(lambda: read_source.enqueue(of.pk))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("library_imports:show", pk)
    steps = [{"url": reverse("library_imports:show", args=[pk]), "label": of.name}]
    return answer(request, "columns", _("Match the columns"), of=of, form=form, steps=steps)


@for_importers
@require_POST
def choose(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Keep what an editor has decided on one row, and go back to it."""
    rows = ImportRow.objects.filter(of__in=imports_of(request.user)).select_related("of")
    found = get_object_or_404(rows, of=pk, number=row)
    _tried(request, lambda: services.choose(found, request.POST.get("choice", "")))
    back = urlencode(
        {name: request.GET[name] for name in ("outcome", "p") if request.GET.get(name)}
    )
    return redirect(f"{reverse('library_imports:show', args=[pk])}?{back}#row-{row}")


@for_importers
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring in what the dry run says."""
    of = get_object_or_404(imports_of(request.user), pk=pk)
    _tried(request, lambda: services.confirm(of, request.user))
    return redirect("library_imports:show", pk)


@for_importers
@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin again what stands still."""
    of = get_object_or_404(imports_of(request.user), pk=pk)
    _tried(request, lambda: services.go_on(of))
    return redirect("library_imports:show", pk)


@for_importers
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import back, once it is confirmed; what was edited since is named before."""
    of = get_object_or_404(imports_of(request.user), pk=pk)
    if not services.can_be_undone(of):
        return redirect("library_imports:show", pk)
    if request.method == "POST":
        _tried(request, lambda: services.start_undoing(of, request.user))
        return redirect("library_imports:show", pk)
    steps = [{"url": reverse("library_imports:show", args=[pk]), "label": of.name}]
    written = of.rows.filter(written=True)
    return answer(
        request,
        "undo",
        _("Undo this import"),
        of=of,
        steps=steps,
        edited=edited_since(of),
        made=written.filter(made=True).count(),
        changed=written.filter(made=False).count(),
    )


@for_importers
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away an import that has changed nothing."""
    of = get_object_or_404(imports_of(request.user), pk=pk)
    if _tried(request, lambda: services.throw_away(of)):
        messages.success(request, _("“%(name)s” was thrown away.") % {"name": of.name})
        return redirect("library_imports:index")
    return redirect("library_imports:show", pk)


@for_importers
@require_GET
def report(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Answer with all rows as CSV."""
    of = get_object_or_404(imports_of(request.user), pk=pk)
    name = slugify(of.name)[:60] or "import"
    return StreamingHttpResponse(
        lines(of),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}-{of.pk}.csv"',
            "Cache-Control": "private, no-store",
        },
    )


def _tried(request: HttpRequest, step: Callable[[], None]) -> bool:
    """Do a step; where it makes no sense any more, say so and tell that nothing was done."""
    try:
        step()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    return True
