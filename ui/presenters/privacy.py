"""What the window does for people's rights: finds, tells, erases, deletes in time."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.auditing import AuditLine
from app.clock import Clock, to_instant
from app.errors import EmpfangError
from app.model.access import AccessReport
from app.model.central import HubSight
from app.model.retention import DataClass, Due
from app.model.written import Concern
from ui.desk import Desk
from ui.presenters.privacy_scene import PrivacyScene
from ui.workers.lane import Lane
from ui.workers.task import Task

_STEPS = 50
"""So often the deletion of a class is shown to have got on."""


class PrivacyPresenter(QObject):
    """One thing at a time; what is typed meanwhile is looked for beside it.

    Signals:
        shown: A `PrivacyScene`.
        recorded: Something was written.
        left: The window is to close, and what this laptop has is to go.
    """

    shown = Signal(object)
    recorded = Signal()
    left = Signal()
    _got_on = Signal(object)

    def __init__(self, desk: Desk, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._looks, self._acts = Lane("privacy looks", self), Lane("privacy", self)
        self._stop = threading.Event()
        self._step: tuple[DataClass, int] | None = None
        self._scene = PrivacyScene(now=self._now())
        self._got_on.connect(self._take_stage)

    @property
    def scene(self) -> PrivacyScene:
        """What is shown now."""
        return self._scene

    def look(self) -> None:
        """See how plan, exports and hub are."""
        self._looks.submit(Task(self._state, self._take_state, self._fail, self._crash))

    def search(self, text: str) -> None:
        """Look for people."""
        was, self._scene = self._scene, replace(self._scene, query=text, chosen=0, task="", news="")
        if self._scene.is_searching:
            self._looks.replace(
                Task(lambda: (text, self._desk.privacy.people(text)), self._take_hits, self._fail)
            )
        elif was.is_searching:
            self._show(hits=(), report=None, concern=None)

    def choose(self, number: int) -> None:
        """Look at another row."""
        if number < 0:
            return
        before = self._scene.hit
        self._show(chosen=number, task="", news="", error=None)
        if self._scene.hit != before:
            self._look_closer()

    def ask(self, task: str) -> None:
        """Ask whether somebody is sure, where there is anything to do."""
        scene = self._scene
        is_there = {
            "erase": scene.place == "person" and scene.report is not None,
            "run": scene.place == "class" and scene.is_anything_due,
            "leave": scene.place == "leave",
        }
        if is_there[task] and not scene.work:
            self._show(task=task, news="", error=None, file=None)

    def back(self) -> bool:
        """Leave what was asked, or stop the deletion; return whether there was either."""
        if self._scene.work == "run":
            self._stop.set()
            return True
        if not self._scene.task:
            return False
        self._show(task="", error=None)
        return True

    def write_report(self, language: str) -> None:
        """Write the access report of whoever is looked at."""
        hit = self._scene.hit
        if hit is not None and self._scene.report is not None and not self._scene.work:
            asked = hit.id
            self._do("report", lambda: self._desk.privacy.write_report(asked, language))

    def write_protocol(self, language: str) -> None:
        """Write what was deleted and what is still stored."""
        if self._scene.place == "class" and not self._scene.task and not self._scene.work:
            self._do("protocol", lambda: self._desk.privacy.write_protocol(language))

    def erase(self, *, with_files: bool) -> None:
        """Erase whoever is looked at, after it was asked."""
        hit = self._scene.hit
        if hit is not None and self._scene.task == "erase" and not self._scene.work:
            asked = hit.id
            self._do("erase", lambda: self._desk.privacy.erase(asked, with_files=with_files))

    def run(self) -> None:
        """Delete what is due, after it was asked."""
        if self._scene.task == "run" and not self._scene.work:
            self._stop.clear()
            self._step = None
            self._do("run", lambda: self._desk.privacy.delete_due(self._go_on))

    def hand_over(self) -> None:
        """Write a hand-over file before this laptop is emptied."""
        if self._scene.task == "leave" and self._scene.must_send and not self._scene.work:
            self._do("file", self._desk.hub.hand_over)

    def leave(self) -> None:
        """Empty this laptop, after it was asked."""
        if self._scene.task == "leave" and not self._scene.work:
            self._do("leave", self._desk.privacy.leave)

    def close(self) -> None:
        """Finish what was begun, a deletion as far as it is, then end the workers."""
        self._stop.set()
        self._acts.close()
        self._looks.close(finish=False)

    def _go_on(self, what: DataClass, done: int, whole: int) -> bool:
        """Tell how far the deletion is; called in the worker."""
        step = (what, done * _STEPS // max(whole, 1))
        if step != self._step:
            self._step = step
            self._got_on.emit((what, done, whole))
        return not self._stop.is_set()

    def _take_stage(self, stage: tuple[DataClass, int, int]) -> None:
        if self._scene.work == "run":
            self._show(stage=stage)

    def _state(self) -> tuple[tuple[Due, ...], tuple[AuditLine, ...], HubSight]:
        privacy = self._desk.privacy
        return tuple(privacy.retention()), tuple(privacy.audit()), self._desk.hub.sight()

    def _take_state(self, found: tuple[tuple[Due, ...], tuple[AuditLine, ...], HubSight]) -> None:
        plan, exports, hub = found
        self._show(plan=plan, exports=exports, hub=hub, is_known=True)

    def _take_hits(self, found: tuple[str, Any]) -> None:
        text, hits = found
        if text != self._scene.query:
            return
        report = self._scene.report
        self._show(hits=tuple(hits), chosen=0)
        hit = self._scene.hit
        if report is None or hit is None or hit.id not in report.registrations:
            self._look_closer()

    def _look_closer(self) -> None:
        """Put together what is stored about whoever is looked at."""
        hit = self._scene.hit
        self._show(report=None, concern=None)
        if hit is not None:
            asked = hit.id
            self._looks.submit(
                Task(
                    lambda: (asked, *self._desk.privacy.person(asked)),
                    self._take_person,
                    self._fail,
                    self._crash,
                )
            )

    def _take_person(self, found: tuple[str, AccessReport, Concern]) -> None:
        asked, report, concern = found
        if self._scene.hit is not None and self._scene.hit.id == asked:
            self._show(report=report, concern=concern)

    def _do(self, work: str, act: Callable[[], Any]) -> None:
        self._show(work=work, stage=None, news="", error=None)
        self._acts.submit(
            Task(act, lambda result: self._take_done(work, result), self._fail, self._crash)
        )

    def _take_done(self, work: str, result: Any) -> None:
        self._show(work="")
        if work == "leave":
            self.left.emit()
            return
        if work == "file":
            self._show(file=result)
            return
        self._tell(work, result)
        self.recorded.emit()
        self.look()

    def _tell(self, work: str, result: Any) -> None:
        if work in ("report", "protocol"):
            self._show(news=work, subject=str(result))
        elif work == "run":
            people = sum(due.people for due in result)
            entries = sum(due.entries for due in result)
            news = "stopped" if self._stop.is_set() else "run"
            self._show(task="", news=news, subject=f"{people} {entries}")
        else:
            left = result.files[0].path if result.files else ""
            gone = self._scene.hit
            hits = tuple(one for one in self._scene.hits if one != gone)
            self._show(task="", news="erased", subject=left, hits=hits, report=None, concern=None)

    def _fail(self, error: EmpfangError) -> None:
        self._show(work="", error=error)

    def _crash(self, _error: Exception) -> None:
        self._fail(EmpfangError(""))

    def _now(self) -> datetime:
        return to_instant(self._clock.read().wall_ms)

    def _show(self, **changes: Any) -> None:
        self._scene = replace(self._scene, now=self._now(), **changes)
        self.shown.emit(self._scene)
