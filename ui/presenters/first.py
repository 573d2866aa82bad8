"""The first start: one question, and what its three answers set going beside the window."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import EmpfangError, EventChoiceError, ListQuestionError
from app.model.first import ListFinding
from app.roster.reading import Doubt, Reading, answered
from ui.house import FirstDesk
from ui.presenters.pretix_choice import ASKING, PretixAsked
from ui.workers.lane import Lane
from ui.workers.task import Task


class Work(StrEnum):
    """What is on its way."""

    NONE = ""
    READING = "reading"
    TAKING = "taking"
    JOINING = "joining"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstScene:
    """What is asked, and how it stands.

    ``question`` is what has to be said before a list can be read, ``asked`` what is to be
    ticked of what pretix has, ``finding`` what a list says
    while it is asked whether to take it; ``gap`` names what is missing: ``name`` or ``day``.
    ``error`` came of the ``tried`` work.
    """

    work: Work = Work.NONE
    finding: ListFinding | None = None
    question: ListQuestionError | None = None
    asked: PretixAsked | None = None
    gap: str = ""
    error: EmpfangError | None = None
    tried: Work = Work.NONE


class FirstPresenter(QObject):
    """One thing at a time.

    Signals:
        shown: A `FirstScene`.
        done: There is an event now.
        practice_wanted: Somebody only wants to try it out.
    """

    shown = Signal(object)
    done = Signal()
    practice_wanted = Signal()

    def __init__(self, first: FirstDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._first = first
        self._lane = Lane("first start", self)
        self._scene = FirstScene()
        self._file: Path | None = None
        self._reading = Reading()
        self._invitation, self._said = "", ASKING

    @property
    def scene(self) -> FirstScene:
        """What is shown now."""
        return self._scene

    def look_at(self, file: Path, reading: Reading | None = None) -> None:
        """Find out what a list says; nothing is kept."""
        said = reading or Reading()
        if self._scene.work is Work.NONE:
            self._file, self._reading = file, said
        self._do(Work.READING, lambda: self._first.look_at(file, said), self._take_finding)

    def answer(self, number: int) -> None:
        """Answer what has to be said about the list, with the choice of that number."""
        question, file = self._scene.question, self._file
        if question is not None and file is not None and 0 <= number < len(question.choices):
            doubt = Doubt(question.doubt)
            self.look_at(file, answered(self._reading, doubt, question.choices[number]))

    def take(self, name: str, day: date | None) -> None:
        """Make the event of the list and take everybody in."""
        finding = self._scene.finding
        if finding is None:
            return
        if gap := "name" if not name.strip() else "day" if day is None else "":
            self._tell(replace(self._scene, gap=gap, error=None))
        elif day is not None:
            said = self._reading
            self._do(Work.TAKING, lambda: self._first.take(finding, name, day, said), self._finish)

    def join(self, text: str) -> None:
        """Join the hub of an enrolment text, or pretix by what that shows."""
        if text.strip():
            if self._scene.work is Work.NONE:
                self._invitation, self._said = text, ASKING
            self._do(Work.JOINING, lambda: self._first.join(text, ASKING), self._finish)

    def tick(self, number: int) -> None:
        """Set or take away the tick at something that pretix has."""
        if self._scene.asked is not None and self._scene.work is Work.NONE:
            self._tell(replace(self._scene, asked=self._scene.asked.ticking(number)))

    def go_on(self, number: int) -> None:
        """Take what is ticked, or the row of that number where nothing is."""
        text, asked = self._invitation, self._scene.asked
        if asked is not None and self._scene.work is Work.NONE:
            said = self._said = asked.answered(number)
            self._do(Work.JOINING, lambda: self._first.join(text, said), self._finish)

    def practise(self) -> None:
        """Try it out with invented guests."""
        if self._scene.work is Work.NONE:
            self._tell(FirstScene(work=Work.BEGINNING))
            self.practice_wanted.emit()

    def stay(self) -> None:
        """Ask again: the practice could not begin."""
        self._tell(FirstScene())

    def back(self) -> None:
        """Ask the question again."""
        if self._scene.work is Work.NONE:
            self._tell(FirstScene())

    def close(self) -> None:
        """End the worker; what was begun ends first."""
        self._lane.close()

    def _do(self, work: Work, call: Callable[[], object], done: Callable[[object], None]) -> None:
        if self._scene.work is not Work.NONE:
            return
        self._tell(replace(self._scene, work=work, gap="", error=None))
        self._lane.submit(Task(call, done, failed=self._fail, crashed=self._crash))

    def _take_finding(self, finding: object) -> None:
        if isinstance(finding, ListFinding):
            self._tell(FirstScene(finding=finding))

    def _finish(self, _result: object) -> None:
        self._tell(replace(self._scene, work=Work.NONE))
        self.done.emit()

    def _fail(self, error: EmpfangError) -> None:
        scene = self._scene
        if isinstance(error, ListQuestionError) and error.choices:
            self._tell(FirstScene(question=error))
            return
        if isinstance(error, EventChoiceError):
            asked = PretixAsked.of(error, self._said)
            self._tell(FirstScene(asked=asked, tried=Work.JOINING))
            return
        self._tell(replace(scene, work=Work.NONE, error=error, tried=scene.work))

    def _crash(self, _error: Exception) -> None:
        self._fail(EmpfangError("The first start stumbled over a step of its own."))

    def _tell(self, scene: FirstScene) -> None:
        self._scene = scene
        self.shown.emit(scene)
