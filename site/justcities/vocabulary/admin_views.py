"""The vocabulary in the admin: browse, search, edit, merge, promote, delete, and the label grid."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from justcities.core.languages import codes, native_name
from justcities.vocabulary import admin_queries, permissions, services
from justcities.vocabulary.forms import ConceptForm, MergeForm, PromoteForm
from justcities.vocabulary.models import Concept
from justcities.vocabulary.queries import Suggestion, suggest, suggest_cities
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.uses import use_counts
from justcities.vocabulary.widgets import fragment
from justcities.vocabulary.wording import write_token

PER_PAGE = 50
LONGEST_QUERY = 120
View = Callable[..., HttpResponse]


def allowed(rule: Callable[[Any], bool]) -> Callable[[View], View]:
    """Refuse a view to people for whom a rule of ``permissions.py`` says no."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not rule(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def page_of(request: HttpRequest, items: Any) -> Any:
    """Return the asked page of a list; the first or last for a number that makes no sense."""
    return Paginator(items, PER_PAGE).get_page(request.GET.get("p"))


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Return breadcrumbs from the vocabulary's list downwards."""
    start = [{"url": reverse("vocabulary:index"), "label": _("Vocabulary")}]
    return start + [{"url": url, "label": label} for url, label in steps]


def shown(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """Answer with a page of the admin under the vocabulary's breadcrumbs."""
    steps = context.pop("steps", [])
    user = request.user
    return render(
        request,
        f"vocabulary/admin/{template}.html",
        {
            "page_title": title,
            "header_title": title,
            "header_icon": "tag",
            "breadcrumbs_items": crumbs(*steps, ("", title)) if title else crumbs(),
            "can_add": permissions.can_add(user),
            "can_change": permissions.can_change(user),
            "can_delete": permissions.can_delete(user),
            **context,
        },
    )


def asked_scheme(request: HttpRequest, default: str = "") -> str:
    """Return the scheme of the address, or the default for one that does not exist."""
    scheme = request.GET.get("scheme", "")
    return scheme if scheme in Scheme.values else default


@allowed(permissions.can_view)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List one scheme with use counts, or what a search finds in one or all."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    scheme = asked_scheme(request, "" if text else Scheme.THEME.value)
    found_by: dict[int, str] = {}
    if text:
        concepts, found_by = admin_queries.concepts_found(text, scheme)
    else:
        concepts = admin_queries.concepts_in(scheme)
    page = page_of(request, concepts)
    return shown(
        request,
        "index",
        _("Concepts"),
        query=text,
        scheme=scheme,
        scheme_name=Scheme(scheme).label if scheme else _("All lists"),
        schemes=admin_queries.scheme_counts(),
        rows=admin_queries.rows(page, found_by),
        page=page,
        address=urlencode({"q": text, "scheme": scheme} if text else {"scheme": scheme}),
    )


@allowed(permissions.can_view)
@require_GET
def grid(request: HttpRequest) -> HttpResponse:
    """Show which concepts have a label in which language."""
    scheme = asked_scheme(request, Scheme.THEME.value)
    language = request.GET.get("language", "")
    language = language if language in codes() else ""
    concepts = (
        admin_queries.without_label(scheme, language)
        if language
        else admin_queries.concepts_in(scheme)
    )
    page = page_of(request, concepts)
    missing = admin_queries.missing_counts(scheme, codes())
    return shown(
        request,
        "grid",
        _("Labels by language"),
        scheme=scheme,
        language=language,
        schemes=[(each.value, each.label) for each in Scheme],
        languages=[(code, native_name(code), missing[code]) for code in codes()],
        rows=admin_queries.grid(page, codes()),
        page=page,
        address=urlencode({"scheme": scheme, "language": language}),
    )


@allowed(permissions.can_add)
def add(request: HttpRequest) -> HttpResponse:
    """Add a concept."""
    form = ConceptForm(
        request.POST or None,
        initial={"scheme": asked_scheme(request, Scheme.KEYWORD.value)},
    )
    if request.method == "POST" and form.is_valid():
        concept = services.save_concept(form.instance, form.words(), request.user)
        messages.success(request, _("“%(concept)s” was added.") % {"concept": concept.name})
        return redirect("vocabulary:edit", concept.pk)
    return shown(request, "edit", _("Add a concept"), form=form, media=form.media)


@allowed(permissions.can_change)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a concept with its words in all languages."""
    with transaction.atomic():
        concept = get_object_or_404(Concept.objects.select_for_update(), pk=pk)
        if concept.replaced_by_id:
            messages.warning(
                request, _("“%(old)s” was merged into this concept.") % {"old": concept.name}
            )
            return redirect("vocabulary:edit", concept.replaced_by_id)
        form = ConceptForm(request.POST or None, instance=concept)
        if request.method == "POST" and form.is_valid():
            services.save_concept(concept, form.words(), request.user)
            messages.success(request, _("“%(concept)s” was saved.") % {"concept": concept.name})
            return redirect(_list_address(concept))
    return shown(
        request,
        "edit",
        concept.label(),
        steps=[(_list_address(concept), Scheme(concept.scheme).label)],
        concept=concept,
        form=form,
        media=form.media,
        uses=use_counts([concept.pk])[concept.pk],
        is_keyword=concept.scheme == Scheme.KEYWORD,
    )


@allowed(permissions.can_change)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a concept into another: first choose, then confirm what will happen."""
    concept = get_object_or_404(Concept, pk=pk, replaced_by=None)
    form = MergeForm(request.POST or None)
    into = None
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        reason = services.refuse_merge(concept, into)
        if reason:
            form.add_error("into", reason)
            into = None
        elif "confirmed" in request.POST:
            try:
                moved = services.merge(concept, into, request.user)
            except ValidationError as error:
                form.add_error("into", error)
                into = None
            else:
                messages.success(
                    request,
                    ngettext("Merged. %(count)d use moved.", "Merged. %(count)d uses moved.", moved)
                    % {"count": moved},
                )
                return redirect("vocabulary:edit", into.pk)
    return shown(
        request,
        "merge",
        _("Merge “%(concept)s”") % {"concept": concept.label()},
        steps=[(reverse("vocabulary:edit", args=[pk]), concept.label())],
        concept=concept,
        form=form,
        media=form.media,
        into=into,
        uses=use_counts([pk])[pk],
    )


@allowed(permissions.can_change)
def promote(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a keyword into another scheme."""
    concept = get_object_or_404(Concept, pk=pk, replaced_by=None, scheme=Scheme.KEYWORD)
    form = PromoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.promote(concept, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                _("“%(concept)s” now belongs to %(scheme)s.")
                % {"concept": concept.label(), "scheme": Scheme(concept.scheme).label},
            )
            return redirect("vocabulary:edit", concept.pk)
    return shown(
        request,
        "promote",
        _("Move “%(concept)s” into a list") % {"concept": concept.label()},
        steps=[(reverse("vocabulary:edit", args=[pk]), concept.label())],
        concept=concept,
        form=form,
        media=form.media,
    )


@allowed(permissions.can_delete)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a concept that nothing uses, once confirmed."""
    concept = get_object_or_404(Concept, pk=pk, replaced_by=None)
    reason = ""
    if request.method == "POST":
        try:
            services.delete_unused(concept, request.user)
        except ValidationError as error:
            reason = error.messages[0]
        else:
            messages.success(request, _("“%(concept)s” was deleted.") % {"concept": concept.name})
            return redirect(_list_address(concept))
    return shown(
        request,
        "delete",
        _("Delete “%(concept)s”") % {"concept": concept.label()},
        steps=[(reverse("vocabulary:edit", args=[pk]), concept.label())],
        concept=concept,
        reason=reason or services.refuse_deletion(concept),
    )


def _list_address(concept: Concept) -> str:
    return f"{reverse('vocabulary:index')}?scheme={concept.scheme}"


@require_GET
def complete_concepts(request: HttpRequest) -> JsonResponse:
    """Answer what fits the typed text, for the concept picker; whoever enters the admin may ask.

    A scheme that does not exist finds nothing.
    """
    scheme = request.GET.get("scheme", "")
    if scheme and scheme not in Scheme.values:
        return _answer([])
    return _answer(suggest(request.GET.get("q", "")[:LONGEST_QUERY], scheme or None))


@require_GET
def complete_cities(request: HttpRequest) -> JsonResponse:
    """Answer the cities that fit the typed text, for the city picker."""
    return _answer(suggest_cities(request.GET.get("q", "")[:LONGEST_QUERY]))


def _answer(found: list[Suggestion]) -> JsonResponse:
    results = [
        {
            "value": each.pk,
            "token": write_token(_token_text(each), each.pk),
            "label": fragment(each.label, each.lang),
            "context": each.context,
            "hint": _hint(each),
        }
        for each in found
    ]
    message = (
        ngettext("%(count)d suggestion", "%(count)d suggestions", len(results))
        % {"count": len(results)}
        if results
        else _("Nothing found")
    )
    return JsonResponse({"results": results, "message": message})


def _token_text(each: Suggestion) -> str:
    is_place = each.context and each.context not in map(str, Scheme.labels)
    return f"{each.label} ({each.context})" if is_place else each.label


def _hint(each: Suggestion) -> str:
    if each.avoid:
        instead = each.note or _("We say “%(label)s” instead.") % {"label": each.label}
        return _("“%(wording)s”: %(advice)s") % {"wording": each.found_by, "advice": instead}
    return each.found_by
