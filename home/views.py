"""Views behind pages of this app."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from home.contact import ContactForm, take_message
from home.models import ContactPage
from justcities.accounts.open_forms import TOO_MANY, may_send


@never_cache
def contact(request: HttpRequest, page: ContactPage) -> HttpResponse:
    """Show the contact form, take a message, or thank for one.

    A taken message is answered with a redirect, so that loading the page again doesn't send it
    again. A refused one is answered with the form and all that was typed: 429 beyond the limit of
    an hour, else 200.
    """
    status = 200
    form = ContactForm()
    if request.method == "POST":
        form = ContactForm(request.POST)
        if form.is_valid():
            if may_send(request, "contact"):
                take_message(form, page.locale.language_code)
                return HttpResponseRedirect(f"{page.get_url(request)}?sent")
            form.add_error(None, ValidationError(TOO_MANY, code="too_many"))
            status = 429
        form = form.shown_again()
    context = {
        **page.get_context(request),
        "form": form,
        "sent": request.method == "GET" and "sent" in request.GET,
    }
    return TemplateResponse(request, page.get_template(request), context, status=status)
