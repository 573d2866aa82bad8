"""What is changed about one guest: registered on the spot, corrected, represented."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.badge.photos import refuses_photos
from app.clock import Clock, to_instant
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
        resembled: Who may be the guest that is to be registered: a list of `Standing`.
    """

    registered = Signal()
    form_failed = Signal(object)
    resembled = Signal(list)

    def __init__(
        self,
        desk: Desk,
        reception: ReceptionPresenter,
        badges: BadgePresenter,
        clock: Clock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._reception, self._badges = desk, reception, badges
        self._clock = clock

    def look_for(self, fields: Mapping[str, str]) -> None:
        """Look who on the list may be the guest of *fields*."""
        self._submit(lambda: self._desk.concierge.resembling(fields), self.resembled.emit)

    def add_walk_in(self, fields: Mapping[str, str]) -> None:
        """Register somebody who is on no list, let them in, print the badge."""
        self._let_in(lambda: self._desk.add_walk_in(fields))

    def check_in(self, registration: str) -> None:
        """Let in the guest who turned out to be on the list."""
        self.registered.emit()
        self._reception.check_in(registration)

    def substitute(self, registration: str, fields: Mapping[str, str]) -> None:
        """Register who comes in place of somebody, let them in, print the badge."""
        self._let_in(lambda: self._desk.concierge.substitute(registration, fields))

    def reinstate(self, guest: Standing) -> None:
        """Let somebody in after all who was cancelled."""
        self._let_in(lambda: self._desk.concierge.reinstate(guest.registration))

    def amend(self, registration: str, fields: Mapping[str, str]) -> None:
        """Change fields of somebody and print the badge again; without a change only print."""
        if not fields:
            self.registered.emit()
            self._badges.print_badge(registration)
            return
        self._submit(lambda: self._desk.amend(registration, fields), self._take_amended)

    def turn_photos(self, guest: Standing) -> None:
        """Note that *guest* refuses photos, or agrees to them after all; the badge says it."""
        # Asked in the worker: the same key twice turns it twice.
        self._submit(partial(self._turned, guest.registration), self._take_amended)

    def note_needs(self, guest: Standing, needs: str) -> None:
        """Note what helps *guest* and that they agreed just now; nothing takes both away."""
        agreed = to_instant(self._clock.read().wall_ms).isoformat(timespec="seconds")
        fields = {"needs": needs, "needs_consent": agreed if needs else ""}
        self._submit(lambda: self._desk.amend(guest.registration, fields), self._take_noted)

    def _turned(self, registration: str) -> Standing:
        now = self._desk.standing(registration)
        is_refused = now is not None and refuses_photos(now.person)
        return self._desk.amend(registration, {"photo": "yes" if is_refused else "no"})

    def _let_in(self, come: Callable[[], Standing]) -> None:
        """Let the guest of *come* in where this desk stands now, wherever it stands by then."""
        door = self._reception.session
        self._submit(
            lambda: self._desk.check_in(come().registration, session=door), self._take_newcomer
        )

    def _submit(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        crashed = partial(self.form_failed.emit, EmpfangError(""))
        self._reception.run(Task(work, done, self.form_failed.emit, lambda _error: crashed()))

    def _take_newcomer(self, answer: Answer) -> None:
        self.registered.emit()
        self._reception.receive(answer)

    def _take_noted(self, standing: Standing) -> None:
        self.registered.emit()
        self._reception.refresh(standing)

    def _take_amended(self, standing: Standing) -> None:
        self._take_noted(standing)
        if standing.arrived is not None or standing.badges:
            self._badges.print_badge(standing.registration)
