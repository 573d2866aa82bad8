"""The training sheet: one page for whoever stands at a desk today, made from the real event."""

from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import format_date

from app.badge.composer import Fitter
from app.badge.fields import Box
from app.badge.fit import Wish
from app.badge.fonts import bundled_fonts
from app.badge.pdf_file import PdfFile, dictionary
from app.badge.pdf_fonts import PdfFonts
from app.badge.picture import PdfPictures
from app.badge.shape import TextStyle
from app.badge.sheet import POINTS_PER_MM, Sheet, points
from app.model.programme import Programme
from app.model.role import Role
from app.reports.papers.training_words import ENGLISH, GERMAN, TrainingWords

MOST_STEPS = 10
_PAGE = (210.0, 297.0)
_LEFT, _TEXT, _WIDE = 18.0, 46.0, 146.0
_TOP, _STEP = 62.0, 21.4
_INK, _GREY, _HAIR = "#14181B", "#4A5259", "#CBD0D4"


@dataclass(frozen=True, slots=True)
class Step:
    """What to press and what it does."""

    key: str
    title: str
    text: str


def training_steps(
    programme: Programme, language: str = "de", *, prints: bool = True
) -> list[Step]:
    """Return what people at a desk of this event need to know, at most `MOST_STEPS`.

    Args:
        programme: The event; what it does not use is left out.
        language: ``de`` or ``en``.
        prints: Whether this laptop prints a badge with each arrival.
    """
    return list(_steps(programme, _words(language), prints=prints))[:MOST_STEPS]


def training_pdf(programme: Programme, language: str = "de", *, prints: bool = True) -> bytes:
    """Return the sheet as a PDF of one page A4."""
    words, event = _words(language), programme.event
    fonts, pictures = PdfFonts(), PdfPictures()
    page = _Page(Sheet(_PAGE[1], fonts, pictures))
    day = format_date(event.starts.astimezone(event.zone), "full", locale=language)
    page.text(event.name, (_LEFT, 16, 174, 18), 24, 700)
    page.text(f"{words.title} · {day}", (_LEFT, 36, 174, 7), 12, 400, _GREY)
    page.text(words.before, (_LEFT, 46, 174, 11), 11, 400)
    for number, step in enumerate(training_steps(programme, language, prints=prints)):
        _draw(page, step, _TOP + number * _STEP)
    page.text(words.after, (_LEFT, 280, 174, 8), 10, 400, _GREY)
    return _file(page.sheet, fonts, pictures, f"{words.title}: {event.name}")


def _steps(programme: Programme, words: TrainingWords, *, prints: bool) -> Iterator[Step]:
    policy = programme.policy
    yield Step(words.code_key, *(words.scan if prints else words.scan_only))
    yield Step("F7", *words.solve)
    yield Step("abc", *words.search)
    if policy.walk_ins:
        yield Step("F3", *words.walk_in)
    yield Step("F4", *words.change)
    if prints:
        yield Step("F5", *words.badge)
    if policy.undo_min:
        title, text = words.undo
        yield Step("F6", title, text.format(minutes=policy.undo_min))
    rooms = [session for session in programme.sessions.values() if not session.is_entrance]
    if rooms:
        title, text = words.rooms
        yield Step(words.room_key, title, text.format(rooms=_named([r.room for r in rooms])))
    if any(programme.pins.get(role) for role in Role):
        yield Step(words.lock_key, *words.lock)
    yield Step("F1", *words.help)


def _named(rooms: list[str]) -> str:
    """Return the rooms that have a name, each once."""
    return "; ".join(dict.fromkeys(filter(None, rooms)))


def _words(language: str) -> TrainingWords:
    return GERMAN if language == "de" else ENGLISH


def _draw(page: "_Page", step: Step, top: float) -> None:
    page.sheet.rule(_LEFT, top - 3.2, 174, 0.5, _HAIR)
    page.sheet.outline((_LEFT, top, 20, 10), 1.4, 1, _INK)
    page.text(step.key, (_LEFT + 1, top + 2.2, 18, 6), 12, 700, align="center")
    page.text(step.title, (_TEXT, top - 0.6, _WIDE, 6.4), 13, 700)
    page.text(step.text, (_TEXT, top + 6.2, _WIDE, 10.6), 10.5, 400)


class _Page:
    """Sets text on one sheet; whatever has no room is set smaller, never cut."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._fitter = Fitter(bundled_fonts())

    def text(
        self,
        text: str,
        box: Box,
        size: float,
        weight: int,
        colour: str = _INK,
        *,
        align: str = "left",
    ) -> None:
        """Set *text* into a box of millimetres, in *size* points or smaller."""
        family = self._fitter.family((text,), self._fitter.book.families[0])
        lines = max(1, int(box[3] * POINTS_PER_MM / size / 1.2))
        wish = Wish(size, lines=lines, wraps=True, leading=1.25)
        room = (points(box[2]), points(box[3]))
        self.sheet.block(
            self._fitter.block(text, TextStyle(family, weight), room, wish), box, align, colour
        )


def _file(sheet: Sheet, fonts: PdfFonts, pictures: PdfPictures, title: str) -> bytes:
    file = PdfFile()
    resources = file.reserve()
    width, height = map(points, _PAGE)
    entries = {"MediaBox": f"[0 0 {width:.3f} {height:.3f}]", "Resources": resources}
    file.add_page(sheet.code, entries)
    parts = {
        "Font": dictionary(fonts.write(file)),
        "XObject": dictionary(pictures.write(file)),
    }
    file.put(resources, dictionary(parts))
    return file.finished({"Title": title, "Creator": "Empfang", "Producer": "Empfang"})
