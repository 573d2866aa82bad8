"""Signs: simple shapes in two colours, told apart by their outline alone."""

import re
from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

from ui.theme import RESOURCES

_DRAWN = re.compile("#000|#fff")
"""The two colours of every drawing: the sign, and what is cut out of it."""


def paint_sign(painter: QPainter, name: str, box: QRectF, sign: QColor, cut: QColor) -> None:
    """Draw the sign *name* into a square *box*; *cut* is what stands behind it."""
    _renderer(name, sign.name(), cut.name()).render(painter, box)


@cache
def _renderer(name: str, sign: str, cut: str) -> QSvgRenderer:
    text = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    coloured = _DRAWN.sub(lambda match: sign if match[0] == "#000" else cut, text)
    return QSvgRenderer(QByteArray(coloured.encode()))
