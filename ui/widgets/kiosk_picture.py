"""The one picture of a kiosk: a phone with a code goes down onto the reader."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.code_picture import code_image
from ui.widgets.sign import paint_sign

_SIZE = (320, 444)
_PHONE = QRectF(80, 0, 160, 256)
_CODE = QRectF(108, 76, 104, 104)
_READER, _SLOT = QRectF(0, 400, 320, 44), QRectF(56, 396, 208, 8)


class KioskPicture(QWidget):
    """Draws it as large as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("kioskPicture")
        self._look: Look | None = None
        self._code, self._sign = code_image("EMPFANG"), ""

    def set_look(self, look: Look) -> None:
        """Take colours."""
        self._look = look
        self.update()

    def show_sign(self, sign: str) -> None:
        """Show a sign of an answer, or the phone where it is empty."""
        self._sign = sign
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw phone, arrow and reader in the middle of the place."""
        if self._look is None:
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._sign:
            side = min(self.width(), self.height())
            box = QRectF(self.width() - side, (self.height() - side) / 2, side, side)
            colour = look.colour(f"text_{self._sign}")
            paint_sign(painter, self._sign, box, colour, look.colour("ground"))
            return
        wide, tall = _SIZE
        factor = min(self.width() / wide, self.height() / tall)
        painter.translate(self.width() - wide * factor, (self.height() - tall * factor) / 2)
        painter.scale(factor, factor)
        painter.setPen(QPen(look.colour("ink"), 8))
        painter.drawRoundedRect(_PHONE.adjusted(4, 4, -4, -4), 16, 16)
        # A code stands dark on white in every theme, as on a real phone.
        painter.fillRect(_CODE.adjusted(-8, -8, 8, 8), Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(_CODE.adjusted(-8, -8, 8, 8), self._code)
        self._paint_arrow(painter, look)
        painter.fillRect(_READER, look.colour("ink"))
        painter.fillRect(_SLOT, look.colour("accent"))

    def _paint_arrow(self, painter: QPainter, look: Look) -> None:
        pen = QPen(look.colour("accent"), 12)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawLine(QPointF(160, 276), QPointF(160, 352))
        tip = [QPointF(128, 326), QPointF(160, 358), QPointF(192, 326)]
        painter.drawPolyline(QPolygonF(tip))
