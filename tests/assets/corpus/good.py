"""Files as people make them, from the known texts: each format in each language."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Sequence

import docx
import pikepdf
import pptx
from docx.oxml import OxmlElement, parse_xml
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from odf import style as odf_style
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentText

from tests.assets.corpus.known import HERE, LANGUAGES, paragraphs

TEXT_BOX = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{text}</w:txbxContent></w:drawing>'
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{text}</w:txbxContent></w:pict>"
    "</mc:Fallback></mc:AlternateContent>"
)
FONTS = {"ar": "NotoNaskhArabic-part.ttf"}
A_SLIDE = 6


def pdf(parts: Sequence[str], language: str) -> bytes:
    """Return a PDF with embedded fonts; letters are shaped as Arabic needs it."""
    made = FPDF()
    made.set_margin(20)
    made.add_font("text", fname=HERE / "fonts" / FONTS.get(language, "NotoSans-part.ttf"))
    made.set_font("text", size=12)
    made.set_text_shaping(True)
    made.add_page()
    for part in parts:
        made.multi_cell(
            0,
            8,
            part,
            align=Align.R if language == "ar" else Align.J,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        made.ln(3)
    return bytes(made.output())


def packed_pdf(parts: Sequence[str], language: str) -> bytes:
    """Return the same PDF with its objects in compressed streams, open to all but not to change."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(parts, language))) as made:
        made.save(
            buffer,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            encryption=pikepdf.Encryption(owner="keep out", user="", R=6),
        )
    return buffer.getvalue()


def word(parts: Sequence[str], language: str) -> bytes:
    """Return a DOCX with headings, paragraphs in several runs, and page breaks."""
    made = docx.Document()
    for number, part in enumerate(parts):
        if number % 20 == 0 and number:
            made.add_page_break()
        if len(part) < 40:
            made.add_heading(part, level=2)
            continue
        middle = len(part) // 2
        paragraph = made.add_paragraph()
        paragraph.add_run(part[:middle])
        paragraph.add_run(part[middle:]).bold = True
        if language == "ar":
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return _saved(made)


def word_table(parts: Sequence[str], language: str) -> bytes:
    """Return a DOCX with its text in a table, and in a text box as Word writes it: twice."""
    made = docx.Document()
    table = made.add_table(rows=0, cols=2)
    for number, part in enumerate(parts[:-1]):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = str(number), part
    box = TEXT_BOX.format(text=f"<w:p><w:r><w:t>{html.escape(parts[-1])}</w:t></w:r></w:p>")
    made.add_paragraph().add_run()._r.append(parse_xml(box))
    return _saved(made)


def open_text(parts: Sequence[str], language: str) -> bytes:
    """Return an ODT with headings, spans, a table, and a note."""
    made = OpenDocumentText()
    bold = odf_style.Style(name="Bold", family="text")
    bold.addElement(odf_style.TextProperties(fontweight="bold"))
    made.automaticstyles.addElement(bold)
    for number, part in enumerate(parts):
        if len(part) < 40:
            made.text.addElement(odf_text.H(outlinelevel=2, text=part))
            continue
        first, _space, rest = part.partition(" ")
        if number % 7 == 0:
            table = odf_table.Table(name=f"T{number}")
            table.addElement(odf_table.TableColumn())
            row, cell = odf_table.TableRow(), odf_table.TableCell()
            cell.addElement(odf_text.P(text=part))
            row.addElement(cell)
            table.addElement(row)
            made.text.addElement(table)
            continue
        paragraph = odf_text.P()
        paragraph.addElement(odf_text.Span(stylename=bold, text=first))
        paragraph.addElement(odf_text.S())
        paragraph.addText(rest)
        made.text.addElement(paragraph)
    return _saved(made)


def slides(parts: Sequence[str], language: str) -> bytes:
    """Return a PPTX with some paragraphs a slide, the last of them as the speaker's notes."""
    made = pptx.Presentation()
    for start in range(0, len(parts), A_SLIDE):
        slide = made.slides.add_slide(made.slide_layouts[1])
        of_slide = parts[start : start + A_SLIDE]
        slide.shapes.title.text = of_slide[0]
        frame = slide.placeholders[1].text_frame
        for part in of_slide[1:-1]:
            frame.add_paragraph().text = part
        if len(of_slide) > 1:
            slide.notes_slide.notes_text_frame.text = of_slide[-1]
    return _saved(made)


def page(parts: Sequence[str], language: str) -> bytes:
    """Return a page with navigation, inline markup, and what only programs read."""
    body = "".join(
        f"<p>{html.escape(part[:-3])}<em>{html.escape(part[-3:])}</em></p>\n" for part in parts
    )
    direction = "rtl" if language == "ar" else "ltr"
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction}"><head>'
        '<meta charset="utf-8"><title>-</title><style>p { color: black }</style></head>'
        f"<body><!-- nothing --><main>{body}</main></body></html>"
    ).encode()


def plain(parts: Sequence[str], language: str) -> bytes:
    """Return plain text with lines as Windows ends them, and form feeds between pages."""
    pages = [parts[start : start + 30] for start in range(0, len(parts), 30)]
    return "\f".join("\r\n\r\n".join(part for part in one) for one in pages).encode("utf-8-sig")


def _saved(made: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


Builder = Callable[[Sequence[str], str], bytes]
BUILDERS: dict[str, tuple[str, Builder]] = {
    "PDF": ("pdf", pdf),
    "PDF, packed": ("pdf", packed_pdf),
    "DOCX": ("docx", word),
    "DOCX, table": ("docx", word_table),
    "ODT": ("odt", open_text),
    "PPTX": ("pptx", slides),
    "HTML": ("html", page),
    "TXT": ("txt", plain),
}
CASES = [(kind, language) for kind in BUILDERS for language in LANGUAGES]


def built(kind: str, language: str) -> tuple[str, bytes]:
    """Return the ending and the content of a good file."""
    ending, build = BUILDERS[kind]
    return ending, build(paragraphs(language), language)
