"""Reads the public templates for what the Content Security Policy would block.

No script or style inside a page, no ``style`` attribute, no ``on…`` attribute, no ``javascript:``
address. Data blocks (``application/ld+json``) are no scripts and pass. Comments of templates are
not read.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "site" / "templates"
# In files that are downloaded, which have to carry their style and are under no policy.
DOWNLOADED = {"library/_style_of_files.html"}
DATA_TYPES = {"application/ld+json", "application/json"}
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)


class Reader(HTMLParser):
    """Notes what the policy forbids."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        line = self.getpos()[0]
        given = dict(attrs)
        if tag == "style":
            self.found.append((line, "a style element"))
        if tag == "script" and "src" not in given and given.get("type") not in DATA_TYPES:
            self.found.append((line, "a script inside the page"))
        for name, value in attrs:
            if name == "style":
                self.found.append((line, f"a style attribute on {tag}"))
            elif name.startswith(("on", "hx-on")):
                self.found.append((line, f"the attribute {name} on {tag}"))
            elif value and value.strip().lower().startswith("javascript:"):
                self.found.append((line, f"a script as address on {tag}"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element that closes itself."""
        self.handle_starttag(tag, attrs)


def problems(text: str) -> list[tuple[int, str]]:
    """Return what the policy would block in a template, as pairs of line and message."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group())

    # Template tags hold quotes and angle brackets of their own; what stands in them is no HTML.
    readable = TAG.sub(blank, COMMENT.sub(blank, text))
    reader = Reader()
    reader.feed(readable)
    reader.close()
    return reader.found


def main() -> int:
    """Check every public template and return 0 where all are right."""
    failed = False
    for path in sorted(FOLDER.rglob("*.html")):
        if path.relative_to(FOLDER).as_posix() in DOWNLOADED:
            continue
        for line, message in problems(path.read_text()):
            failed = True
            print(f"{path.relative_to(FOLDER.parents[1])}:{line}: {message}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
