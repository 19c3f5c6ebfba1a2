"""Has a file read by a child process and returns what it found; nothing in the file raises here."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from justcities.assets.extraction import limits
from justcities.assets.extraction.text import words

SITE = Path(__file__).resolve().parents[3]
ENDINGS = frozenset({"pdf", "docx", "odt", "pptx", "html", "txt"})
FLAGS = frozenset(
    {
        "cut",
        "broken_pages",
        "unchecked",
        "javascript",
        "launch",
        "submits",
        "acts_on_opening",
        "embedded_files",
        "media",
    }
)
# How a process ends whose allocator gives up; other signals are a crash over what the file holds.
OUT_OF_MEMORY = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}
OUT_OF_TIME = {signal.SIGXCPU, signal.SIGKILL}


class Outcome(TextChoices):
    """What came of reading a file."""

    TEXT = "text", _("Text found")
    NO_TEXT = "no_text", _("No text")
    ENCRYPTED = "encrypted", _("Locked with a password")
    DAMAGED = "damaged", _("Damaged")
    TOO_LARGE = "too_large", _("Too large to read")
    TOO_SLOW = "too_slow", _("Takes too long to read")
    UNSUPPORTED = "unsupported", _("Not a kind with text")


@dataclass(frozen=True)
class PageText:
    """The text of one page, counted from 1, and its language (empty where it can't be told)."""

    number: int
    text: str
    language: str


@dataclass(frozen=True)
class Reading:
    """What was found in a file. ``flags`` is of ``FLAGS``; ``picture`` is WebP, of PDFs only."""

    outcome: Outcome
    pages: list[PageText] = field(default_factory=list)
    language: str = ""
    page_count: int = 0
    words: int = 0
    flags: list[str] = field(default_factory=list)
    seconds: float = 0.0
    picture: bytes = b""
    width: int = 0
    height: int = 0

    @property
    def characters(self) -> int:
        """How many characters of text there are."""
        return sum(len(page.text) for page in self.pages)


def read_file(path: Path, ending: str) -> Reading:
    """Return the text of a file, page by page.

    A child process opens it, with limits on time, memory and output (``limits``). Whatever the
    file does to it ends in an outcome, never in an error here.

    Args:
        path: a file on this machine.
        ending: its kind, as its name ends, without the dot.
    """
    ending = ending.lower()
    if ending not in ENDINGS:
        return Reading(Outcome.UNSUPPORTED)
    started = monotonic()
    with tempfile.TemporaryDirectory(prefix="reading-") as name:
        folder = Path(name)
        ended = _run([str(path.absolute()), ending, name], folder)
        answer = _last_answer(folder / "answer")
        if answer is None:
            answer = {"outcome": _outcome_of_end(ended)}
        return _reading(answer, folder, monotonic() - started)


def _run(arguments: list[str], folder: Path) -> int:
    """Run the child and return its code; minus a signal's number where one ended it."""
    process = subprocess.Popen(  # noqa: S603 -- our own module, no shell; the path is an argument
        [sys.executable, "-m", "justcities.assets.extraction.child", *arguments],
        cwd=folder,
        # Nothing of the site's settings: a file that takes the child over finds no secret.
        env={
            "PATH": os.defpath,
            "PYTHONPATH": str(SITE),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "TMPDIR": str(folder),
            **{name: os.environ[name] for name in ("OPENBLAS_CORETYPE",) if name in os.environ},
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(timeout=limits.SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return -signal.SIGKILL


def _outcome_of_end(code: int) -> str:
    if -code in OUT_OF_TIME:
        return Outcome.TOO_SLOW
    return Outcome.TOO_LARGE if -code in OUT_OF_MEMORY else Outcome.DAMAGED


def _last_answer(path: Path) -> dict[str, Any] | None:
    """Return the last whole line the child wrote; a line may have been cut when it was ended."""
    if not path.is_file() or path.stat().st_size > limits.ANSWER_BYTES:
        return None
    for line in reversed(path.read_text("utf-8", errors="replace").split("\n")):
        try:
            answer = json.loads(line)
        except ValueError:
            continue
        if isinstance(answer, dict):
            return answer
    return None


def _reading(answer: dict[str, Any], folder: Path, seconds: float) -> Reading:
    """Make a reading of the child's answer, believing none of it blindly."""
    try:
        outcome = Outcome(str(answer.get("outcome")))
        pages = [
            PageText(number, str(text), str(language)[:12])
            for number, (text, language) in enumerate(answer.get("pages", []), start=1)
        ][: limits.PAGES]
        page_count = max(0, min(int(answer.get("page_count", 0)), 2_000_000_000))
        width, height = (int(side) for side in answer.get("picture", (0, 0)))
    except (ValueError, TypeError):
        return Reading(Outcome.DAMAGED, seconds=seconds)
    picture = folder / "first-page.webp"
    return Reading(
        outcome=outcome,
        pages=pages,
        language=str(answer.get("language", ""))[:12],
        page_count=page_count,
        words=sum(words(page.text) for page in pages),
        flags=sorted(FLAGS & set(answer.get("flags", []))),
        seconds=seconds,
        picture=picture.read_bytes() if width and height and picture.is_file() else b"",
        width=width,
        height=height,
    )
