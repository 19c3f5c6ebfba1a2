"""Work of the library that happens after the response."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from library.links import look_at_links
from library.models import Suggestion, SuggestionAnswer

# A worker does one thing at a time: letters and texts of files mustn't wait for long.
LINKS_A_TASK = 25
SECONDS_A_TASK = 60


@task()
def look_at_some_links() -> None:
    """Look at a few links that are due; what is left waits for the next time."""
    look_at_links(LINKS_A_TASK, SECONDS_A_TASK)


@task()
def send_answer(answer_id: int) -> None:
    """Mail an editor's answer to whoever suggested a resource, in the language they wrote in.

    Whoever claims it first sends it, so that a task run twice sends one letter. Where sending
    fails, the claim is given back and the error goes on to the queue.
    """
    waiting = SuggestionAnswer.objects.filter(pk=answer_id, mailed_at=None)
    if not waiting.exclude(suggestion__email="").update(mailed_at=timezone.now()):
        return
    answer = SuggestionAnswer.objects.select_related("suggestion", "by").get(pk=answer_id)
    suggestion, asks = answer.suggestion, answer.kind == Suggestion.State.ASKED
    with translation.override(suggestion.language or settings.LANGUAGE_CODE):
        letter = EmailMessage(
            subject=_subject(answer.kind),
            body=render_to_string(
                "library/email/answer.txt", {"answer": answer, "suggestion": suggestion}
            ),
            to=[suggestion.email],
            # A question is answered to whoever asked it. An editor's own address is no business
            # of strangers else: all other answers go to the site.
            reply_to=[answer.by.email] if asks and answer.by else None,
        )
    try:
        letter.send()
    except Exception:
        SuggestionAnswer.objects.filter(pk=answer_id).update(mailed_at=None)
        raise


def _subject(kind: Any) -> str:
    """Return what a letter is about. What people typed never stands in a header."""
    return {
        Suggestion.State.ASKED: translation.gettext("A question about what you suggested"),
        Suggestion.State.ACCEPTED: translation.gettext("What you suggested is being taken up"),
        Suggestion.State.DECLINED: translation.gettext("About what you suggested"),
    }[kind]
