"""Turns the sample site's texts into stored StreamFields.

Every block's id is made from its place on the page, so that the same block has the same id in every
language: that is how a translation is matched with its source (``home/demo/translations.py``).
"""

from collections.abc import Callable
from hashlib import blake2s
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from home.demo.texts import ContentError

NAMESPACE = uuid5(NAMESPACE_URL, "https://just-cities.example/sample")

Block = dict[str, Any]
Rows = list[Block]
Pictures = dict[str, int]


def block_id(place: str) -> str:
    """Return the id of the block at a place such as ``freetown-address.context.0``."""
    return str(uuid5(NAMESPACE, place))


def inline(text: str) -> str:
    """Return a paragraph's text as HTML; of markup, only bold and italic pass."""
    html = escape(text, quote=False)
    for tag in ("b", "i"):
        html = html.replace(f"&lt;{tag}&gt;", f"<{tag}>").replace(f"&lt;/{tag}&gt;", f"</{tag}>")
    return html


def rich_text(place: str, block: Block) -> str:
    """Return a text block's stored HTML: an optional heading, then paragraphs or a list.

    Each element has the key that Wagtail's editor would give it, so that opening and saving a
    page does not change its text.
    """
    parts: list[str] = []

    def add(tag: str, text: str) -> None:
        # Wagtail's editor: five characters that tell a paragraph for comments and comparisons.
        key = blake2s(f"{place}.{len(parts)}".encode(), digest_size=3).hexdigest()[:5]
        parts.append(f'<{tag} data-block-key="{key}">{inline(text)}</{tag}>')

    if block.get("heading"):
        add("h3", block["heading"])
    for paragraph in block.get("paragraphs", []):
        add("p", paragraph)
    before = len(parts)
    for item in block.get("items", []):
        add("li", item)
    return "".join(parts[:before]) + (
        f"<ul>{''.join(parts[before:])}</ul>" if parts[before:] else ""
    )


def stream(place: str, blocks: list[Block], pictures: Pictures | None = None) -> Rows:
    """Return the stored form of a section or a body.

    Args:
        place: page and field, ``freetown-address.context``.
        blocks: the blocks as the files have them (``home/demo/README.md``).
        pictures: the picture's primary key by its name.

    Raises:
        ContentError: a block of a type, or a picture, that does not exist.
    """
    rows = []
    for number, block in enumerate(blocks):
        here = f"{place}.{number}"
        make = MAKERS.get(block["type"])
        if make is None:
            raise ContentError(f"{here}: there is no block “{block['type']}”")
        kind, value = make(here, block, pictures or {})
        rows.append({"type": kind, "value": value, "id": block_id(here)})
    return rows


def items(place: str, kind: str, values: list[Block]) -> Rows:
    """Return the stored form of a field whose blocks are all of one kind: lessons, events."""
    return [
        {"type": kind, "value": value, "id": block_id(f"{place}.{number}")}
        for number, value in enumerate(values)
    ]


def infographics(place: str, key_figures: list[Block], steps: list[Block]) -> Rows:
    """Return the stored form of an infographic section, of what there is of the two kinds."""
    rows = []
    for kind, name, values in (
        ("key_figures", "figures", [_only(v, "value", "text") for v in key_figures]),
        ("steps", "steps", [_only(v, "title", "text", "duration") for v in steps]),
    ):
        if values:
            here = f"{place}.{kind}"
            value: Block = {"heading": "", name: _list(here, values)}
            if kind == "key_figures":
                value["source"] = ""
            rows.append({"type": kind, "value": value, "id": block_id(here)})
    return rows


def _only(block: Block, *names: str) -> Block:
    return {name: block.get(name, "") for name in names}


def _list(place: str, values: list[Any]) -> list[Block]:
    return [
        {"type": "item", "value": value, "id": block_id(f"{place}.{number}")}
        for number, value in enumerate(values)
    ]


def _image(place: str, block: Block, pictures: Pictures) -> tuple[str, Any]:
    if block["picture"] not in pictures:
        raise ContentError(f"{place}: there is no picture “{block['picture']}”")
    return "image", {
        "image": pictures[block["picture"]],
        "alt_text": "",
        "decorative": False,
        "caption": block.get("caption", ""),
    }


def _steps(place: str, block: Block, pictures: Pictures) -> tuple[str, Any]:
    steps = [_only(item, "title", "text", "duration") for item in block["items"]]
    return "steps", {"heading": block.get("heading", ""), "steps": _list(place, steps)}


MAKERS: dict[str, Callable[[str, Block, Pictures], tuple[str, Any]]] = {
    "heading": lambda place, block, pictures: ("heading", block["text"]),
    "text": lambda place, block, pictures: ("text", rich_text(place, block)),
    "quote": lambda place, block, pictures: (
        "quotation",
        _only(block, "text", "speaker", "role"),
    ),
    "pullout": lambda place, block, pictures: ("pull_out", _only(block, "text")),
    "figure": lambda place, block, pictures: ("figure", _only(block, "value", "text")),
    "image": _image,
    "steps": _steps,
}
