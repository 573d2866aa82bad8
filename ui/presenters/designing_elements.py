"""The elements of a design as a list, and what can be set on each."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.badge.edit import Draft, Place
from app.badge.geometry import Page, box_of
from ui import badge_texts as texts
from ui.language import Language

_PLACEHOLDER = re.compile(r"\{([^{}|]*)[^{}]*\}")
_TYPED = ("text", "tile", "band")
FILE_NAME, INSERT = "file name", "insert"
"""Places of what is no value of the file: its name, and a word to be put into a text."""
_LONGEST_TITLE = 28
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Element:
    """A field of a draft, or a row of a stack of texts."""

    index: int
    row: int | None
    kind: str
    title: str

    @property
    def root(self) -> Place:
        """Where the values of its text stand in the field."""
        return () if self.row is None else ("row", self.row)


class Control(StrEnum):
    """How a value is set."""

    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    COLOUR = "colour"
    FILE = "file"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Setting:
    """One value that can be set; ``place`` says where it stands in the field.

    ``unit`` is that of a number, ``choices`` are (value, word). A number is between ``low``
    and ``high`` and goes up by ``step``.
    """

    place: Place
    word: str
    control: Control
    value: Any
    unit: str = ""
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    choices: tuple[tuple[str, str], ...] = ()


def elements(draft: Draft, side: str, language: Language) -> tuple[Element, ...]:
    """Return the elements of a side in the order in which they are drawn."""
    found = []
    sides = [(index, part) for index, part in enumerate(draft.parts) if part.side == side]
    for index, part in sides:
        kind = str(part.values.get("kind", ""))
        found.append(Element(index, None, kind, _title(part.values, language)))
        rows = part.values.get("row", []) if kind == "stack" else []
        found += [
            Element(index, number, "row", _text_title(str(row.get("text", "")), language))
            for number, row in enumerate(rows)
        ]
    return tuple(found)


def settings(draft: Draft, element: Element, page: Page, language: Language) -> tuple[Setting, ...]:
    """Return what can be set on an element, the box first."""
    field = draft.parts[element.index].values
    values = field if element.row is None else field["row"][element.row]
    found = [*_box(field, page, language), *_type(element, values, language)]
    if element.kind in (*_TYPED, "row"):
        found.append(_text(element.root, "text", texts.CONTENT, values, language))
        found.append(_words(element.root, language))
    if element.kind in ("text", "row"):
        found.append(_align(element.root, values, language))
    if element.kind == "shape":
        found += _shape(values, language)
    if element.kind == "image":
        found.append(_file(values, language))
    if element.row is None:
        found.append(_text((), "when", texts.ONLY_IF, values, language))
    return tuple(found)


def head_settings(
    draft: Draft, name: str, stocks: Iterable[str], families: Iterable[str], language: Language
) -> tuple[Setting, ...]:
    """Return what can be set on a design as a whole; *name* is that of its file."""
    values, say = draft.head_values, language.say
    papers = tuple((stock, stock) for stock in stocks)
    fonts = tuple((family, family) for family in families)
    return (
        Setting((FILE_NAME,), say(texts.DESIGN_NAME), Control.TEXT, name),
        Setting(("stock",), say(texts.STOCK), Control.LIST, values.get("stock"), choices=papers),
        Setting(("family",), say(texts.FONT), Control.LIST, values.get("family"), choices=fonts),
    )


def _box(values: Mapping[str, Any], page: Page, language: Language) -> Iterator[Setting]:
    box = box_of(values) or (0.0, 0.0, 0.0, 0.0)
    words = (texts.LEFT, texts.TOP, texts.WIDTH, texts.HEIGHT)
    for side, word in enumerate(words):
        yield Setting(
            ("box", side),
            language.say(word),
            Control.NUMBER,
            box[side],
            unit="mm",
            high=page[side % 2],
        )


def _type(element: Element, values: Mapping[str, Any], language: Language) -> Iterator[Setting]:
    kind = values.get("type")
    if not isinstance(kind, Mapping):
        return
    root = (*element.root, "type")
    for key, word in (("size", texts.LARGEST), ("min", texts.SMALLEST)):
        value = float(kind.get(key, 0.0))
        low = 1.0 if key == "size" else 0.0
        yield Setting(
            (*root, key), language.say(word), Control.NUMBER, value, unit="pt", low=low, high=400.0
        )
    yield Setting(
        (*root, "prefer"),
        language.say(texts.IF_TOO_LONG),
        Control.CHOICE,
        str(kind.get("prefer", "wrap")),
        choices=(("shrink", language.say(texts.SHRINK)), ("wrap", language.say(texts.WRAP))),
    )
    lines, weight = int(kind.get("lines", 1)), int(kind.get("weight", 400))
    yield Setting(
        (*root, "lines"),
        language.say(texts.MOST_LINES),
        Control.NUMBER,
        lines,
        low=1,
        high=_MOST_LINES,
    )
    yield Setting(
        (*root, "weight"),
        language.say(texts.WEIGHT),
        Control.NUMBER,
        weight,
        low=100,
        high=900,
        step=100,
    )


def _text(
    root: Place, key: str, word: str, values: Mapping[str, Any], language: Language
) -> Setting:
    return Setting((*root, key), language.say(word), Control.TEXT, str(values.get(key, "")))


def _file(values: Mapping[str, Any], language: Language) -> Setting:
    choose = (("", language.say(texts.CHOOSE_FILE)),)
    word, value = language.say(texts.PICTURE_FILE), str(values.get("src", ""))
    return Setting(("src",), word, Control.FILE, value, choices=choose)


def _words(root: Place, language: Language) -> Setting:
    words = [("", language.say(texts.INSERT_WORD))]
    words += [(f"{{{name}}}", language.say(word)) for name, word in texts.WORDS.items()]
    place, word = (*root, INSERT), language.say(texts.INSERT_WORD)
    return Setting(place, word, Control.LIST, "", choices=tuple(words))


def _align(root: Place, values: Mapping[str, Any], language: Language) -> Setting:
    words = {
        "left": texts.ALIGN_LEFT,
        "center": texts.ALIGN_CENTRE,
        "right": texts.ALIGN_RIGHT,
        "start": texts.ALIGN_START,
    }
    return Setting(
        (*root, "align"),
        language.say(texts.ALIGN),
        Control.CHOICE,
        str(values.get("align", "left")),
        choices=tuple((value, language.say(text)) for value, text in words.items()),
    )


def _shape(values: Mapping[str, Any], language: Language) -> Iterator[Setting]:
    yield Setting(
        ("stroke_width",),
        language.say(texts.STROKE_WIDTH),
        Control.NUMBER,
        float(values.get("stroke_width", 0.75)),
        unit="pt",
        high=20.0,
        step=0.25,
    )
    yield Setting(
        ("radius",),
        language.say(texts.RADIUS),
        Control.NUMBER,
        float(values.get("radius", 0.0)),
        unit="mm",
        high=50.0,
    )
    for key, word in (("stroke", texts.STROKE), ("fill", texts.FILL)):
        yield Setting((key,), language.say(word), Control.COLOUR, str(values.get(key) or ""))


def _title(values: Mapping[str, Any], language: Language) -> str:
    kind = str(values.get("kind", ""))
    if kind == "shape":
        box = box_of(values)
        return language.say(texts.RECTANGLE if box and box[3] else texts.LINE)
    if kind == "text":
        return _text_title(str(values.get("text", "")), language)
    return language.say(texts.KINDS.get(kind, texts.ELEMENT))


def _text_title(text: str, language: Language) -> str:
    """Return what a text says: its words by their titles, or the beginning of itself."""
    names = _PLACEHOLDER.findall(text)
    known = [language.say(texts.WORDS[name]) for name in names if name in texts.WORDS]
    title = ", ".join(dict.fromkeys(known)) or " ".join(text.split())
    return title[:_LONGEST_TITLE] or language.say(texts.EMPTY_TEXT)
