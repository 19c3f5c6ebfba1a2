"""The words of a narrative, counted as a reader would."""

import re
from typing import Any

from django.utils.html import strip_tags

_ENDS = re.compile(r"</(?:p|li|h[2-6])>|<br/?>")


def plain(source: str) -> str:
    """Return a rich text without its tags; where a paragraph or an item ends, a word ends too."""
    return strip_tags(_ENDS.sub(r"\g<0> ", source))


def words_in(section: Any) -> int:
    """Return how many words a section of the narrative has, quotations and captions included."""
    return sum(len(_text(block).split()) for block in section)


def _text(block: Any) -> str:
    if block.block_type == "text":
        return plain(block.value.source)
    return " ".join(str(value) for value in block.value.values() if isinstance(value, str))
