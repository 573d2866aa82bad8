"""The page at the door of a room: the band, how full it is, who came last."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.arrivals import ArrivalsModel
from ui.pages.drawn import DrawnPage
from ui.theme import Look
from ui.widgets.band import Band, BandView
from ui.widgets.latest_list import LatestList
from ui.widgets.roll import Roll, RollRow
from ui.widgets.room_count import CountView, RoomCount


class DoorPage(DrawnPage):
    """Stands between header and keys in place of what reception shows; knows no service.

    Signals:
        pressed: The name of a key of the band that was clicked.
        changed: The roll was opened or closed.
    """

    pressed = Signal(str)
    changed = Signal()

    def __init__(self, arrivals: ArrivalsModel, parent: QWidget | None = None) -> None:
        super().__init__("door", parent)
        self._covered = 0
        self.band, self.count = Band(self), RoomCount(self)
        self.latest = LatestList(arrivals, self, row="row_door")
        self.roll = Roll(self)
        self.band.pressed.connect(self.pressed)
        self.hide()

    @property
    def is_calling_roll(self) -> bool:
        """Whether the roll is open."""
        return self.roll.isVisibleTo(self)

    def show_band(self, view: BandView) -> None:
        """Show an answer, or that the door is ready."""
        self.band.show_view(view)
        self.arrange()

    def show_count(self, view: CountView) -> None:
        """Show how full the room is."""
        self.count.show_view(view)

    def open_roll(self, rows: Sequence[RollRow]) -> None:
        """Show the roll in place of the counter."""
        self.roll.open_with(rows)
        self.arrange()
        self.changed.emit()

    def set_covered(self, width: int) -> None:
        """Leave as much free at the right as a sheet covers."""
        if width != self._covered:
            self._covered = width
            self.arrange()

    def close_roll(self) -> None:
        """Go back to the counter."""
        if self.is_calling_roll:
            self.roll.hide()
            self.arrange()
            self.changed.emit()

    def _dress(self, look: Look) -> None:
        for part in (self.band, self.count, self.latest, self.roll):
            part.set_look(look)

    def _lay(self, look: Look) -> None:
        wide, tall, side = self.width(), self.height(), look.size("side")
        free = wide - self._covered
        band = self.band.arranged_height(wide, self._covered)
        self.band.setGeometry(0, 0, wide, band)
        below = max(0, tall - band)
        self.count.setGeometry(0, band, min(free, wide - side), below)
        self.latest.setGeometry(wide - side, band, side, below)
        self.roll.setGeometry(0, band, wide, below)
        for part in (self.count, self.latest):
            part.setVisible(not self.is_calling_roll)
