"""The same badge by Qt's own PDF writer, so that `bench badge` can compare."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
)

_DPI = 600
_MM = _DPI / 25.4
_LINES = (
    (8, 19, 10.5, "event"),
    (62, 19, 10.5, "date"),
    (8, 50, 48, "first"),
    (8, 64, 26, "second"),
    (8, 92, 13, "organisation"),
    (40, 106, 10.5, "session"),
    (40, 127, 22, "room"),
    (66, 127, 10.5, "place"),
    (8, 143, 17, "label"),
)
_RIGHT = 97
Run = tuple[int, int, int]


class QtBadges:
    """Draws words that are given by name; the name only shrinks."""

    name = "qt"

    def __init__(self, logo: Path, fonts: Sequence[Path], families: Sequence[str]) -> None:
        self._application = QGuiApplication.instance() or QGuiApplication(
            ["bench", "-platform", "offscreen"]
        )
        for path in fonts:
            QFontDatabase.addApplicationFont(str(path))
        self._families = list(families)
        self._logo = QImage(str(logo))

    def many(self, pages: Sequence[tuple[Mapping[str, str], int, Sequence[Run]]]) -> bytes:
        """Return pages of words, modules along a code's side, and its dark runs as one PDF."""
        target = QBuffer()
        target.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(target)
        writer.setResolution(_DPI)
        size = QPageSize(
            QSizeF(105, 148), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
        )
        upright = QPageLayout.Orientation.Portrait
        writer.setPageLayout(QPageLayout(size, upright, QMarginsF(0, 0, 0, 0)))
        painter = QPainter(writer)
        for number, (words, side, runs) in enumerate(pages):
            if number:
                writer.newPage()
            self._page(painter, words)
            _code(painter, side, runs)
        painter.end()
        return bytes(target.data().data())

    def _page(self, painter: QPainter, words: Mapping[str, str]) -> None:
        logo = QRectF(8 * _MM, 28.5 * _MM, 18 * _MM, 5.2 * _MM)
        painter.drawImage(logo, self._logo)
        painter.fillRect(QRectF(8 * _MM, 27.2 * _MM, 89 * _MM, 6), QColor("black"))
        painter.fillRect(QRectF(0, 134 * _MM, 105 * _MM, 6), QColor("black"))
        for left, base, size, key in _LINES:
            width = QFontMetricsF(self._font(size), painter.device()).horizontalAdvance(words[key])
            painter.setFont(self._font(min(size, size * (_RIGHT - left) * _MM / max(width, 1))))
            painter.drawText(QPointF(left * _MM, base * _MM), words[key])

    def _font(self, size: float) -> QFont:
        font = QFont(self._families)
        font.setPointSizeF(size)
        font.setBold(True)
        return font


def _code(painter: QPainter, side: int, runs: Sequence[Run]) -> None:
    unit = 26 * _MM / side
    path = QPainterPath()
    for x, y, length in runs:
        path.addRect(8 * _MM + x * unit, 102.9 * _MM + y * unit, length * unit, unit)
    painter.fillPath(path, Qt.GlobalColor.black)
