"""Blocks of case studies and editions."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from justcities.core.blocks import GROUP_TEXT, CountedTextBlock, LineBlock, PartsBlock, StreamBlocks


class LessonBlock(PartsBlock):
    """One lesson: the claim, what it rests on, where it holds."""

    claim = LineBlock(label=_("the lesson, as advice"), max_length=140)
    rests_on = CountedTextBlock(label=_("what it rests on"), max_length=500, rows=3)
    elsewhere = CountedTextBlock(
        label=_("where it holds, and where it does not"), max_length=500, rows=3
    )

    class Meta:
        icon = "lightbulb"
        label = _("Lesson")
        group = GROUP_TEXT
        description = _("Advice to others, what it rests on, and where it holds.")
        template = "blocks/lesson.html"
        preview_value = {
            "claim": "Register doors, not people",
            "rests_on": "Three requests for names in seven years, all refused.",
            "elsewhere": "Holds where tenure is insecure.",
        }


class EventBlock(PartsBlock):
    """A date of an edition: a forum, a workshop, a launch."""

    name = LineBlock(label=_("name"), max_length=120)
    start = blocks.DateBlock(label=_("from"))
    end = blocks.DateBlock(label=_("until"), required=False)
    place = LineBlock(label=_("place"), max_length=120, required=False)
    text = CountedTextBlock(label=_("what happens"), max_length=400, rows=3, required=False)

    class Meta:
        icon = "date"
        label = _("Date")
        group = GROUP_TEXT
        description = _("A forum, workshop or launch, with its days and place.")
        template = "blocks/event.html"
        preview_value = {"name": "Launch", "start": date(2026, 11, 24), "place": "Jakarta"}


class LessonBlocks(StreamBlocks):
    """The lessons of a case study."""

    lesson = LessonBlock()

    class Meta:
        icon = "lightbulb"


class EventBlocks(StreamBlocks):
    """The dates of an edition."""

    event = EventBlock()

    class Meta:
        icon = "date"
