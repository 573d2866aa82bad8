"""What is changed about one guest: registered on the spot, corrected, represented."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.errors import EmpfangError
from app.model.standing import Standing
from app.model.verdict import Answer
from ui.desk import Desk
from ui.presenters.badges import BadgePresenter
from ui.presenters.reception import ReceptionPresenter
from ui.workers.task import Task

Result = TypeVar("Result")


class ChangePresenter(QObject):
    """Sends what forms and keys of the guest menu say to the desk, in the order of the scans.

    Signals:
        registered: A new or changed guest went through; the form may close.
        form_failed: An `EmpfangError`; the form is to say so.
    """

    registered = Signal()
    form_failed = Signal(object)

    def __init__(
        self, desk: Desk, reception: ReceptionPresenter, badges: BadgePresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._reception, self._badges = desk, reception, badges

    def add_walk_in(self, fields: Mapping[str, str]) -> None:
        """Register somebody who is on no list, let them in, print the badge."""
        session = self._reception.session
        self._submit(
            lambda: self._desk.check_in(
                self._desk.add_walk_in(fields).registration, session=session
            ),
            self._take_newcomer,
        )

    def amend(self, registration: str, fields: Mapping[str, str]) -> None:
        """Change fields of somebody and print the badge again; without a change only print."""
        if not fields:
            self.registered.emit()
            self._badges.print_badge(registration)
            return
        self._submit(lambda: self._desk.amend(registration, fields), self._take_amended)

    def _submit(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        crashed = partial(self.form_failed.emit, EmpfangError(""))
        self._reception.run(Task(work, done, self.form_failed.emit, lambda _error: crashed()))

    def _take_newcomer(self, answer: Answer) -> None:
        self.registered.emit()
        self._reception.receive(answer)

    def _take_amended(self, standing: Standing) -> None:
        self.registered.emit()
        self._reception.refresh(standing)
        self._badges.print_badge(standing.registration)
