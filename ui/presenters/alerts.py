"""Notices of the laptop that come by themselves: battery and clock. Nothing waits for them."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.model.power import Power
from ui.machine_desk import MachineDesk
from ui.workers.lane import Lane
from ui.workers.task import Task

EVERY_MS = 30_000
LARGEST_SKEW_MS = 60_000


@dataclass(frozen=True, slots=True)
class Alert:
    """What to tell: the ``level`` of the battery that was reached, or a clock that is wrong."""

    level: int | None = None
    percent: int = 0
    ahead_s: int = 0

    @property
    def kind(self) -> tuple[int | None, bool]:
        """Which of the notices it is; numbers within it change without a new one."""
        return self.level, self.ahead_s > 0


class AlertsPresenter(QObject):
    """Looks every half minute.

    Signals:
        told: An `Alert` that is new; each level of the battery is told once until it is charged.
        shown: The `Alert` that stands now, None when all is well.
    """

    told = Signal(object)
    shown = Signal(object)

    def __init__(self, machine: MachineDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._machine = machine
        self._lane = Lane("alerts", self)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._last: Alert | None = None

    @property
    def alert(self) -> Alert | None:
        """What stands now."""
        return self._last

    def start(self) -> None:
        """Look now and from now on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look once, beside the window."""
        if self._lane.is_idle:
            self._lane.submit(
                Task(lambda: (self._machine.power(), self._machine.ahead_ms()), self._take)
            )

    def close(self) -> None:
        """End the worker."""
        self._timer.stop()
        self._lane.close(finish=False)

    def _take(self, seen: tuple[Power, int]) -> None:
        alert, before = _alert(*seen), self._last
        self._last = alert
        if alert != before:
            self.shown.emit(alert)
        if alert is not None and (before is None or alert.kind != before.kind):
            self.told.emit(alert)


def _alert(power: Power, ahead_ms: int) -> Alert | None:
    """Return the gravest thing to tell; a battery that ends goes before a wrong clock."""
    if power.level is not None and power.percent is not None:
        return Alert(level=power.level, percent=power.percent)
    if abs(ahead_ms) > LARGEST_SKEW_MS:
        return Alert(ahead_s=round(ahead_ms / 1000))
    return None
