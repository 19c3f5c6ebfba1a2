"""Text is taken out of files as it stands in them, in any of the languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from justcities.assets.extraction import Outcome, limits, read_file, reading, righttoleft, text
from justcities.assets.extraction.righttoleft import Glyph
from tests.assets.corpus import good
from tests.assets.corpus.known import agreement, paragraphs

RECALL = 0.98


@pytest.mark.parametrize(("kind", "language"), good.CASES)
def test_the_words_of_a_file_are_found_in_their_order(
    tmp_path: Path, kind: str, language: str
) -> None:
    ending, content = good.built(kind, language)
    path = tmp_path / "file"
    path.write_bytes(content)

    found = read_file(path, ending)

    recall, order = agreement(
        "\n".join(paragraphs(language)), "\n".join(page.text for page in found.pages)
    )
    assert (found.outcome, found.language, found.flags) == (Outcome.TEXT, language, [])
    assert {page.language for page in found.pages if len(page.text) > 200} == {language}
    assert [page.number for page in found.pages] == list(range(1, found.page_count + 1))
    assert min(recall, order) >= RECALL
    assert bool(found.picture) == (ending == "pdf")


def test_there_are_forty_good_files_and_more() -> None:
    assert len(good.CASES) >= 40


def test_each_page_has_its_own_language(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    pages = ["\n".join(paragraphs(language)[:40]) for language in ("ar", "fr", "id", "fr")]
    path.write_text("\f".join(pages), "utf-8")
    found = read_file(path, "txt")
    assert [page.language for page in found.pages] == ["ar", "fr", "id", "fr"]
    assert found.language == "fr"


def test_what_only_programs_see_of_a_page_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "file.html"
    path.write_text(
        "<html><head><title>Name</title><style>.a{}</style></head><body>before"
        "<script>alert(1)</script>after<!-- note --><p>next</p></body></html>"
    )
    assert [page.text for page in read_file(path, "html").pages] == ["Name\n\nbeforeafter\nnext"]


# The limits


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.01)
    path = tmp_path / "file.txt"
    path.write_text("Readable words")
    assert read_file(path, "txt").outcome == Outcome.TOO_SLOW


def child(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"from justcities.assets.extraction import limits\n{code}"],
        env={"PYTHONPATH": str(reading.SITE)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("megabytes", "fits"), [(300, True), (600, False)])
def test_memory_is_bounded(megabytes: int, fits: bool) -> None:
    done = child(f"limits.hold()\ndata = bytearray({megabytes} * 1024 * 1024)\nprint('fits')")
    assert ("fits" in done.stdout, "MemoryError" in done.stderr) == (fits, not fits)


def test_the_child_cannot_loosen_its_limits() -> None:
    done = child(
        "limits.hold()\nimport resource\n"
        "for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU):\n"
        "    print(resource.getrlimit(kind))"
    )
    assert done.stdout.split("\n")[:2] == [
        str((limits.MEMORY_BYTES, limits.MEMORY_BYTES)),
        str((limits.SECONDS, limits.SECONDS)),
    ]


def test_the_child_loads_nothing_of_django() -> None:
    done = child(
        "import sys\nfrom justcities.assets.extraction import child, office, pdf, plain, language\n"
        "print([name for name in sys.modules if name.startswith('django')])"
    )
    assert done.stdout.strip() == "[]"


def test_the_child_gets_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}

    class Process:
        pid = 0

        def __init__(self, command: list[str], **options: object) -> None:
            seen.update(options["env"])  # type: ignore[call-overload]

        def wait(self, timeout: float | None = None) -> int:
            return 0

    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(reading.subprocess, "Popen", Process)
    read_file(tmp_path / "a.txt", "txt")
    assert {"SECRET_KEY", "DATABASE_URL", "HOME"} & set(seen) == set()


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ('{"outcome": "text", "pages": [["a", "en"]], "flags": ["cut"]}\n', Outcome.TEXT),
        ('{"outcome": "no_text"}\n{"outcome": "te', Outcome.NO_TEXT),
        ('{"outcome": "anything"}\n', Outcome.DAMAGED),
        ('{"outcome": "text", "pages": 7}\n', Outcome.DAMAGED),
        ('{"outcome": "text", "pages": [["a"]]}\n', Outcome.DAMAGED),
        ('["text"]\n', Outcome.DAMAGED),
        ("", Outcome.DAMAGED),
    ],
)
def test_the_answer_of_the_child_is_not_believed_blindly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, outcome: Outcome
) -> None:
    def run(arguments: list[str], folder: Path) -> int:
        (folder / "answer").write_text(answer)
        return 0

    monkeypatch.setattr(reading, "_run", run)
    assert read_file(tmp_path / "a.txt", "txt").outcome == outcome


def test_remarks_that_nobody_knows_are_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(arguments: list[str], folder: Path) -> int:
        (folder / "answer").write_text('{"outcome": "text", "flags": ["cut", "<script>"]}\n')
        return 0

    monkeypatch.setattr(reading, "_run", run)
    assert read_file(tmp_path / "a.txt", "txt").flags == ["cut"]


# Letters


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("organi\ufffezation", "organization"),
        ("Guinea\ufffeBissau", "Guinea-Bissau"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ufefb\ufe8e", "\u0644\u0627\u0627"),
        ("\ufb01ne \ufb02oor", "fine floor"),
        ("e\u0301te\u0301", "été"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("a \u00a0 b\r\n\r\n\r\nc\rd", "a b\n\nc\nd"),
        ("a\0b\x07c\ud800d", "a b c d"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_text_is_as_people_type_it(raw: str, clean: str) -> None:
    assert text.clean(raw) == clean


def line(shown: str, width: float = 10) -> list[Glyph]:
    """Return the glyphs of a line as it looks, from its left edge to its right one."""
    return [
        Glyph(sign, at * width, 0, at * width, (at + 1) * width, 0, 10)
        for at, sign in enumerate(shown)
    ]


def shown(*parts: str) -> list[Glyph]:
    """Return the glyphs of a line of these parts, which stand from right to left."""
    turned = [part[::-1] if text.RIGHT_TO_LEFT.search(part) else part for part in parts]
    glyphs = line(" ".join(reversed(turned)))
    return [glyph for glyph in reversed(glyphs) if glyph.character != " "]


@pytest.mark.parametrize(
    "parts",
    [
        ("إنسان",),
        ("حقوق", "الإنسان"),
        ("عام", "2030", "في"),
        ("عام", "2015", "2030"),
        ("مع", "UN-Habitat 2020", "في"),
        ("مع", "UN-Habitat and others 2020"),
    ],
)
def test_a_line_is_read_from_the_right_and_numbers_from_the_left(parts: tuple[str, ...]) -> None:
    read = righttoleft.in_reading_order(shown(*parts), size=10, from_right=True)
    assert read == " ".join(parts)


def test_arabic_in_a_line_from_the_left_is_turned() -> None:
    glyphs = line("they see ةنيدم ةريبك in here")
    assert righttoleft.in_reading_order(glyphs, size=10) == "they see كبيرة مدينة in here"


def test_a_percentage_stands_on_the_other_side_of_its_sign() -> None:
    assert righttoleft.in_reading_order(line("%12.5 ةبسن"), size=10) == "نسبة 12.5%"


def test_a_sign_goes_with_the_letter_it_stands_on() -> None:
    letters = line("ادج")
    sign = Glyph("\u064b", 2, 12, 2, 8, 11, 13)
    assert righttoleft.in_reading_order([sign, *letters], size=10) == "جدا\u064b"


def test_a_letter_written_twice_under_its_sign_is_read_once() -> None:
    letters = line("امل")
    again = Glyph("\u0645", 12, 12, 12, 18, 11, 13)
    assert righttoleft.in_reading_order([*letters, again], size=10) == "لما"


def test_a_ligature_keeps_the_order_it_was_written_in() -> None:
    lam_alef = [Glyph("\u0627", 0, 0, 0, 10, 0, 10), Glyph("\u0644", 0, 0, 0, 10, 0, 10)]
    assert righttoleft.in_reading_order(lam_alef, size=10) == "لا"
