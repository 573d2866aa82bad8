"""From one line of text to glyphs in the order in which they stand on paper."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import uharfbuzz

from app.badge.bidi import base_level, levels, visual_order
from app.badge.fonts import Face, FontBook
from app.badge.language import han_language, language_of
from app.badge.script import clusters, script_of

_CACHED = 8192


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text wants to be set.

    ``language`` is a BCP 47 tag or whatever the list says; it, ``country`` and the ``event``'s
    language choose the regional forms of letters, as `app.badge.language` tells.
    """

    family: str
    weight: int = 400
    language: str = ""
    country: str = ""
    event: str = ""


class Glyph(NamedTuple):
    """A glyph at its place; lengths in thousandths of the type size, y upwards.

    ``text`` is what a reader copies; of a cluster with several glyphs one carries it all.
    """

    face: Face
    id: int
    text: str
    x: float
    y: float
    is_right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line; lengths in thousandths of the type size.

    ``left``, ``right``, ``bottom`` and ``top`` bound the ink, the advance width included.
    ``missing`` are clusters that no font has: they stand as boxes.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    left: float
    right: float
    bottom: float
    top: float
    missing: tuple[str, ...] = ()
    is_right_to_left: bool = False

    @property
    def width(self) -> float:
        """Length of the line from ink to ink."""
        return self.right - self.left


class _Run(NamedTuple):
    """Characters that one call of the shaper sets."""

    start: int
    end: int
    face: Face
    level: int
    script: str


class Typesetter:
    """Shapes lines with the fonts of one book, and remembers them."""

    def __init__(self, book: FontBook) -> None:
        self.book = book
        # The shaper does not know who remembers: so all of it goes at once, without a cycle.
        self._shaper = _Shaper(book)
        self.line: Callable[[str, TextStyle], Line] = lru_cache(_CACHED)(self._shaper.line)

    def has_letters(self, text: str, style: TextStyle) -> bool:
        """Whether the family of *style* can set the whole of *text* alone."""
        return self._shaper.has_letters(text, style)


class _Shaper:
    """Shapes lines with the fonts of one book."""

    def __init__(self, book: FontBook) -> None:
        self.book = book

    def has_letters(self, text: str, style: TextStyle) -> bool:
        """Whether the family of *style* can set the whole of *text* alone."""
        face = self.book.face(style.family, style.weight)
        return all(face.covers(cluster) for cluster in clusters(text))

    def line(self, text: str, style: TextStyle) -> Line:
        """Return *text*, already cleaned, as one shaped line."""
        missing: list[str] = []
        runs = self._runs(text, style, missing)
        glyphs: list[Glyph] = []
        pen = 0.0
        for place in visual_order([run.level for run in runs]):
            pen = _shape(text, runs[place], _language(runs[place], text, style), pen, glyphs)
        return _measured(text, glyphs, pen, tuple(missing))

    def _runs(self, text: str, style: TextStyle, missing: list[str]) -> list[_Run]:
        """Cut *text* where face, direction or script change."""
        choose = self._chooser(text, style, missing)
        text_levels = levels(text)
        runs: list[_Run] = []
        start = 0
        for cluster, script in _with_scripts(text):
            level = text_levels[start]
            before = runs[-1] if runs and runs[-1].level == level else None
            run = _Run(start, start + len(cluster), choose(cluster, script, before), level, script)
            start = run.end
            if before and before[2:] == run[2:]:
                runs[-1] = before._replace(end=run.end)
            else:
                runs.append(run)
        return runs

    def _chooser(
        self, text: str, style: TextStyle, missing: list[str]
    ) -> Callable[[str, str, _Run | None], Face]:
        """Return what chooses a face for a cluster: the family alone, or never the family."""
        first = self.book.face(style.family, style.weight)
        if self.has_letters(text, style):
            return lambda _cluster, _script, _before: first
        han = han_language(text, style.language, style.country)

        def choose(cluster: str, script: str, before: _Run | None) -> Face:
            # Digits and signs stay in the font before them: its space has the right width.
            if before and not script_of(cluster[0]) and before.face.covers(cluster):
                return before.face
            face = self.book.fallback(cluster, script, han, style.weight)
            if face is None:
                missing.append(cluster)
            return face or first

        return choose


def _with_scripts(text: str) -> Iterator[tuple[str, str]]:
    """Yield clusters with their scripts; common ones take that of the letter before them."""
    current = next(filter(None, map(script_of, text)), "")
    for cluster in clusters(text):
        own = next(filter(None, map(script_of, cluster)), "")
        current = own or current
        yield cluster, current


def _language(run: _Run, text: str, style: TextStyle) -> str:
    """Return the BCP 47 tag for a run; empty when nothing tells."""
    return language_of(text, run.script, style.language, style.country, style.event)


def _shape(text: str, run: _Run, language: str, pen: float, glyphs: list[Glyph]) -> float:
    """Append the glyphs of a run from *pen* on; return where the next run begins."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text, run.start, run.end - run.start)
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    if run.script:
        buffer.script = run.script
    if language:
        buffer.language = language
    buffer.guess_segment_properties()
    uharfbuzz.shape(run.face.hb_font, buffer, {"dlig": False})
    texts = _cluster_texts(text, run, [info.cluster for info in buffer.glyph_infos])
    scale = run.face.scale
    for info, position, part in zip(buffer.glyph_infos, buffer.glyph_positions, texts, strict=True):
        x, y = pen + position.x_offset * scale, position.y_offset * scale
        glyphs.append(Glyph(run.face, info.codepoint, part, x, y, bool(run.level % 2)))
        pen += position.x_advance * scale
    return pen


def _cluster_texts(text: str, run: _Run, starts: list[int]) -> list[str]:
    """Return for every glyph the characters it stands for.

    The base carries those of its whole cluster; it comes first, or last in a run from
    right to left, where marks are set before it.
    """
    borders = sorted({*starts, run.end})
    ends = dict(pairwise(borders))
    step = -1 if run.level % 2 else 1
    texts = [""] * len(starts)
    told: set[int] = set()
    for place in range(len(starts))[::step]:
        start = starts[place]
        if start not in told:
            texts[place] = text[start : ends[start]]
            told.add(start)
    return texts


def _measured(text: str, glyphs: list[Glyph], pen: float, missing: tuple[str, ...]) -> Line:
    """Return the line with the bounds of its ink."""
    left = bottom = top = 0.0
    right = pen
    for glyph in glyphs:
        box = glyph_box(glyph.face, glyph.id)
        if box is None:
            continue
        left, right = min(left, glyph.x + box[0]), max(right, glyph.x + box[2])
        bottom, top = min(bottom, glyph.y + box[1]), max(top, glyph.y + box[3])
    return Line(text, tuple(glyphs), left, right, bottom, top, missing, bool(base_level(text)))


@lru_cache(maxsize=16384)
def glyph_box(face: Face, glyph: int) -> tuple[float, float, float, float] | None:
    """Return left, bottom, right and top of a glyph's ink; None when it has none."""
    extents = face.hb_font.get_glyph_extents(glyph)
    if extents is None or not (extents.width and extents.height):
        return None
    scale = face.scale
    left, top = extents.x_bearing * scale, extents.y_bearing * scale
    return left, top + extents.height * scale, left + extents.width * scale, top
