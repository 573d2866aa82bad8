"""Fonts inside a PDF: only the glyphs that are used, with a map back to text.

A font is written as Type 0 with Identity-H codes. A code stands for a glyph *and* the text
it is read as, because one glyph can mean different things in different words.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

import uharfbuzz

from app.badge.bidi import mirrored
from app.badge.fonts import EM, Face
from app.badge.outline import outline
from app.badge.pdf_file import PdfFile, dictionary
from app.badge.shape import Glyph, Line

_DROPPED_TABLES = [
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "JSTF",
    "MATH",
    "name",
    "OS/2",
    "cmap",
    "post",
    "STAT",
    "gasp",
    "hdmx",
    "VORG",
    "vhea",
    "vmtx",
    "LTSH",
    "VDMX",
    "DSIG",
    "meta",
    "kern",
]
_DROPPED_TAGS = {int.from_bytes(tag.ljust(4).encode(), "big") for tag in _DROPPED_TABLES}
BLANK = -1
"""Stands for a glyph without ink or width that only carries a character."""
_BLOCK = 100
"""Most lines that one bfchar block of a character map may have."""
_SYMBOLIC = 4
_MOST_SHOWN = 2000
_SYSTEM_INFO = dictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0})
"""Says that codes have no meaning beyond this font."""
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class PdfFonts:
    """The fonts of one document: collects what is drawn, then writes the subsets."""

    def __init__(self) -> None:
        self._fonts: dict[Face, PdfFont] = {}
        self._shown: dict[tuple[int, float, float, float], tuple[Line, str]] = {}

    def show(self, line: Line, size: float, x: float, y: float) -> str:
        """Return the operators that draw *line* with its origin at (x, y), all in points."""
        # Lines are remembered by those who shape them; kept here, their identity stays theirs.
        key = (id(line), size, x, y)
        if key not in self._shown:
            if len(self._shown) > _MOST_SHOWN:
                self._shown.clear()
            self._shown[key] = (line, self._show(line, size, x, y))
        return self._shown[key][1]

    def _show(self, line: Line, size: float, x: float, y: float) -> str:
        """Return the operators of a line.

        Readers of a PDF put right-to-left letters into order by their places and drop
        replacement text beyond U+FFFF, so there every letter carries itself.
        """
        if not line.glyphs:
            return ""
        if any(glyph.is_right_to_left for glyph in line.glyphs) or max(line.text) > "\uffff":
            return self._show_carried(line, size, x, y)
        shown = self._show_glyphs(line.glyphs, size, x, y)
        if all(len(glyph.text) == 1 and not glyph.y for glyph in line.glyphs):
            return shown
        actual = line.text.encode("utf-16-be").hex()
        return f"/Span <</ActualText <FEFF{actual}>>> BDC {shown} EMC"

    def _show_glyphs(self, glyphs: Iterable[Glyph], size: float, x: float, y: float) -> str:
        """Return the operators for glyphs just as they are."""
        code = ["BT"]
        for face, of_face in groupby(glyphs, key=lambda glyph: glyph.face):
            font = self._fonts.setdefault(face, PdfFont(face, f"F{len(self._fonts) + 1}"))
            code.append(f"/{font.name} {size:.3f} Tf")
            for start, height, array in _pieces(font, of_face):
                left, base = x + start * size / EM, y + height * size / EM
                code.append(f"1 0 0 1 {left:.3f} {base:.3f} Tm [{array}] TJ")
        code.append("ET")
        return " ".join(code)

    def _show_carried(self, line: Line, size: float, x: float, y: float) -> str:
        """Return operators that keep all characters on one straight row of codes.

        Marks that stand higher, or have no character of their own, are drawn as shapes.
        """
        row: list[Glyph] = []
        shapes: list[str] = []
        for glyph in line.glyphs:
            is_shape = bool(glyph.y) or not glyph.text
            if is_shape:
                shapes.append(outline(glyph, size, x, y))
            row += _carriers(glyph, is_drawn=not is_shape)
        return " ".join([self._show_glyphs(row, size, x, y), *shapes])

    def write(self, file: PdfFile) -> dict[str, str]:
        """Write the subsets of all fonts to *file*; return references by resource name."""
        return {font.name: font.write(file) for font in self._fonts.values()}


class PdfFont:
    """The part of one face that a document uses. ``name`` is that of the resource."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[tuple[int, str], int] = {}
        self._widths: list[float] = [0.0]

    def code(self, glyph: Glyph) -> int:
        """Return the code, from 1, that draws a glyph and is read as its text."""
        key = (glyph.id, glyph.text)
        if key not in self._codes:
            self._codes[key] = len(self._widths)
            advance = 0.0
            if glyph.id != BLANK:
                advance = self.face.hb_font.get_glyph_h_advance(glyph.id) * self.face.scale
            self._widths.append(round(advance, 2))
        return self._codes[key]

    def width(self, code: int) -> float:
        """Return how far the pen moves after that code, in thousandths of the size."""
        return self._widths[code]

    def write(self, file: PdfFile) -> str:
        """Add the font with its subset to *file*; return the reference to it."""
        base = f"/EMPFNG+{self.face.path.stem}"
        space = self.face.hb_font.get_nominal_glyph(ord(" ")) or 0
        used = {glyph for glyph, _ in self._codes} - {BLANK}
        subset, new_ids = _subset(self.face, used | {space})
        new_ids[BLANK] = new_ids[space]
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": base,
            "CIDSystemInfo": _SYSTEM_INFO,
            "FontDescriptor": self._descriptor(file, base, subset),
            "DW": 0,
            "W": f"[0 [{' '.join(f'{width:g}' for width in self._widths)}]]",
            "CIDToGIDMap": file.add_stream(self._glyph_map(new_ids)),
        }
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": base,
            "Encoding": "/Identity-H",
            "DescendantFonts": f"[{file.add(dictionary(descendant))}]",
            "ToUnicode": file.add_stream(self._text_map()),
        }
        return file.add(dictionary(font))

    def _descriptor(self, file: PdfFile, base: str, subset: bytes) -> str:
        """Add the font descriptor with the subset in it; return the reference to it."""
        extents = self.face.hb_font.get_font_extents("ltr")
        ascent = round(extents.ascender * self.face.scale)
        descent = round(extents.descender * self.face.scale)
        entries = {
            "Type": "/FontDescriptor",
            "FontName": base,
            "Flags": _SYMBOLIC,
            "FontBBox": f"[{-EM} {descent} {3 * EM} {ascent}]",
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": 700,
            "StemV": self.face.weight // 5,
            "FontFile2": file.add_stream(subset, {"Length1": len(subset)}),
        }
        return file.add(dictionary(entries))

    def _glyph_map(self, new_ids: dict[int, int]) -> bytes:
        """Return the glyph of every code as two bytes."""
        glyphs = [0, *(new_ids[glyph] for glyph, _ in self._codes)]
        return b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)

    def _text_map(self) -> bytes:
        """Return the character map from codes to what they are read as."""
        lines = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_, text), code in self._codes.items()
            if text
        ]
        blocks = [lines[start : start + _BLOCK] for start in range(0, len(lines), _BLOCK)]
        body = "".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
        )
        return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


def _carriers(glyph: Glyph, *, is_drawn: bool) -> list[Glyph]:
    """Return one code for each character of a glyph, from left to right.

    The first character is the glyph itself; others, and all of a glyph that is drawn in
    another way, are blanks without width.
    """
    # Readers turn brackets round among right-to-left letters: they go by what a bracket looks like.
    text = "".join(map(mirrored, glyph.text)) if glyph.is_right_to_left else glyph.text
    codes = [glyph._replace(id=BLANK, text=character, y=0) for character in text]
    if is_drawn:
        codes[0] = glyph._replace(text=text[0])
    if glyph.is_right_to_left:
        return codes[::-1]
    advance = glyph.face.hb_font.get_glyph_h_advance(glyph.id) * glyph.face.scale
    return codes[:1] + [code._replace(x=code.x + advance) for code in codes[1:]]


def _pieces(font: PdfFont, glyphs: Iterable[Glyph]) -> Iterator[tuple[float, float, str]]:
    """Yield start, height and TJ array of glyphs that stand on one height."""
    array: list[str] = []
    start = pen = height = 0.0
    for glyph in glyphs:
        if array and glyph.y != height:
            yield start, height, f"<{''.join(array)}>"
            array = []
        if not array:
            start = pen = glyph.x
            height = glyph.y
        shift = round(pen - glyph.x)
        if shift:
            pen -= shift
            array.append(f">{shift}<")
        code = font.code(glyph)
        array.append(f"{code:04x}")
        pen += font.width(code)
    yield start, height, f"<{''.join(array)}>".removeprefix("<>")


def _subset(face: Face, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    """Return a font file with *glyphs* only, and their new numbers."""
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wanted.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(_DROPPED_TAGS)
    plan = uharfbuzz.SubsetPlan(face.hb_subset_face, wanted)
    subset = bytes(plan.execute().blob.data)
    new_ids = plan.old_to_new_glyph_mapping
    return subset, {glyph: int(new_ids[glyph]) for glyph in glyphs}
