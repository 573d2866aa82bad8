"""The same badge made by other ways to make PDFs, for `bench badge`.

They are libraries for development; one that is not installed is left out. typst chooses
fonts and sizes itself; fpdf2 only shrinks the name.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.badge.qr import dark_runs, qr_matrix
from app.badge.words import words_of
from app.model.badge import BadgeContent

_TYPST = """#set page(width: 105mm, height: 148mm, margin: 0mm)
#set text(font: FAMILIES, fallback: true)
#let fitted(size, weight, lines, width, body, lang: "en") = context {
  let set-in(s) = text(size: s, weight: weight, lang: lang, body)
  let line = measure(set-in(size))
  let shrunk = size * calc.min(1, width / calc.max(line.width, 1pt))
  if shrunk >= size * 0.72 or lines == 1 { return set-in(shrunk) }
  let s = size
  let fits(s) = measure(block(width: width, set-in(s))).height <= line.height * lines * s / size
  while s > 8pt and not fits(s) { s = s * 0.94 }
  block(width: width, set-in(s))
}
#let data = json(bytes(sys.inputs.data))
#for p in data {
  place(top + left, dx: 8mm, dy: 13.6mm, box(width: 46mm, text(10.5pt, weight: 500, p.event)))
  place(top + right, dx: -8mm, dy: 13.6mm, text(10.5pt, weight: 500, p.date))
  place(top + left, dx: 8mm, dy: 27.2mm, line(length: 89mm, stroke: 0.75pt))
  place(top + left, dx: 8mm, dy: 28.5mm, image("logo.png", width: 18mm))
  place(top + left, dx: 8mm, dy: 36mm, stack(spacing: 9pt,
    fitted(48pt, "bold", 3, 89mm, p.first), fitted(26pt, "medium", 3, 89mm, p.second)))
  place(top + left, dx: 8mm, dy: 88mm, text(13pt)[#p.organisation])
  place(top + left, dx: 8mm, dy: 102.9mm,
    image(bytes(p.qr), format: "svg", width: 26mm, height: 26mm))
  place(top + left, dx: 40mm, dy: 102.2mm, text(10.5pt, p.session))
  place(top + left, dx: 40mm, dy: 119mm, rect(width: 22.6mm, height: 10mm, fill: black,
    align(center + horizon, text(22pt, fill: white, weight: 600, p.room))))
  place(top + left, dx: 66mm, dy: 119mm, text(10.5pt, p.place))
  place(top + left, dy: 134mm, line(length: 105mm, stroke: 0.75pt))
  place(top + left, dx: 8mm, dy: 138mm, text(17pt, weight: 600, p.label))
  pagebreak(weak: true)
}
"""


class TypstBadges:
    """typst with its compiler kept, as a service would."""

    name = "typst"

    def __init__(self, folder: Path, fonts: Path, families: Sequence[str]) -> None:
        import typst

        (folder / "badge.typ").write_text(
            _TYPST.replace("FAMILIES", json.dumps(families).replace("[", "(").replace("]", ")")),
            encoding="utf-8",
        )
        self._compiler = typst.Compiler(
            str(folder / "badge.typ"),
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
            ),
        )

    def many(self, contents: Sequence[BadgeContent]) -> bytes:
        """Return the badges as one PDF."""
        rows = [words_for_all(content) | {"qr": _svg(content.code)} for content in contents]
        inputs = {"data": json.dumps(rows, ensure_ascii=False)}
        found = self._compiler.compile(sys_inputs=inputs, pdf_tags=False)
        return found if isinstance(found, bytes) else b""


class FpdfBadges:
    """fpdf2 with text shaping and fallback fonts."""

    name = "fpdf2"

    def __init__(self, folder: Path, fonts: Path, _families: Sequence[str]) -> None:
        import fpdf

        self._make = fpdf.FPDF
        self._logo = str(folder / "logo.png")
        self._fonts = fonts

    def many(self, contents: Sequence[BadgeContent]) -> bytes:
        """Return the badges as one PDF."""
        file = self._make(unit="mm", format=(105, 148))
        file.set_auto_page_break(auto=False)
        file.c_margin = 0
        file.add_font("Plex", "", str(self._fonts / "IBMPlexSans-Bold.ttf"))
        rows = [words_for_all(content) for content in contents]
        others = _other_fonts(self._fonts, "".join(row["first"] + row["second"] for row in rows))
        for path in others:
            file.add_font(path.stem, "", str(path))
        file.set_fallback_fonts([path.stem for path in others], exact_match=False)
        file.set_text_shaping(use_shaping_engine=True)
        for content, row in zip(contents, rows, strict=True):
            self._page(file, content.code, row)
        return bytes(file.output())

    def _page(self, file: Any, code: str, row: dict[str, str]) -> None:
        file.add_page()
        file.image(self._logo, 8, 28.5, 18)
        file.line(8, 27.2, 97, 27.2)
        file.line(0, 134, 105, 134)
        lines = (
            (8, 13.6, 10.5, "event"),
            (62, 13.6, 10.5, "date"),
            (8, 36, 48, "first"),
            (8, 56, 26, "second"),
            (8, 88, 13, "organisation"),
            (40, 102.2, 10.5, "session"),
            (40, 119, 22, "room"),
            (66, 119, 10.5, "place"),
            (8, 136, 17, "label"),
        )
        for left, top, size, key in lines:
            file.set_font("Plex", "", size)
            width = max(file.get_string_width(row[key]), 0.1)
            file.set_font_size(min(size, size * (97 - left) / width))
            file.set_xy(left, top)
            file.cell(97 - left, size / 2.5, row[key])
        matrix = qr_matrix(code)
        unit = 26 / len(matrix)
        for x, y, length in dark_runs(matrix):
            file.rect(8 + x * unit, 102.9 + y * unit, length * unit, unit, style="F")


def words_for_all(content: BadgeContent) -> dict[str, str]:
    """Return the words that all ways set."""
    words = words_of(content)
    keys = ("event", "date", "first", "second", "organisation", "session", "room", "place")
    return {key: words[key] for key in keys} | {"label": "Gast · Guest"}


def _svg(code: str) -> str:
    matrix = qr_matrix(code)
    path = "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in dark_runs(matrix))
    side = len(matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{path}"/></svg>'
    )


def _other_fonts(folder: Path, text: str) -> list[Path]:
    """Return bold fonts for the scripts of *text*, for a library that must be told them."""
    from app.badge.fonts import read_manifest

    faces = [face for face in read_manifest(folder) if face.path.stem.endswith("-Bold")]
    letters = set(text)
    return [
        face.path
        for face in faces[1:]
        if any(not faces[0].covers(letter) and face.covers(letter) for letter in letters)
    ]
