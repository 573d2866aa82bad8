"""Asks the desk for the figures while their page is in sight."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.errors import EmpfangError
from app.reports.aggregate import Aggregate
from app.reports.compare import FigureSight
from ui.desk import Desk
from ui.workers.lane import Lane
from ui.workers.task import Task

PANES = ("overview", "rooms", "guests", "pace")


@dataclass(frozen=True, slots=True)
class FigureScene:
    """What is known and how it is shown.

    ``pane`` is one of `PANES`; ``is_wide`` shows quarters of an hour. ``kept`` is the name of an
    edition that was just brought in, ``error`` why one was not.
    """

    sight: FigureSight | None = None
    pane: str = PANES[0]
    is_wide: bool = False
    kept: str = ""
    error: EmpfangError | None = None


class FiguresPresenter(QObject):
    """One look at a time; one more is taken when something happened meanwhile.

    Signals:
        shown: A `FigureScene`.
    """

    shown = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._looks, self._acts = Lane("figures", self), Lane("editions", self)
        self._scene = FigureScene()
        self._is_stale = self._has_failed = False

    @property
    def scene(self) -> FigureScene:
        """What is shown now."""
        return self._scene

    def look(self) -> None:
        """Count now, or as soon as the count that runs is done."""
        if not self._looks.is_idle:
            self._is_stale = True
            return
        self._is_stale = False
        self._looks.submit(
            Task(
                self._desk.figures.sight,
                self._take,
                self._fail_look,
                lambda _error: self._fail_look(EmpfangError("")),
            )
        )

    def show_pane(self, pane: str) -> None:
        """Show one of `PANES`."""
        self._tell(pane=pane)

    def next_pane(self) -> None:
        """Show the next of `PANES`."""
        place = PANES.index(self._scene.pane) + 1
        self.show_pane(PANES[place % len(PANES)])

    def turn(self) -> None:
        """Show quarters of an hour, or five minutes again."""
        self._tell(is_wide=not self._scene.is_wide)

    def keep_edition(self, path: Path) -> None:
        """Bring in the numbers of an earlier edition."""
        task = Task(
            lambda: self._desk.figures.keep_edition(path), self._take_kept, self._fail, self._crash
        )
        self._acts.submit(task)

    def close(self) -> None:
        """End the workers."""
        self._acts.close()
        self._looks.close(finish=False)

    def _take(self, sight: FigureSight) -> None:
        # What was just said stays until somebody does something else; that counting failed, until
        # it does not.
        error = None if self._has_failed else self._scene.error
        self._has_failed = False
        self._scene = replace(self._scene, sight=sight, error=error)
        self.shown.emit(self._scene)
        if self._is_stale:
            self.look()

    def _take_kept(self, aggregate: Aggregate) -> None:
        self._tell(kept=aggregate.event.name)
        self.look()

    def _fail_look(self, error: EmpfangError) -> None:
        self._has_failed = True
        self._fail(error)

    def _fail(self, error: EmpfangError) -> None:
        self._tell(error=error)

    def _crash(self, _error: Exception) -> None:
        self._fail(EmpfangError(""))

    def _tell(self, **changes: Any) -> None:
        self._scene = replace(self._scene, **{"kept": "", "error": None, **changes})
        self.shown.emit(self._scene)
