"""Tokens of the look, turned into one style sheet and into fonts and colours for painters.

Lengths are units of which `UNITS_PER_INCH` make an inch on the real screen, so that signs
and words keep their millimetres whatever the screen is; a small window shrinks them all.
"""

import logging
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QRawFont, QScreen
from PySide6.QtWidgets import QWidget

from app.paths import resources_dir

RESOURCES = resources_dir()
THEMES = ("light", "dark", "high_contrast")
UNITS_PER_INCH = 112
FAMILY = "IBM Plex Sans"
UNFIT = frozenset((0x02BB, 0x02BC))
"""Letters that the family draws as wide as a figure; names with them need another face."""

COMPLETE_FAMILY = "Noto Sans"
"""Has every Latin, Greek and Cyrillic letter; sets whole names that `FAMILY` cannot."""
_CAPITALS = 0.698
"""Height of capitals divided by font size."""
_FULL_SIZE = QSize(1260, 660)
"""The smallest window, in units, in which everything has its room."""
_STEPS = 32
_BELIEVABLE = (40, 400)
"""Dots an inch that a screen can have; virtual ones report anything."""
_PLACEHOLDER = re.compile(r"@(\w+)(?:\(([^)]*)\))?")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Look:
    """One theme at one scale: everything that a sheet or a painter asks for."""

    theme: str
    scale: float

    def px(self, units: float) -> int:
        """Return a length in device-independent pixels, at least 1."""
        return max(1, round(units * self.scale))

    def target(self, units: float) -> int:
        """Return the height of something to press: never less than a finger needs."""
        return max(int(_tokens()["size"]["target_min"]), self.px(units))

    def size(self, name: str) -> int:
        """Return a length of the tokens in device-independent pixels."""
        return self.px(_tokens()["size"][name])

    def colour(self, name: str) -> QColor:
        """Return a colour of this theme."""
        return QColor(_tokens()[self.theme][name])

    def font_px(self, name: str) -> float:
        """Return the font size whose capitals have the millimetres of the tokens."""
        cap_mm = _tokens()["type"][name][0]
        return float(cap_mm / 25.4 * UNITS_PER_INCH / _CAPITALS * self.scale)

    def font(self, name: str, weight: int | None = None, text: str = "") -> QFont:
        """Return a font of the type scale whose family has every letter of *text*."""
        font = QFont([family_for(text), COMPLETE_FAMILY])
        font.setPixelSize(max(1, round(self.font_px(name))))
        font.setWeight(QFont.Weight(weight or _tokens()["type"][name][1]))
        return font

    def sheet(self) -> str:
        """Return the style sheet of the whole window."""
        template = (RESOURCES / "theme" / "window.qss").read_text(encoding="utf-8")
        return _PLACEHOLDER.sub(self._fill, template)

    def _fill(self, match: re.Match[str]) -> str:
        name, argument = match[1], match[2]
        if name == "px":
            return f"{self.px(float(argument))}px"
        if name == "target":
            # Without the two pixels that the narrowest border has.
            return f"{self.target(float(argument)) - 2}px"
        if name == "font":
            return self._font_rule(*argument.split())
        return self.colour(name).name()

    def _font_rule(self, name: str, weight: str = "") -> str:
        weight = weight or str(_tokens()["type"][name][1])
        return (
            f'font-family: "{FAMILY}", "{COMPLETE_FAMILY}"; font-weight: {weight}; '
            f"font-size: {round(self.font_px(name))}px"
        )


def look_for(theme: str, window: QSize, dots_per_inch: float) -> Look:
    """Return the look at true size, or smaller where the window has no room for that."""
    true_scale = dots_per_inch / UNITS_PER_INCH
    room = min(window.width() / _FULL_SIZE.width(), window.height() / _FULL_SIZE.height())
    scale = round(min(true_scale, room) * _STEPS) / _STEPS
    return Look(theme, max(0.5, scale))


def dots_per_inch(screen: QScreen | None) -> float:
    """Return device-independent dots an inch; what a laptop has where a screen says nonsense."""
    dots = screen.physicalDotsPerInch() if screen else 0.0
    low, high = _BELIEVABLE
    return dots if low <= dots <= high else float(UNITS_PER_INCH)


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a changed dynamic property of *widget*."""
    for part in (widget, *widget.findChildren(QWidget)):
        part.style().unpolish(part)
        part.style().polish(part)


@cache
def load_fonts(folder: Path = RESOURCES / "fonts") -> tuple[str, ...]:
    """Register every bundled face; return the families, in the order of the files.

    Once in a program: Qt keeps what is registered again beside what was there, and gets slower.
    """
    families: list[str] = []
    for path in sorted([*folder.rglob("*.ttf"), *folder.rglob("*.otf")]):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            logger.error("The font %s cannot be read; names may show boxes.", path.name)
        families += QFontDatabase.applicationFontFamilies(number)
    if FAMILY not in families:
        logger.error("The font family %s is missing; the system's font is used.", FAMILY)
    return tuple(dict.fromkeys(families))


def family_for(text: str) -> str:
    """Return the first family that has every letter of *text*, never a mixture."""
    return (
        FAMILY
        if all(_has(ord(letter)) for letter in set(text) if letter.isprintable())
        else COMPLETE_FAMILY
    )


def fits(text: str, font: QFont, width: float) -> bool:
    """Whether *text* needs no more than *width* pixels in one line."""
    return QFontMetricsF(font).horizontalAdvance(text) <= width


@cache
def _has(letter: int) -> bool:
    return letter not in UNFIT and _face().supportsCharacter(letter)


@cache
def _face() -> QRawFont:
    return QRawFont.fromFont(QFont(FAMILY))


@cache
def _tokens() -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "theme" / "tokens.toml").read_text(encoding="utf-8"))
