"""What scanners deliver: presses or bytes in, candidates for the station out."""

from PySide6.QtCore import QObject, Signal, Slot

from app.reading.readings import parts, readings
from app.reading.wedge import Burst
from app.settings import Settings


class ScannerPresenter(QObject):
    """Reads what scanners deliver.

    Signals:
        scanned: The readings of one scan, best first, and those of each of the scans that it
            may be instead.
    """

    scanned = Signal(tuple, tuple)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._layout = settings.scanner_layout

    @Slot(object)
    def take_burst(self, burst: Burst) -> None:
        """Read what a scanner typed."""
        whole, *rest = [readings(one, self._layout) for one in (burst, *parts(burst))]
        self.scanned.emit(whole, tuple(rest))
