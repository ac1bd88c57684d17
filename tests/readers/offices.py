"""Office documents made by real producers: python-docx writes them, LibreOffice turns them into other formats."""

# ruff: noqa: E501 - XML as Word writes it

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from pathlib import Path

SOFFICE = shutil.which("soffice")

# What the document below says, each line once, in this order.
RICH = """EU-funded programme, press service

Programme hands over cameras
Dushanbe, 2 August 2018
The programme is funded with EUR 40.1 million and visits Khorog.
See the programme’s page for more.
A line\x20
that is broken\tand tabbed; soft\u00adhyphen.
In a box: EUR 48,000

In a control.
Country\tSets\tValue
Tajikistan\t70\tEUR 48,000
Kyrgyzstan\t12 inner left\tinner right
Русский текст – «ёлки».
A statement with a note behind it.

The figure does not include taxes.

Contact: press@example.org, page\x20
"""

_INK = nsdecls("w")
_BOXES = f'{_INK} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
_BOX = "<w:txbxContent><w:p><w:r><w:t>In a box: EUR 48,000</w:t></w:r></w:p></w:txbxContent>"


def rich() -> bytes:
    """A document with all that a press release may have, as python-docx writes it."""
    made = docx.Document()
    section = made.sections[0]
    section.header.paragraphs[0].text = "EU-funded programme, press service"
    footer = section.footer.paragraphs[0]
    footer.text = "Contact: press@example.org, page "
    footer._p.append(parse_xml(f'<w:fldSimple {_INK} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    made.add_heading("Programme hands over cameras", 1)
    made.add_paragraph("Dushanbe, 2 August 2018")

    tracked = made.add_paragraph("The programme is funded with EUR ")
    mark = 'w:id="1" w:author="A" w:date="2018-01-01T00:00:00Z"'
    add(tracked, f'<w:del {_INK} {mark}><w:r><w:delText xml:space="preserve">33.6 </w:delText></w:r></w:del>')
    add(tracked, f'<w:ins {_INK} {mark}><w:r><w:t xml:space="preserve">40.1 </w:t></w:r></w:ins>')
    tracked.add_run("million and visits Khorog.")

    link = made.add_paragraph("See the ")
    at = made.part.relate_to("https://example.org/", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    add(link, f'<w:hyperlink {_INK} {space} r:id="{at}"><w:r><w:t>programme’s page</w:t></w:r></w:hyperlink>')
    for step in ('<w:fldChar w:fldCharType="begin"/>', "<w:instrText> DOCPROPERTY Secret </w:instrText>",
                 '<w:fldChar w:fldCharType="separate"/>', '<w:t xml:space="preserve"> for more</w:t>',
                 '<w:fldChar w:fldCharType="end"/>'):  # fmt: skip
        add(link, f"<w:r {_INK}>{step}</w:r>")
    add(link, f"<w:r {_INK}><w:rPr><w:vanish/></w:rPr><w:t> hidden words</w:t></w:r>")
    link.add_run(".")

    broken = made.add_paragraph("A line ")
    broken.add_run().add_break()
    broken.add_run("that is broken\tand tabbed; soft")
    add(broken, f"<w:r {_INK}><w:softHyphen/><w:t>hyphen.</w:t></w:r>")
    graphic = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2000000" cy="500000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="7" name="Box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></wps:spPr><wps:txbx>{_BOX}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    add(
        broken,
        f'<w:r {_BOXES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{graphic}</w:drawing></mc:Choice>'
        f'<mc:Fallback><w:pict><v:shape id="s" style="width:150pt;height:40pt"><v:textbox>{_BOX}</v:textbox></v:shape></w:pict>'
        "</mc:Fallback></mc:AlternateContent></w:r>",
    )
    made.add_paragraph("")
    control = made.add_paragraph("")._p
    control.addprevious(
        parse_xml(f"<w:sdt {_INK}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    control.getparent().remove(control)

    table = made.add_table(3, 3)
    for row, texts in zip(table.rows, (("Country", "Sets", "Value"), ("Tajikistan", "70", "EUR 48,000"), ("Kyrgyzstan", "12", "")), strict=True):  # fmt: skip
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    last = table.rows[2].cells
    last[1].text = "12 inner left"
    inner = last[2].add_table(1, 1)
    inner.rows[0].cells[0].text = "inner right"

    made.add_paragraph("Русский текст – «ёлки».")
    noted = made.add_paragraph("A statement with a note")
    add(noted, f'<w:r {_INK}><w:footnoteReference w:id="2"/></w:r>')
    noted.add_run(" behind it.")
    add_footnotes(made, "The figure does not include taxes.")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def add(paragraph: docx.text.paragraph.Paragraph, xml: str) -> None:
    paragraph._p.append(parse_xml(xml))


def add_footnotes(made: docx.document.Document, text: str) -> None:
    """Footnotes, which python-docx has no call for, as Word writes them: with the two lines that stand above notes."""
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f'<w:footnotes {_INK}><w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1" w:type="continuationSeparator"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'.encode(),
        made.part.package,
    )
    made.part.relate_to(part, docx.opc.constants.RELATIONSHIP_TYPE.FOOTNOTES)


def converted(source: Path, to: str, folder: Path, *, plain: bool = False) -> Path:
    """What LibreOffice makes of a file, as a user would with "Save as"."""
    assert SOFFICE
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    reading = ["--infilter=Text (encoded):UTF8,CRLF"] if plain else []
    command = [SOFFICE, profile, "--headless", "--norestore", *reading, "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, timeout=180, stdout=subprocess.DEVNULL)
    return folder / f"{source.stem}.{to.partition(':')[0]}"
