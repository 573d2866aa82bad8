"""The badge as it prints, and how far its job is."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.theme import Look

_PAGE_RATIO = 105 / 148


@dataclass(frozen=True, slots=True)
class BadgeView:
    """What the panel shows; ``job`` is none, printing, printed or failed."""

    job: str
    state: str
    detail: str = ""
    stock: str = ""
    image: QImage | None = None


class BadgeSheet(QWidget):
    """A page with its hairline border, empty while there is nothing to print."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._image: QImage | None = None
        self._look: Look | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no badge is shown."""
        return self._image is None

    def set_look(self, look: Look) -> None:
        """Take colours."""
        self._look = look
        self.update()

    def show_image(self, image: QImage | None, spoken: str) -> None:
        """Show a rasterised page, or an empty one."""
        self._image = image
        self.setAccessibleName(spoken)
        self.update()

    def height_for(self, width: int) -> int:
        """Return how high the page is in that width; an empty one is as high as A6."""
        if self._image is None or not self._image.width():
            return round(width / _PAGE_RATIO)
        return round(width * self._image.height() / self._image.width())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the page as large as the place allows, in the screen's own pixels."""
        if self._look is None:
            return
        painter = QPainter(self)
        box = self.rect().adjusted(0, 0, -1, -1)
        if self._image is not None:
            ratio = self.devicePixelRatio()
            inside = QRect(box.topLeft(), _within(self._image, box))
            picture = self._image.scaled(
                inside.size() * ratio,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawImage(inside, picture)
            box = inside
        painter.setPen(self._look.colour("hair"))
        painter.drawRect(box)


def _within(image: QImage, box: QRect) -> QSize:
    return image.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)


class BadgePanel(QFrame):
    """The page at the left, *page_height* units high; words about its job at the right."""

    def __init__(self, parent: QWidget | None = None, *, page_height: int = 288) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._page_height = page_height
        self.sheet = BadgeSheet(self)
        self._words = QWidget(self)
        self._state, self._detail, self._stock = (
            self._label(name) for name in ("jobState", "jobDetail", "stock")
        )
        column = QVBoxLayout(self._words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._state)
        column.addWidget(self._detail)
        column.addStretch(1)
        column.addWidget(self._stock)
        self._look: Look | None = None

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.sheet.set_look(look)
        self.arrange()

    def show_view(self, view: BadgeView) -> None:
        """Show the page and the words."""
        self.setProperty("job", view.job)
        self._state.setText(view.state)
        self._detail.setText(view.detail)
        self._stock.setText(view.stock)
        self.sheet.show_image(view.image, f"{view.state} {view.detail}")

    def arrange(self) -> None:
        """Give page and words their places; the page keeps its shape."""
        if self._look is None:
            return
        look = self._look
        left, top = look.size("margin"), look.px(24)
        tall = look.px(self._page_height)
        wide = round(tall * _PAGE_RATIO)
        self.sheet.setGeometry(left, top, wide + 1, tall + 1)
        start = left + wide + look.px(24)
        self._words.setGeometry(start, top, self.width() - start - look.px(12), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give page and words their places."""
        super().resizeEvent(event)
        self.arrange()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self._words)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label
