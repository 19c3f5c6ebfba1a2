"""Words of imports in the admin: match each to a concept, make it a keyword, or leave it out."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from justcities.vocabulary.permissions import can_add
from library.importing import keywords
from library.importing.admin_views import answer, for_importers, page_of
from library.importing.forms import MatchForm
from library.models import KeywordMapping


@for_importers
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the words that wait, those of the most records first, or those that are decided."""
    decided = request.GET.get("show") == "decided"
    page = page_of(request, keywords.decided_words() if decided else keywords.waiting_words())
    return answer(
        request,
        "words",
        _("Words to be matched"),
        page=page,
        words=list(page),
        decided=decided,
        address="show=decided" if decided else "",
        can_make=can_add(request.user),
    )


@for_importers
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on one word; its records get the concept after the response."""
    mapping = get_object_or_404(KeywordMapping, pk=pk)
    choice = request.POST.get("choice", "match")
    form = MatchForm(request.POST if request.method == "POST" and choice == "match" else None)
    problem = ""
    if request.method == "POST":
        try:
            if choice == "leave-out":
                keywords.leave_out(mapping)
                return _done(request, mapping)
            if choice == "keyword" and can_add(request.user):
                keywords.make_keyword(mapping, get_language() or "en", request.user)
                return _done(request, mapping)
        except ValidationError as error:
            problem = " ".join(error.messages)
        if choice == "match" and form.is_valid():
            keywords.match(mapping, form.cleaned_data["concept"], request.user)
            return _done(request, mapping)
    return answer(
        request,
        "word",
        _("“%(word)s”") % {"word": mapping.text},
        steps=[{"url": reverse("library_imports:words"), "label": _("Words to be matched")}],
        word=mapping,
        form=form,
        media=form.media,
        problem=problem,
        can_make=can_add(request.user),
        records=list(keywords.waiting_for(mapping, request.user)[:10]),
        uses=mapping.waiting.count(),
    )


def _done(request: HttpRequest, mapping: KeywordMapping) -> HttpResponse:
    if mapping.concept is not None:
        text = _("“%(word)s” means “%(concept)s” from now on.") % {
            "word": mapping.text,
            "concept": mapping.concept,
        }
    else:
        text = _("“%(word)s” is left out from now on.") % {"word": mapping.text}
    messages.success(request, text)
    return redirect("library_imports:words")
