"""Blocks shared by page bodies. Each has an icon, a group, a description and a preview."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from justcities.core.limits import tell_limit
from justcities.core.widgets import CountedTextarea

RICH_TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]

GROUP_TEXT = _("Text")
GROUP_MEDIA = _("Pictures and figures")
GROUP_INFOGRAPHIC = _("Infographics")


class CountedTextBlock(blocks.TextBlock):
    """A plain text whose limit is told while one types, and that is never cut.

    Wagtail's own has HTML's ``maxlength``, with which a browser cuts what is pasted without a word.
    """

    @cached_property
    def field(self) -> forms.CharField:
        """The form field, with the counting widget."""
        widget = CountedTextarea(max_length=self.field_options["max_length"], rows=self.rows)
        return forms.CharField(widget=widget, **self.field_options)


class LineBlock(blocks.CharBlock):
    """One line of text, whose limit is told near its end, and that is never cut."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        tell_limit(self.field.widget)


class PartsBlock(blocks.StructBlock):
    """A block of several parts, whose labels are written small and shown with a capital.

    As Django does it with the names of a model's fields, so that both look alike in the form.
    """

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **kwargs)
        for part in self.child_blocks.values():
            part.label = capfirst(part.label)


class StreamBlocks(blocks.StreamBlock):
    """Blocks an editor chooses and orders."""

    def clean(self, value: Any) -> Any:
        """Check the blocks.

        Raises:
            StreamBlockValidationError: one is wrong. The message of the whole, listed above the
                form, points there; Wagtail's own is “Validation error in StreamBlock”.
        """
        try:
            return super().clean(value)
        except blocks.StreamBlockValidationError as refused:
            refused.message = _("Something is missing or too long: see the messages beside it.")
            raise


class SeveralBlock(blocks.ListBlock):
    """A list that opens with as many items as it needs, and says plainly when there are too few.

    Args:
        child_block: what it is a list of.
        too_few: the message; Wagtail's own only counts.
        kwargs: ``min_num`` and what else a list takes.
    """

    def __init__(self, child_block: blocks.Block, too_few: Any, **kwargs: Any) -> None:
        super().__init__(child_block, **kwargs)
        self.too_few = too_few
        self.meta.default = [self.child_block.get_default() for _each in range(self.meta.min_num)]

    def clean(self, value: Any) -> Any:
        """Check the items, and how many there are.

        Raises:
            ListBlockValidationError: an item is wrong, or there are too few or too many.
        """
        try:
            return super().clean(value)
        except ListBlockValidationError as refused:
            if refused.non_block_errors and len(value) < self.meta.min_num:
                message = ValidationError(self.too_few, code="too_few")
                raise ListBlockValidationError(refused.block_errors, [message]) from refused
            raise


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, with headings below the section's own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = GROUP_TEXT
        description = _("Paragraphs, lists and small headings.")
        template = "blocks/text.html"
        preview_value = "<p>Nobody asked for a map. People asked for a number on every door.</p>"


class QuotationBlock(PartsBlock):
    """Somebody's own words."""

    text = CountedTextBlock(label=_("words"), max_length=500, rows=3)
    speaker = LineBlock(label=_("who says it"), max_length=100)
    role = LineBlock(label=_("who that is"), max_length=150, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = GROUP_TEXT
        description = _("Somebody's own words, with the person's name and role.")
        template = "blocks/quotation.html"
        preview_value = {
            "text": "They asked us who lives at number nine. We said: number nine does.",
            "speaker": "Isata K.",
            "role": "keeper of the register",
        }


class PullOutBlock(PartsBlock):
    """A sentence set large."""

    text = CountedTextBlock(label=_("sentence"), max_length=140, rows=2)

    class Meta:
        icon = "minus"
        label = _("Pull-out")
        group = GROUP_TEXT
        description = _("One strong sentence from the text, set large.")
        template = "blocks/pull_out.html"
        preview_value = {"text": "The register holds doors, never people."}


class ImageBlock(PartsBlock):
    """A picture. Its alternative text stands on the picture and can be overridden here."""

    image = ImageChooserBlock(label=_("picture"))
    alt_text = LineBlock(
        label=_("alternative text here"),
        max_length=250,
        required=False,
        help_text=_("Only where the picture's own alternative text does not fit this place."),
    )
    decorative = blocks.BooleanBlock(
        label=_("says nothing that the text does not say"), required=False
    )
    caption = LineBlock(label=_("caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        group = GROUP_MEDIA
        description = _("A picture with a caption.")
        template = "blocks/image.html"
        preview_template = "blocks/previews/image.html"
        preview_value = {"caption": "Three of the 212 lanes that named themselves."}


class FigureBlock(PartsBlock):
    """One number and the sentence it belongs to."""

    value = LineBlock(label=_("number"), max_length=40)
    text = CountedTextBlock(label=_("what it counts"), max_length=240, rows=2)

    class Meta:
        icon = "order"
        label = _("Figure")
        group = GROUP_MEDIA
        description = _("One number, set large, and what it counts.")
        template = "blocks/figure.html"
        preview_value = {"value": "23", "text": "minutes from call to arrival. It was 54."}


class KeyFiguresBlock(PartsBlock):
    """Two to six numbers side by side."""

    heading = LineBlock(label=_("heading"), max_length=120, required=False)
    figures = SeveralBlock(
        FigureBlock(),
        too_few=_("Give two figures at least. For one alone, use the block “Figure” in a section."),
        label=_("figures"),
        min_num=2,
        max_num=6,
    )
    source = LineBlock(label=_("source"), max_length=250, required=False)

    class Meta:
        icon = "table"
        label = _("Key figures")
        group = GROUP_INFOGRAPHIC
        description = _("Two to six numbers that tell the story together.")
        template = "blocks/key_figures.html"
        preview_value = {
            "heading": "Thirty-one minutes",
            "figures": [
                {"value": "23", "text": "minutes from call to arrival"},
                {"value": "6,140", "text": "doors with a number"},
            ],
            "source": "log of the ambulance service",
        }


class StepBlock(PartsBlock):
    """One step of several."""

    title = LineBlock(label=_("step"), max_length=120)
    text = CountedTextBlock(label=_("what is done"), max_length=300, rows=2)
    duration = LineBlock(label=_("how long"), max_length=80, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(PartsBlock):
    """Two to eight steps in order."""

    heading = LineBlock(label=_("heading"), max_length=120, required=False)
    steps = SeveralBlock(
        StepBlock(),
        too_few=_("Give two steps at least, or take this block away."),
        label=_("steps"),
        min_num=2,
        max_num=8,
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = GROUP_INFOGRAPHIC
        description = _("What was done, in order, and how long each step took.")
        template = "blocks/steps.html"
        preview_value = {
            "heading": "Two steps",
            "steps": [
                {"title": "Walk", "text": "Pairs walk every passage.", "duration": "6 weeks"},
                {"title": "Name", "text": "Each lane names itself.", "duration": "10 weeks"},
            ],
        }


class DescribedPictureBlock(PartsBlock):
    """A drawn infographic and, in words, all that it shows."""

    image = ImageChooserBlock(label=_("picture"))
    heading = LineBlock(label=_("heading"), max_length=120, required=False)
    short_description = LineBlock(
        label=_("what it is, in short"), max_length=150, help_text=_("Read instead of the picture.")
    )
    long_description = CountedTextBlock(
        label=_("all that it shows, in words"), max_length=2000, rows=6
    )

    class Meta:
        icon = "image"
        label = _("Picture with long description")
        group = GROUP_INFOGRAPHIC
        description = _("An infographic drawn elsewhere, with all that it shows in words.")
        template = "blocks/described_picture.html"
        preview_template = "blocks/previews/image.html"
        preview_value = {
            "heading": "Three lanes",
            "short_description": "Plan of the settlement.",
            "long_description": "Roofs between a road and the water; three lanes are marked.",
        }


class HeadingBlock(LineBlock):
    """A heading in a page's body."""

    class Meta:
        icon = "title"
        label = _("Heading")
        group = GROUP_TEXT
        description = _("A heading that parts the page.")
        template = "blocks/heading.html"
        preview_value = "What we look for"


class SectionBlocks(StreamBlocks):
    """What a section of a case study's narrative is made of."""

    text = TextBlock()
    quotation = QuotationBlock()
    pull_out = PullOutBlock()
    image = ImageBlock()
    figure = FigureBlock()

    class Meta:
        icon = "doc-full"


class InfographicBlocks(StreamBlocks):
    """What a case study's infographic section is made of."""

    key_figures = KeyFiguresBlock()
    steps = StepsBlock()
    described_picture = DescribedPictureBlock()

    class Meta:
        icon = "table"


class BodyBlocks(StreamBlocks):
    """What an ordinary page is made of."""

    heading = HeadingBlock(max_length=120)
    text = TextBlock()
    quotation = QuotationBlock()
    pull_out = PullOutBlock()
    image = ImageBlock()
    figure = FigureBlock()
    key_figures = KeyFiguresBlock()
    steps = StepsBlock()

    class Meta:
        icon = "doc-full"
