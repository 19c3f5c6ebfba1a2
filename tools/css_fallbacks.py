"""Keeps the plain values in the style sheets in step with the tokens.

Browsers without custom properties drop every declaration with ``var()``. So each has a plain one
before it, with the light, Latin value from ``tokens.css``. There is no build step: the plain
declarations stand in the files. ``check_css.py`` asks that there is one; this tool writes them,
and with ``--check`` fails where one differs from its token, or where the two dark sets differ.
"""

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "site" / "static" / "css"

# Where the token's own value would do harm without the rest of the system: fonts that may not be
# there, weights an old browser does not know, line heights that would cut Arabic letters.
PLAIN = {
    "--face-display": "Georgia, serif",
    "--face-text": "Roboto, sans-serif",
    "--face-figures": "Georgia, serif",
    "--face-code": "monospace",
    "--lh-tight": "1.35",
    "--lh-head": "1.4",
    "--lh-lead": "1.5",
    "--lh-text": "1.7",
    "--lh-small": "1.6",
    "--track-display": "normal",
    "--track-head": "normal",
    "--w-display": "400",
    "--w-head": "500",
    "--w-strong": "700",
    "--shadow-over": "none",
}
LINE_LENGTH = 100

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_RULE = re.compile(r"(?P<indent>[ \t]*)(?P<selector>[^{};/\n][^{};]*?)\s*\{(?P<body>[^{}]*)\}")
_TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
_VAR = re.compile(r"var\((--[\w-]+)\)")
_CLAMP = re.compile(r"clamp\(([^,()]+),[^()]*\)")


def files() -> list[Path]:
    """Return the public style sheets but the tokens; the admin's stand on Wagtail's own tokens."""
    admin = FOLDER / "admin"
    return sorted(
        path
        for path in FOLDER.rglob("*.css")
        if path.name != "tokens.css" and admin not in path.parents
    )


def tokens() -> dict[str, str]:
    """Return each token's plain value: light, Latin, the smallest of a fluid one."""
    source = _COMMENT.sub("", (FOLDER / "tokens.css").read_text())
    found: dict[str, str] = {}
    for name, value in _TOKEN.findall(source):
        found.setdefault(name, value.strip())
    return {name: PLAIN.get(name) or _CLAMP.sub(r"\1", value) for name, value in found.items()}


def plain(value: str, known: dict[str, str]) -> str:
    """Return a declaration's value without ``var()`` and ``clamp()``.

    Raises:
        KeyError: where a token does not exist.
    """
    while _VAR.search(value):
        value = _VAR.sub(lambda match: known[match[1]], value)
    return _CLAMP.sub(r"\1", value)


def with_fallbacks(source: str, known: dict[str, str]) -> str:
    """Return a stylesheet whose every ``var()`` has its plain declaration before it."""
    return _RULE.sub(lambda match: _rule(match, known), source)


def _rule(match: re.Match[str], known: dict[str, str]) -> str:
    indent, selector = match["indent"], match["selector"]
    wanted: list[str] = []
    for declaration in filter(None, (part.strip() for part in match["body"].split(";"))):
        name, _colon, value = (part.strip() for part in declaration.partition(":"))
        if "var(" in value and not name.startswith("--"):
            before = f"{name}: {plain(value, known)}"
            if wanted and wanted[-1].partition(":")[0] == name:
                wanted.pop()
            wanted.append(before)
        wanted.append(f"{name}: {value}")
    line = f"{indent}{selector} {{ {'; '.join(wanted)}; }}"
    if len(line) <= LINE_LENGTH and "var(" not in line:
        return line
    inner = "".join(f"{indent}  {declaration};\n" for declaration in wanted)
    return f"{indent}{selector} {{\n{inner}{indent}}}"


def dark_sets() -> list[tuple[tuple[str, str], ...]]:
    """Return the tokens of the dark theme, by the system's wish and by the reader's choice."""
    source = _COMMENT.sub("", (FOLDER / "tokens.css").read_text())
    bodies = re.findall(r"\{([^{}]*color-scheme: dark[^{}]*)\}", source)
    return [tuple(_TOKEN.findall(body)) for body in bodies]


def main(arguments: list[str]) -> int:
    """Write the plain values, or only look; return 0 where nothing was wrong or all is written."""
    known = tokens()
    failed = len(set(dark_sets())) != 1
    if failed:
        print("tokens.css: the two dark sets differ")
    for path in files():
        source = path.read_text()
        wanted = with_fallbacks(source, known)
        if wanted == source:
            continue
        if "--check" in arguments:
            failed = True
            print(f"{path.relative_to(FOLDER)}: plain values differ from the tokens")
        else:
            path.write_text(wanted)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
