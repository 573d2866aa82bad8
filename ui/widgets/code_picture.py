"""A QR code on the screen, as large as there is room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.badge.qr import QUIET_ZONE, qr_matrix
from ui.theme import Look

_SIDE = 376
_SMALLEST_MODULE = 2


class CodePicture(QWidget):
    """Draws a code in whole dots a module: a camera or scanner wants sharp edges."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codePicture")
        self._text = ""
        self._picture = QImage()
        self._look: Look | None = None

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        self._look = look
        self._fit()

    def show_code(self, text: str, name: str) -> None:
        """Show the code of *text*, called *name*; nothing when it is empty."""
        if text != self._text:
            self._text = text
            # Capitals take a smaller symbol; only in a link they mean something else.
            drawn = text if "://" in text else text.upper()
            self._picture = code_image(drawn) if text else QImage()
        self.setAccessibleName(name)
        self.setVisible(bool(text))
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the side that whole dots make."""
        return self.minimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the code at the left."""
        if self._picture.isNull():
            return
        dots = self.devicePixelRatioF()
        modules = self._picture.width()
        times = max(1, int(self.height() * dots) // modules)
        side = modules * times / dots
        painter = QPainter(self)
        painter.scale(side / modules, side / modules)
        painter.drawImage(0, 0, self._picture)

    def _fit(self) -> None:
        if self._look is None or self._picture.isNull():
            return
        modules = self._picture.width()
        times = max(_SMALLEST_MODULE, self._look.px(_SIDE) // modules)
        self.setFixedSize(modules * times, modules * times)


def code_image(text: str) -> QImage:
    """Return the QR code of *text*, a dot a module, with the white that must lie around it."""
    matrix = qr_matrix(text)
    side = len(matrix) + 2 * QUIET_ZONE
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(matrix):
        for x, is_dark in enumerate(row):
            if is_dark:
                image.setPixelColor(x + QUIET_ZONE, y + QUIET_ZONE, Qt.GlobalColor.black)
    return image
