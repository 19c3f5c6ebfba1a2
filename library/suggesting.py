"""Suggestions of resources: the form for anybody, and what editors do with one."""

from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.log_actions import log
from wagtail.rich_text import expand_db_html

from justcities.accounts.open_forms import TOO_MANY, OpenForm, may_send
from justcities.core.throttle import take_place
from justcities.core.widgets import CountedTextarea
from library.choices import FileRole, IdentifierKind
from library.duplicates import find
from library.identifiers import normal_url
from library.models import (
    LibraryIndexPage,
    ResourceAgent,
    ResourceFile,
    ResourceIdentifier,
    ResourcePage,
    Suggestion,
    SuggestionAnswer,
)
from library.models.suggestions import WHY_LENGTH
from library.permissions import can_answer_suggestions, can_see_resource
from library.record import Agent, Record
from library.starting_texts import scope

LOOKS_AN_HOUR = 15
"""So often a connection is told what the library has: more often than it may send, and bounded."""
KEPT_DAYS = 365
"""So many days after the last answer a suggestion is deleted, with all it says of a person."""


class SuggestionForm(OpenForm, forms.ModelForm):
    """What it is, where, why, and who says so. ``another_one`` answers “we have it”."""

    another_one = forms.BooleanField(label=_("It is another one: send it"), required=False)

    class Meta:
        model = Suggestion
        fields = ["title", "link", "who_made_it", "why", "name", "email"]
        # The model has the words of those who read it.
        labels = {
            "title": _("What is it called?"),
            "link": _("Where can it be found?"),
            "who_made_it": _("Who made it?"),
            "why": _("What is it good for?"),
            "name": capfirst(_("your name")),
            "email": capfirst(_("your e-mail address")),
        }
        help_texts = {
            "link": _("The address of a page or file on the web, if there is one."),
            "why": _("Whom did it help, and with what?"),
            "email": _("Only if you would like to hear what becomes of it."),
        }
        widgets = {
            "link": forms.TextInput(attrs={"inputmode": "url", "dir": "ltr"}),
            "why": CountedTextarea(max_length=WHY_LENGTH, rows=6),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        }
        field_classes = {"link": forms.CharField}

    def clean_link(self) -> str:
        """Return the address in its normal form; people leave out the https://.

        Raises:
            ValidationError: where it is none.
        """
        typed = self.cleaned_data["link"].strip()
        if not typed:
            return ""
        try:
            return normal_url(typed)
        except ValueError as error:
            raise ValidationError(str(error)) from error


@never_cache
def suggest(request: HttpRequest, page: LibraryIndexPage) -> HttpResponse:
    """Show what belongs into the library and the form, take a suggestion, or thank for one.

    What the library has already is named, where this reader may see it; sending it all the same
    takes one tick. Of what isn't theirs to see nothing is told: editors see that in the queue.
    """
    status, known = 200, []
    form = SuggestionForm()
    if request.method == "POST":
        form = SuggestionForm(request.POST)
        if form.is_valid():
            looks = not form.cleaned_data["another_one"]
            may_look = not looks or take_place(request, "suggest_look", LOOKS_AN_HOUR)
            if looks and may_look:
                known = _known(record_of(form.instance), page, request.user)
            if may_look and not known and may_send(request, "suggest"):
                take_suggestion(form, page.locale.language_code)
                return HttpResponseRedirect(f"{page.get_url(request)}suggest/?sent")
            if not known:
                form.add_error(None, ValidationError(TOO_MANY, code="too_many"))
                status = 429
        form = form.shown_again()
    context = {
        **page.get_context(request),
        "form": form,
        "known": known,
        "asks_again": bool(known) or "another_one" in form.data,
        "scope": expand_db_html(page.scope) or scope(page.locale.language_code),
        "sent": request.method == "GET" and "sent" in request.GET,
    }
    return TemplateResponse(request, "library/suggest.html", context, status=status)


def _known(record: Record, page: LibraryIndexPage, user: Any) -> list[ResourcePage]:
    """Return what the library has that looks the same, in the reader's language where it can."""
    found = []
    for match in find(record):
        other = match.page
        if other is None:
            continue
        translated = other.get_translations(inclusive=True).filter(locale=page.locale).first()
        shown = [each for each in (translated, other) if each and can_see_resource(user, each)]
        found += shown[:1]
    return found


def take_suggestion(form: SuggestionForm, language: str) -> Suggestion:
    """Store a suggestion.

    Args:
        form: a valid form.
        language: of the page it was sent from.
    """
    suggestion: Suggestion = form.save(commit=False)
    suggestion.language = language
    suggestion.save()
    return suggestion


def record_of(suggestion: Suggestion) -> Record:
    """Return what a suggestion says, as duplicates are found by."""
    return Record(
        title=suggestion.title,
        urls=[suggestion.link] if suggestion.link else [],
        agents=[Agent(suggestion.who_made_it)] if suggestion.who_made_it else [],
    )


@transaction.atomic
def accept(suggestion: Suggestion, user: Any) -> ResourcePage:
    """Make a draft of a suggestion; where there is one already, return that.

    Raises:
        PermissionDenied: for whoever may not answer, or add a resource.
    """
    suggestion = _to_answer(suggestion, user)
    if suggestion.resource is not None:
        return suggestion.resource
    library = _library_for(suggestion.language, user)
    page = ResourcePage(
        title=suggestion.title, why=suggestion.why, locale=library.locale, owner=user, live=False
    )
    if suggestion.who_made_it:
        page.agents.set([ResourceAgent(name=suggestion.who_made_it)])
    if suggestion.link:
        page.files.set([ResourceFile(link=suggestion.link, role=FileRole.WORK)])
        page.identifiers.set([ResourceIdentifier(kind=IdentifierKind.URL, value=suggestion.link)])
    library.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    log(page, "wagtail.create", user=user, content_changed=True)
    suggestion.resource = page
    _answer(suggestion, Suggestion.State.ACCEPTED, "", user)
    return page


@transaction.atomic
def ask_back(suggestion: Suggestion, text: str, user: Any) -> None:
    """Ask whoever suggested something a question, by mail.

    Raises:
        PermissionDenied: for whoever may not answer.
        ValidationError: where there is no question, or nobody to ask.
    """
    suggestion = _to_answer(suggestion, user)
    if not suggestion.email:
        raise ValidationError(_("No e-mail address was given: nobody can be asked."))
    if not text.strip():
        raise ValidationError(_("Write what you would like to know."))
    _answer(suggestion, Suggestion.State.ASKED, text, user)


@transaction.atomic
def decline(suggestion: Suggestion, reason: str, user: Any) -> None:
    """Decline a suggestion, with a reason, which is mailed where an address was given.

    Raises:
        PermissionDenied: for whoever may not answer.
        ValidationError: without a reason.
    """
    suggestion = _to_answer(suggestion, user)
    if not reason.strip():
        raise ValidationError(_("Say why. It is sent to whoever suggested it."))
    _answer(suggestion, Suggestion.State.DECLINED, reason, user)


def _to_answer(suggestion: Suggestion, user: Any) -> Suggestion:
    """Lock a suggestion, so that two editors answer one after the other."""
    if not can_answer_suggestions(user):
        raise PermissionDenied
    return Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)


def _answer(suggestion: Suggestion, state: str, text: str, user: Any) -> None:
    from library.tasks import send_answer

    answer = SuggestionAnswer.objects.create(
        suggestion=suggestion, kind=state, text=text.strip(), by=user
    )
    suggestion.state, suggestion.answered_at = state, timezone.now()
    suggestion.save()
    log(suggestion, f"library.suggestion_{state}", user=user, content_changed=False)
    if suggestion.email:
        transaction.on_commit(partial(send_answer.enqueue, answer.pk))


def _library_for(language: str, user: Any) -> LibraryIndexPage:
    """Return the library in a language, or in any, where this person may add a resource.

    Raises:
        PermissionDenied: where there is none.
    """
    pages = sorted(
        LibraryIndexPage.objects.select_related("locale"),
        key=lambda page: (page.locale.language_code != language, page.path),
    )
    for page in pages:
        if page.permissions_for_user(user).can_add_subpage():
            return page
    raise PermissionDenied


def prune_suggestions(days: int = KEPT_DAYS) -> int:
    """Delete the suggestions whose last answer is older than this; return how many."""
    limit = timezone.now() - timedelta(days=days)
    old = Suggestion.objects.filter(~Q(state=Suggestion.State.WAITING), answered_at__lt=limit)
    number = old.count()
    old.delete()
    return number
