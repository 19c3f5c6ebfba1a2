"""What holds for the site's own stylesheets, checked and, for fallbacks, written.

Browsers without custom properties drop every declaration with ``var()``. So each has a plain one
before it, taken from the light, Latin values of ``tokens.css``. There is no build step: the plain
declarations stand in the files, and this module keeps them right.
"""

import re
from pathlib import Path

from django.conf import settings

# Where the token's own value would do harm without the rest of the system: fonts that may not be
# there, weights an old browser does not know, line heights that would cut Arabic letters.
PLAIN = {
    "--face-display": 'Georgia, "Noto Naskh Arabic", serif',
    "--face-text": 'Roboto, "Noto Sans Arabic", sans-serif',
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
_PHYSICAL = re.compile(
    r"(?:^|[\s;{])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b[\w-]*"
    r"|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(left|right)\b"
)


def directory() -> Path:
    """Return where the site's own stylesheets are."""
    return Path(settings.SITE) / "static" / "css"


def files() -> list[Path]:
    """Return all stylesheets but the tokens."""
    return sorted(path for path in directory().rglob("*.css") if path.name != "tokens.css")


def tokens() -> dict[str, str]:
    """Return each token's plain value: light, Latin, the smallest of a fluid one."""
    source = _COMMENT.sub("", (directory() / "tokens.css").read_text())
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


def problems() -> list[str]:
    """Return what is wrong with the stylesheets, one sentence each."""
    known = tokens()
    found = []
    for path in [directory() / "tokens.css", *files()]:
        source = path.read_text()
        bare = _COMMENT.sub("", source)
        name = path.relative_to(directory())
        if "@layer" in bare:
            found.append(f"{name}: @layer, which older phones drop with all that is in it.")
        found.extend(
            f"{name}: physical side in “{match[0].strip()}”." for match in _PHYSICAL.finditer(bare)
        )
        if path.name != "tokens.css" and with_fallbacks(source, known) != source:
            found.append(f"{name}: a var() without its plain value; run check_css --write.")
    if len(set(dark_sets())) != 1:
        found.append("tokens.css: the two dark sets differ.")
    return found


def dark_sets() -> list[tuple[tuple[str, str], ...]]:
    """Return the tokens of the dark theme, by the system's wish and by the reader's choice."""
    source = _COMMENT.sub("", (directory() / "tokens.css").read_text())
    bodies = re.findall(r"\{([^{}]*color-scheme: dark[^{}]*)\}", source)
    return [tuple(_TOKEN.findall(body)) for body in bodies]
