"""What is always in sight: figures, lists, the printer and the link, asked for each second."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.model.call import HeardCall
from app.model.desk import Arrival, SyncState
from app.model.programme import Programme
from app.ports import Counts
from ui.desk import Desk
from ui.workers.lane import Lane
from ui.workers.task import Task

_EVERY_MS = 1000
_SOON_MS = 30
"""An answer is painted first; only then is anything else asked of machine and disk."""
_LATEST = 12


@dataclass(frozen=True, slots=True)
class Sight:
    """One look at everything that changes by itself."""

    programme: Programme
    counts: Counts
    bars: tuple[int, ...]
    latest: tuple[Arrival, ...]
    sync: SyncState
    printer: str
    is_recording: bool = True
    questions: int = 0
    calls: tuple[HeardCall, ...] = ()

    @property
    def waiting(self) -> int:
        """How many calls of others wait for somebody here."""
        return sum(not heard.is_own for heard in self.calls)


class Watch(QObject):
    """Looks once a second and whenever `look` is called; at most one look waits.

    Signals:
        seen: A `Sight`.
    """

    seen = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = Lane("watch", self)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look_when_idle)

    def start(self) -> None:
        """Look now and from now on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look as soon as possible."""
        self._lane.replace(Task(lambda: sight_of(self._desk), done=self.seen.emit))

    def look_soon(self) -> None:
        """Look when what was just shown is painted."""
        QTimer.singleShot(_SOON_MS, self, self.look)

    def close(self) -> None:
        """End the worker."""
        self._timer.stop()
        self._lane.close(finish=False)

    def _look_when_idle(self) -> None:
        if self._lane.is_idle:
            self.look()


def sight_of(desk: Desk) -> Sight:
    """Look at everything once; blocks, so not in the thread of a window in use."""
    return Sight(
        desk.programme(),
        desk.counts(),
        tuple(desk.arrivals_per_5_minutes()),
        tuple(desk.latest(_LATEST)),
        desk.sync_state(),
        desk.printer_name(),
        desk.is_recording(),
        desk.questions.count(),
        tuple(desk.crowd.calls()),
    )
