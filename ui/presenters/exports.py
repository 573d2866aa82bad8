"""What the window does about files and papers: one at a time, with progress, to be stopped."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.errors import EmpfangError
from app.model.desk import Undone
from app.model.programme import Session
from app.reentry import Reentered
from app.reports.kinds import Kind
from app.reports.orders import Order, Written
from ui.desk import Desk
from ui.presenters.export_choices import Choice, first_order, next_order
from ui.workers.lane import Lane
from ui.workers.task import Task

REENTER = "reenter"
"""The last thing in the list: no file, but a paper list that is entered."""

THINGS: tuple[Kind | str, ...] = (
    *(Kind.REPORT, Kind.ARRIVALS, Kind.ATTENDANCE, Kind.NO_SHOWS, Kind.MAIL_MERGE),
    *(Kind.SIGNATURES, Kind.CERTIFICATES, Kind.EVACUATION, Kind.FALLBACK, REENTER),
    *(Kind.CATERING, Kind.THIRD_PARTY, Kind.AGGREGATE, Kind.HISTOGRAM, Kind.CODES, Kind.TRAINING),
)


_STEPS = 50
"""So often a long work is shown to have got on; each time the page is painted anew."""


class _StoppedError(Exception):
    """Somebody does not want the file any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportScene:
    """What is shown.

    ``thing`` is one of `THINGS`, ``order`` how it would be written. ``done`` of ``whole`` are
    ready while something is being written. What came of it is one of ``written``, ``entered``,
    ``error``, or ``news`` in one word.
    """

    thing: Kind | str = THINGS[0]
    order: Order
    sessions: tuple[Session, ...] = ()
    folder: Path = Path()
    lists: tuple[str, ...] = ()
    is_busy: bool = False
    done: int = 0
    whole: int = 0
    written: Written | None = None
    entered: Reentered | None = None
    error: EmpfangError | None = None
    news: str = ""

    @property
    def lacks_session(self) -> bool:
        """Whether a certificate is wanted of an event that has no part."""
        return self.thing is Kind.CERTIFICATES and self.order.session is None


class ExportsPresenter(QObject):
    """Orders files; knows no widget.

    Signals:
        shown: An `ExportScene`.
        recorded: Somebody was entered, or that was taken back.
        evacuated: The evacuation sheet that was `Written`, None where it could not be.
    """

    shown = Signal(object)
    evacuated = Signal(object)
    recorded = Signal()
    _progressed = Signal(int, int)

    def __init__(self, desk: Desk, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = Lane("exports", self)
        self._urgent = Lane("evacuation", self)
        self._stop = threading.Event()
        self._step = -1
        order = first_order(Kind.REPORT, language, ())
        self._scene = ExportScene(order=order, folder=desk.papers.folder())
        self._progressed.connect(self._take_progress)

    @property
    def scene(self) -> ExportScene:
        """What is shown now."""
        return self._scene

    def look(self) -> None:
        """See which parts the event has and which lists were printed."""
        self._lane.submit(Task(self._seen, self._take_sight, self._fail))

    def choose(self, thing: Kind | str) -> None:
        """Show another thing that can be written."""
        if self._scene.is_busy or thing == self._scene.thing:
            return
        kind = thing if isinstance(thing, Kind) else Kind.FALLBACK
        order = first_order(kind, self._scene.order.language, self._scene.sessions)
        self._tell(thing=thing, order=order)

    def change(self, choice: Choice) -> None:
        """Take the next value of a choice."""
        if not self._scene.is_busy:
            order = next_order(self._scene.order, choice, self._scene.sessions)
            self._tell(order=order)

    def speak(self, language: str) -> None:
        """Write in *language* from now on, as the window says everything."""
        self._scene = replace(self._scene, order=replace(self._scene.order, language=language))

    def write(self, folder: str) -> None:
        """Write what is chosen into a folder."""
        scene = self._scene
        if scene.is_busy or scene.thing == REENTER:
            return
        if scene.lacks_session:
            self._tell(news="no_session")
            return
        place = Path(folder.strip()).expanduser() if folder.strip() else self._desk.papers.folder()
        order = scene.order
        self._stop.clear()
        self._step = -1
        self._act(lambda: self._written(order, place), self._take_written, folder=place)

    def enter(self, text: str, session: str | None) -> None:
        """Let in whom a desk ticked on paper."""
        if not self._scene.is_busy and text.strip():
            self._act(lambda: self._desk.papers.enter(text, session=session), self._take_entered)

    def take_back(self) -> None:
        """Take back what was entered last."""
        if self._scene.entered is not None and self._scene.entered.entered:
            self._act(self._desk.undo, self._take_undone)

    def evacuate(self) -> None:
        """Write the evacuation sheet now, whatever else is being written."""
        spoken = self._scene.order.language
        self._urgent.submit(
            Task(
                lambda: self._desk.papers.evacuation(spoken),
                self.evacuated.emit,
                failed=lambda _error: self.evacuated.emit(None),
                crashed=lambda _error: self.evacuated.emit(None),
            )
        )

    def stop(self) -> bool:
        """End what is being written; return whether anything was."""
        self._stop.set()
        return self._scene.is_busy

    def close(self) -> None:
        """End the workers; a file that was begun is left."""
        self._stop.set()
        self._lane.close()
        self._urgent.close()

    def _seen(self) -> tuple[tuple[Session, ...], tuple[str, ...]]:
        sessions = tuple(self._desk.programme().sessions.values())
        return sessions, tuple(self._desk.papers.lists())

    def _take_sight(self, sight: tuple[tuple[Session, ...], tuple[str, ...]]) -> None:
        sessions, lists = sight
        order = self._scene.order
        if order.session is None and sessions != self._scene.sessions:
            order = replace(
                order, session=first_order(order.kind, order.language, sessions).session
            )
        self._scene = replace(self._scene, sessions=sessions, lists=lists, order=order)
        self.shown.emit(self._scene)

    def _written(self, order: Order, folder: Path) -> Written | None:
        try:
            return self._desk.papers.write(order, folder, self._tick)
        except _StoppedError:
            return None

    def _tick(self, done: int, whole: int) -> None:
        """Tell how far it is; called in the worker."""
        if self._stop.is_set():
            raise _StoppedError
        step = done * _STEPS // max(whole, 1)
        if step != self._step:
            self._step = step
            self._progressed.emit(done, whole)

    def _take_progress(self, done: int, whole: int) -> None:
        if self._scene.is_busy:
            self._scene = replace(self._scene, done=done, whole=whole)
            self.shown.emit(self._scene)

    def _take_written(self, written: Written | None) -> None:
        if written is None:
            self._tell(news="stopped")
            return
        self._tell(written=written, lists=(*reversed(written.lists), *self._scene.lists))

    def _take_entered(self, entered: Reentered) -> None:
        self._tell(entered=entered)
        self.recorded.emit()

    def _take_undone(self, _undone: Undone | None) -> None:
        self._tell(news="taken_back")
        self.recorded.emit()

    def _act(self, work: Callable[[], Any], done: Callable[[Any], None], **changes: Any) -> None:
        self._tell(is_busy=True, **changes)
        self._lane.submit(Task(work, done, failed=self._fail, crashed=self._fail_badly))

    def _fail(self, error: EmpfangError) -> None:
        self._tell(error=error)

    def _fail_badly(self, _error: Exception) -> None:
        self._fail(EmpfangError(""))

    def _tell(self, **changes: Any) -> None:
        fresh = {
            "is_busy": False,
            "done": 0,
            "whole": 0,
            "written": None,
            "entered": None,
            "error": None,
            "news": "",
        }
        self._scene = replace(self._scene, **{**fresh, **changes})
        self.shown.emit(self._scene)
