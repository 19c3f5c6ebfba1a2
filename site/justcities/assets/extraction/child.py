"""The process that opens a file somebody has uploaded: ``python -m … PATH ENDING FOLDER``.

It holds itself to limits before it looks at the file, knows no settings, no database and no
secrets, and writes what it found into ``FOLDER/answer`` as lines of JSON, the last of which holds.
The text is written first: where looking for actions or drawing takes too long, it isn't lost.
"""

import json
import sys
from pathlib import Path
from typing import Any

from justcities.assets.extraction import limits


def main(path: Path, ending: str, folder: Path) -> None:
    """Read one file and write the answer."""
    from justcities.assets.extraction.parts import UnreadableError

    answer: dict[str, Any] = {}
    try:
        answer = _text_of(path, ending)
    except UnreadableError as error:
        answer = {"outcome": error.outcome}
    except (MemoryError, RecursionError):
        answer = {"outcome": "too_large"}
    is_pdf = ending == "pdf" and answer["outcome"] in {"text", "no_text"}
    if is_pdf:
        _write(folder, answer | {"flags": [*answer["flags"], "unchecked"]})
        answer = _with_actions(path, answer)
    _write(folder, answer)
    if is_pdf:
        _write(folder, answer | _picture(path, folder / "first-page.webp"))


def _text_of(path: Path, ending: str) -> dict[str, Any]:
    from justcities.assets.extraction import language, text
    from justcities.assets.extraction.parts import Budget, Found, UnreadableError

    budget = Budget()
    found: Found
    if ending == "pdf":
        from justcities.assets.extraction import pdf

        found = pdf.read(path, budget)
    elif ending in {"docx", "odt", "pptx"}:
        from justcities.assets.extraction import office

        found = office.read(path, ending, budget)
    elif ending in {"txt", "html", "htm"}:
        from justcities.assets.extraction import plain

        found = plain.read(path, ending, budget)
    else:
        raise UnreadableError("unsupported")
    pages = [text.clean(page) for page in found.pages]
    has_text = any(pages) and not found.scanned
    told = [(page, language.of_page(page) if has_text else "") for page in pages]
    return {
        "outcome": "text" if has_text else "no_text",
        "pages": told if has_text else [],
        "language": language.of_all(told),
        "page_count": found.page_count,
        "flags": sorted(found.flags),
    }


def _with_actions(path: Path, answer: dict[str, Any]) -> dict[str, Any]:
    import pikepdf

    from justcities.assets.extraction import pdf

    try:
        flags = pdf.actions(path)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, MemoryError):
        flags = {"unchecked"}
    return answer | {"flags": sorted({*answer["flags"], *flags})}


def _picture(path: Path, to: Path) -> dict[str, Any]:
    import pypdfium2

    from justcities.assets.extraction import pdf

    try:
        width, height = pdf.draw_first_page(path, to)
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError, RuntimeError):
        return {}
    return {"picture": [width, height]}


def _write(folder: Path, answer: dict[str, Any]) -> None:
    with (folder / "answer").open("a", encoding="utf-8") as file:
        file.write(json.dumps(answer, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    limits.hold()
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
