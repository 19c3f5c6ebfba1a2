"""Reads the style sheets for what breaks right-to-left pages and older browsers.

* No left and right: properties and values are logical (inline-start, inline-end), so that one
  sheet serves both directions.
* Each declaration with ``var()`` stands after a plain one of the same property, for browsers
  without custom properties. Inside ``@supports`` that ask for them none is needed, and none in
  the admin, which stands on Wagtail's own properties.
* No ``@layer``: a browser that doesn't know it drops everything in it.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "site" / "static" / "css"

PHYSICAL = re.compile(
    r"(?:^|-)(?:left|right)(?:-|$)"  # margin-left, left, border-top-right-radius
)
PHYSICAL_PROPERTIES_OF_VALUES = {"float", "clear", "text-align", "transform-origin", "caption-side"}
WORDS = re.compile(r"\b(?:left|right)\b")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def without_comments(text: str) -> str:
    """Return the text with comments blanked, lines kept."""
    return COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def declarations(text: str) -> Iterator[tuple[int, tuple[int, ...], str, str, tuple[str, ...]]]:
    """Yield each declaration: line, rule it stands in, property, value, what is around it."""
    around: list[str] = []
    rules: list[int] = []
    number = 0
    start = 0
    depth_of_brackets = 0
    quote = ""
    for position, character in enumerate(text):
        if quote:
            quote = "" if character == quote and text[position - 1] != "\\" else quote
            continue
        if character in "\"'":
            quote = character
        elif character == "(":
            depth_of_brackets += 1
        elif character == ")":
            depth_of_brackets -= 1
        elif depth_of_brackets:
            continue
        elif character == "{":
            number += 1
            around.append(" ".join(text[start:position].split()))
            rules.append(number)
            start = position + 1
        elif character in ";}":
            piece = text[start:position].strip()
            if ":" in piece and rules:
                name, value = piece.split(":", 1)
                line = text.count("\n", 0, position) + 1
                yield line, tuple(rules), name.strip().lower(), value.strip(), tuple(around)
            start = position + 1
            if character == "}" and rules:
                around.pop()
                rules.pop()


def problems(text: str, in_admin: bool = False) -> list[tuple[int, str]]:
    """Return what is wrong in a style sheet, as pairs of line and message."""
    text = without_comments(text)
    found = [
        (text.count("\n", 0, match.start()) + 1, "@layer hides its rules from older browsers")
        for match in re.finditer(r"@layer\b", text)
    ]
    plain: set[tuple[int, str]] = set()
    for line, rules, name, value, around in declarations(text):
        if name.startswith("--"):
            continue
        if PHYSICAL.search(name):
            found.append((line, f"{name} is not logical"))
        if name in PHYSICAL_PROPERTIES_OF_VALUES and WORDS.search(value):
            found.append((line, f"{name}: {value} is not logical"))
        if "var(" not in value:
            plain.add((rules[-1], name))
        elif (rules[-1], name) not in plain and not (in_admin or _asks_for_variables(around)):
            found.append((line, f"{name}: {value} has no plain value before it"))
    return sorted(found)


def _asks_for_variables(around: tuple[str, ...]) -> bool:
    return any(rule.startswith("@supports") and "--" in rule for rule in around)


def main() -> int:
    """Check every style sheet of ours and return 0 where all are right."""
    failed = False
    for path in sorted(FOLDER.rglob("*.css")):
        text = path.read_text()
        for line, message in problems(text, in_admin="admin" in path.parts):
            failed = True
            print(f"{path.relative_to(FOLDER.parents[2])}:{line}: {message}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
