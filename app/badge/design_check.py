"""What a design must keep so that every badge comes out whole: checked when it is read."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.badge.condition import FLAGS, ConditionError, condition
from app.badge.fields import (
    BandField,
    Box,
    Field,
    QrField,
    ShapeField,
    StackField,
    TextField,
    TileField,
    templates,
)
from app.badge.fonts import bundled_fonts
from app.badge.qr import QUIET_ZONE, SMALLEST_SIDE
from app.badge.stock import Stock
from app.badge.toml_file import TomlFile
from app.badge.words import WORDS
from app.errors import BadgeError

if TYPE_CHECKING:
    from app.badge.design import Design

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LEAST_CODE_MM = 10.0
_TOLERANCE_MM = 0.01
_MOST_FIELDS = 200

Written = TextField | StackField | TileField


def check_design(source: TomlFile, design: "Design") -> None:
    """Refuse what would not come out.

    Raises:
        BadgeError: something is wrong; the sentence names file and line.
    """
    if design.family not in bundled_fonts().families:
        problem = f"there is no font family “{design.family}”"
        raise BadgeError(source.sentence(problem, "$.family"))
    if design.back and not design.stock.has_back:
        problem = f"the stock “{design.stock.name}” is printed on one side only"
        raise BadgeError(source.sentence(problem, "$.back[0].kind"))
    checker = _Checker(source, design)
    checker.texts()
    checker.categories()
    for side, fields in (("field", design.fields), ("back", design.back)):
        checker.side(side, fields)


class _Checker:
    """The rules, for one design."""

    def __init__(self, source: TomlFile, design: "Design") -> None:
        self._source = source
        self._design = design
        own = {name for texts in design.texts.values() for name in texts}
        self._words = frozenset({*WORDS, *own})

    def texts(self) -> None:
        """Every language must have every word."""
        tables = self._design.texts
        names = {name for table in tables.values() for name in table}
        for language, table in tables.items():
            taken = sorted(set(table) & set(WORDS))
            if taken:
                self._refuse(
                    f"“{taken[0]}” is a word of guests already", f"texts.{language}.{taken[0]}"
                )
            lacking = sorted(names - set(table))
            if lacking:
                self._refuse(f"“{lacking[0]}” is not said in this language", f"texts.{language}")

    def categories(self) -> None:
        """A colour never stands alone, and two colours never share a sign."""
        signs: dict[str, str] = {}
        for index, category in enumerate(self._design.categories):
            place = f"category[{index}]"
            self._check_words(f"{place}.label", category.label)
            if not category.colour:
                continue
            if not (category.sign and category.label.strip()):
                self._refuse("a colour needs a label and a sign beside it", f"{place}.colour")
            if signs.setdefault(category.sign, category.colour) != category.colour:
                self._refuse("another colour has this sign already", f"{place}.sign")

    def side(self, side: str, fields: Sequence[Field]) -> None:
        """Check the fields of one side."""
        if len(fields) > _MOST_FIELDS:
            self._refuse(f"a side has at most {_MOST_FIELDS} fields", f"{side}[{_MOST_FIELDS}].box")
        for index, field in enumerate(fields):
            place = f"{side}[{index}]"
            self._check_box(f"{place}.box", field)
            self._check_condition(f"{place}.when", field.when)
            for part, text in templates(field):
                self._check_words(f"{place}{part}", text)
            if isinstance(field, QrField):
                self._check_code(f"{place}.box", field, fields)

    def _check_box(self, place: str, field: Field) -> None:
        """Refuse a box that leaves the page, or that has no room."""
        stock = self._design.stock
        if min(field.box[2:]) < 0 or not _lies_in(field.box, stock, -stock.bleed):
            size = f"{stock.width:g} × {stock.height:g} mm"
            self._refuse(f"the box leaves the stock “{stock.name}” ({size})", place)
        if isinstance(field, Written | QrField) and not _lies_in(field.box, stock, stock.safe):
            self._refuse(f"the box lies in the margin of {stock.safe:g} mm", place)
        if not isinstance(field, ShapeField) and min(_inner(field)) <= 0:
            self._refuse("the box leaves no room for anything", place)

    def _check_code(self, place: str, code: QrField, fields: Sequence[Field]) -> None:
        """Refuse a code that is too small, or that has no white around it."""
        left, top, width, height = code.box
        side = min(width, height)
        if side < _LEAST_CODE_MM:
            self._refuse(f"a code under {_LEAST_CODE_MM:g} mm is hard to read", place)
        quiet = side * QUIET_ZONE / SMALLEST_SIDE - _TOLERANCE_MM
        around = (left - quiet, top - quiet, width + 2 * quiet, height + 2 * quiet)
        stock = self._design.stock
        if not _lies_in(around, stock, 0):
            self._refuse(f"{quiet:.1f} mm of white must lie around the code", place)
        for field in fields:
            if isinstance(field, Written) and _overlap(field.box, around):
                self._refuse(f"{quiet:.1f} mm of white must lie between code and text", place)

    def _check_condition(self, place: str, text: str) -> None:
        try:
            condition(text, self._words | {FLAGS})
        except ConditionError as error:
            self._refuse(str(error), place)

    def _check_words(self, place: str, text: str) -> None:
        """Refuse a placeholder that no guest can fill."""
        for names in _PLACEHOLDER.findall(text):
            for name in names.split("|"):
                if name not in self._words:
                    known = ", ".join(sorted(self._words))
                    self._refuse(f"“{name}” is no word of a badge; there are {known}", place)

    def _refuse(self, problem: str, place: str) -> None:
        raise BadgeError(self._source.sentence(problem, f"$.{place}"))


def _lies_in(box: Box, stock: Stock, margin: float) -> bool:
    """Whether a box lies on the stock, so many millimetres from its edges."""
    left, top, width, height = box
    least = margin - _TOLERANCE_MM
    right, bottom = left + width, top + height
    return (
        min(left, top) >= least and right <= stock.width - least and bottom <= stock.height - least
    )


def _inner(field: Field) -> tuple[float, float]:
    """Return width and height of what a field leaves for its content."""
    width, height = field.box[2:]
    match field:
        case TileField():
            return width - 2 * field.padding, height
        case BandField():
            return width - 2 * field.inset, height
    return width, height


def _overlap(one: Box, other: Box) -> bool:
    return all(
        one[side] < other[side] + other[side + 2] and other[side] < one[side] + one[side + 2]
        for side in (0, 1)
    )
