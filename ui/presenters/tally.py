"""Counting people without a name: for themselves, or because they come with somebody."""

from PySide6.QtCore import QObject, Signal

from app.errors import EmpfangError
from app.model.standing import Standing
from app.model.verdict import Answer, Verdict
from ui.desk import Desk
from ui.presenters.reception import ReceptionPresenter
from ui.presenters.scene import Said, Topic
from ui.workers.task import Task

MOST = 9_999
"""So many people at once; more is a slip of the keyboard."""


class TallyPresenter(QObject):
    """Counts, in the order of the scans.

    Signals:
        counted: People were counted; the panel is ready for the next.
        accompanied: Companions were counted; the panel may close.
        failed: An `EmpfangError`; the panel is to say so.
    """

    counted = Signal()
    accompanied = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, reception: ReceptionPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._reception = desk, reception

    def count(self, number: int, label: str) -> None:
        """Count *number* people, perhaps with a word on who they are."""

        def take(_nothing: None) -> None:
            self.counted.emit()
            self._reception.tell(Said(topic=Topic.TALLY, number=number, group=label.strip()))

        door = self._reception.session
        self._run(
            Task(
                lambda: self._desk.crowd.count(number, label=label, session=door),
                take,
                self.failed.emit,
                self._crash,
            )
        )

    def accompany(self, guest: Standing, number: int) -> None:
        """Count *number* companions of *guest*; who is not here yet is let in first."""

        def take(answer: Answer | None) -> None:
            self.accompanied.emit()
            if answer is not None:
                self._reception.receive(answer)
            if answer is None or answer.verdict is Verdict.WELCOME:
                host = answer.standing if answer and answer.standing else guest
                said = Said(
                    topic=Topic.COMPANIONS, number=number, name=host.person.name, guest=host
                )
                self._reception.tell(said)

        door = self._reception.session
        self._run(
            Task(
                lambda: self._desk.crowd.accompany(guest.registration, number, session=door),
                take,
                self.failed.emit,
                self._crash,
            )
        )

    def _run(self, task: Task) -> None:
        self._reception.run(task)

    def _crash(self, _error: Exception) -> None:
        self.failed.emit(EmpfangError(""))
