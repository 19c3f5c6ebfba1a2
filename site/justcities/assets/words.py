"""What came of reading a file, in words for the editor: what it means, and what to do."""

from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from justcities.assets.extraction import Outcome
from justcities.assets.models import DocumentReading, SiteDocument
from justcities.core.languages import cldr, current

MEANINGS: dict[str, Promise] = {
    Outcome.TEXT: _("The text was found, so readers can search in this file."),
    Outcome.NO_TEXT: _(
        "There is no text in this file; a PDF may be a scan, pictures of pages. Readers can’t "
        "search it, and it can’t be read aloud. If you can, have its text recognised (OCR) and "
        "choose the new file here."
    ),
    Outcome.ENCRYPTED: _(
        "The file is locked with a password. Readers can’t open it without. Please save it "
        "without a password and choose it here."
    ),
    Outcome.DAMAGED: _(
        "The file is damaged or put together in an unusual way. Please open it on your machine: "
        "if it opens, save it anew and choose it here; if not, ask for another copy."
    ),
    Outcome.TOO_LARGE: _(
        "Reading the file takes more memory than it may. Readers can download it but not search "
        "it. A smaller file may do: one with fewer or smaller pictures, or in several parts."
    ),
    Outcome.TOO_SLOW: _(
        "Reading the file took longer than 20 seconds. Try it again when the site is less busy. "
        "If it stays so, save the file anew, or in several parts."
    ),
    Outcome.UNSUPPORTED: _("This kind of file has no text to search. That is as it should be."),
}
REMARKS: dict[str, Promise] = {
    "cut": _("It is very long. Only its beginning, up to 2 million characters, can be searched."),
    "broken_pages": _("Some of its pages are damaged and can’t be shown."),
    "unchecked": _("Whether it would run something when opened could not be found out."),
    "javascript": _(
        "It holds a script (JavaScript). Forms use this to reckon, but so do attacks. Is the file "
        "from somebody you trust? A copy printed as PDF has none."
    ),
    "launch": _(
        "It would start a program on the reader’s machine. Don’t publish it unless you know why."
    ),
    "submits": _("It has a form that sends what people write in it to another place."),
    "acts_on_opening": _("It does something by itself when it is opened."),
    "embedded_files": _(
        "It carries other files in it. They are neither searched nor looked into here."
    ),
    "media": _("It has sound or film in it that few programs play."),
}
WAITING = _("The file has not been read yet. It is usually read within a minute of saving it.")
OTHER_FILE = _("This is of the file before. The new one is read within a minute or so.")


class Told(NamedTuple):
    """What the form of a document shows: ``tone`` is one of Wagtail's classes for help."""

    tone: str
    heading: str
    meaning: str
    facts: list[str]
    remarks: list[str]


def tell(document: SiteDocument) -> Told:
    """Return what is known of a document's file, in the active language."""
    reading = DocumentReading.objects.filter(document=document).first()
    if reading is None:
        return Told("help-info", gettext("Not read yet"), str(WAITING), [], [])
    remarks = [str(REMARKS[flag]) for flag in reading.flags if flag in REMARKS]
    if not reading.is_of(document):
        remarks.insert(0, str(OTHER_FILE))
    is_well = reading.outcome in {Outcome.TEXT, Outcome.UNSUPPORTED} and not remarks
    return Told(
        "help-info" if is_well else "help-warning",
        str(Outcome(reading.outcome).label),
        str(MEANINGS[reading.outcome]),
        _facts(reading),
        remarks,
    )


def _facts(reading: DocumentReading) -> list[str]:
    facts = []
    if reading.language:
        facts.append(gettext("Language: %(name)s") % {"name": language_name(reading.language)})
    if reading.page_count:
        facts.append(
            ngettext("%(count)s page", "%(count)s pages", reading.page_count)
            % {"count": _number(reading.page_count)}
        )
    if reading.characters:
        facts.append(
            ngettext("%(count)s character", "%(count)s characters", reading.characters)
            % {"count": _number(reading.characters)}
        )
    return facts


def _number(number: int) -> str:
    return number_format(number, force_grouping=True)


def language_name(code: str) -> str:
    """Return the name of any language in the active one; its code where it has none there."""
    return str(cldr(current()).languages.get(code, code))
