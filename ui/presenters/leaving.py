"""What speaks against closing the window, and what can be done about it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.clock import Clock, to_instant
from app.errors import EmpfangError
from app.model.central import HandOver, HubSight
from ui.desk import Desk
from ui.presenters.hub_words import is_connected
from ui.workers.lane import Lane
from ui.workers.task import Task


class Stage(StrEnum):
    """How far somebody is on the way out."""

    STAYING = "staying"
    ASKED = "asked"
    SURE = "sure"
    HANDED_OVER = "handed_over"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class LeavingScene:
    """``unsent`` entries no hub has, ``others`` laptops need the hub of this window."""

    stage: Stage = Stage.STAYING
    unsent: int = 0
    others: int = 0
    file: HandOver | None = None
    is_writing: bool = False
    error: EmpfangError | None = None


class LeavingPresenter(QObject):
    """Lets the window close at once when nothing speaks against it, and by itself later.

    Signals:
        shown: A `LeavingScene`.
        free: The window may close now.
    """

    shown = Signal(object)
    free = Signal()

    def __init__(self, desk: Desk, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._lane = Lane("leaving", self)
        self._scene = LeavingScene()

    @property
    def scene(self) -> LeavingScene:
        """What is shown now."""
        return self._scene

    def may_leave(self) -> bool:
        """Whether the window may close now; else what speaks against it is shown."""
        if self._scene.stage is Stage.GONE:
            return True
        self._weigh(self._look())
        if self._scene.unsent or self._scene.others:
            if self._scene.stage is Stage.STAYING:
                self._show(stage=Stage.ASKED)
            return False
        return True

    def look(self) -> None:
        """See whether everything is sent by now."""
        if self._scene.stage is not Stage.STAYING and self._lane.is_idle:
            self._lane.submit(Task(self._look, self._take))

    def write_file(self) -> None:
        """Write the hand-over file."""
        if self._scene.stage is Stage.ASKED and self._scene.unsent and not self._scene.is_writing:
            self._show(is_writing=True, error=None)
            self._lane.submit(
                Task(self._desk.hub.hand_over, self._take_file, self._fail, self._fail_badly)
            )

    def ask(self) -> None:
        """Ask whether somebody is sure."""
        if self._scene.stage is Stage.ASKED:
            self._show(stage=Stage.SURE)

    def go(self) -> None:
        """Close, after it was asked or a file was written."""
        if self._scene.stage in (Stage.SURE, Stage.HANDED_OVER):
            self.leave()

    def stay(self) -> None:
        """Go on working."""
        if self._scene.stage is not Stage.STAYING:
            self._scene = LeavingScene()
            self.shown.emit(self._scene)

    def leave(self) -> None:
        """Close without asking."""
        self._scene = replace(self._scene, stage=Stage.GONE)
        self.free.emit()

    def close(self) -> None:
        """End the worker."""
        self._lane.close()

    def _look(self) -> HubSight:
        try:
            return self._desk.hub.sight()
        except EmpfangError:
            return HubSight()

    def _take(self, sight: HubSight) -> None:
        if self._scene.stage is Stage.STAYING:
            return
        self._weigh(sight)
        is_reading = self._scene.stage is Stage.HANDED_OVER
        if not (self._scene.unsent or self._scene.others or is_reading):
            self.leave()
        else:
            self.shown.emit(self._scene)

    def _weigh(self, sight: HubSight) -> None:
        now = to_instant(self._clock.read().wall_ms)
        others = sum(is_connected(member, now) for member in sight.others)
        self._scene = replace(self._scene, unsent=sight.unsent_anywhere, others=others)

    def _take_file(self, file: HandOver) -> None:
        self._show(stage=Stage.HANDED_OVER, file=file, is_writing=False)

    def _fail(self, error: EmpfangError) -> None:
        self._show(is_writing=False, error=error)

    def _fail_badly(self, _error: Exception) -> None:
        self._fail(EmpfangError(""))

    def _show(self, **changes: Any) -> None:
        self._scene = replace(self._scene, **changes)
        self.shown.emit(self._scene)
