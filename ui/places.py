"""Where a window is: at reception, at one of the organiser's pages, or a kiosk."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.model.code import is_test
from ui.around import Around
from ui.desk import Desk
from ui.drops import Drops
from ui.language import Language
from ui.pages.organiser import PLACES, OrganiserPage
from ui.pages.organiser_work import OrganiserWork
from ui.permits import allows
from ui.presenters.watch import Sight
from ui.urgent_keys import UrgentKeys

KIOSK = "kiosk"
_ORGANISER = "organiser"


class Places(QObject):
    """Goes from one place to another, as far as whoever works here may.

    Signals:
        changed: What `go` takes to come back to what is shown now; empty for reception.
        back: Reception is in sight again.
    """

    changed = Signal(str)
    back = Signal()

    def __init__(
        self, parent: QWidget, desk: Desk, language: Language, design: str, clock: Clock
    ) -> None:
        super().__init__(parent)
        self._roles = desk.roles
        self._questions = self._questions_seen = 0
        self.organiser = OrganiserPage(parent)
        self.organiser.hide()
        self.organising = OrganiserWork(self.organiser, desk, language, design, clock)
        self._around: Around | None = None
        self.organising.left.connect(self.close_organiser)
        Drops(parent).dropped.connect(self.take_file)
        UrgentKeys(parent)

    def join(self, around: Around) -> None:
        """Ask *around* for PINs, and follow the kiosk that it may become."""
        self.organising.noticed.connect(around.noticed)
        self._around = around
        self.organising.refused.connect(around.refuse)
        around.rights_lost.connect(self._lose_rights)
        around.kiosk_changed.connect(self._take_kiosk)

    @property
    def place(self) -> str:
        """What `go` takes to come back to what is shown now; empty for reception."""
        if self._around is not None and self._around.covers.is_kiosk:
            return KIOSK
        is_here = not self.organiser.isHidden()
        return f"{_ORGANISER} {self.organiser.place}" if is_here else ""

    def go(self, place: str) -> None:
        """Show a *place* again, with the PIN that it needs; a kiosk at once."""
        name, _, page = place.partition(" ")
        if name == KIOSK and self._around is not None:
            self._around.open_kiosk()
        elif name == _ORGANISER and page in PLACES:
            self.open_organiser(page)

    def open_organiser(self, place: str) -> None:
        """Show the organiser's place over reception; scans still go to the station."""
        if not self._may(place):
            return
        self.organiser.show()
        self.organiser.raise_()
        self.organising.open(place)
        self.changed.emit(self.place)

    def close_organiser(self) -> None:
        """Go back to reception."""
        self._questions_seen = self._questions
        self.organiser.hide()
        self.back.emit()
        self.changed.emit(self.place)

    def toggle_organiser(self) -> None:
        """Go there or back; questions that are new come first."""
        if self.organiser.isVisible():
            self.close_organiser()
        else:
            has_news = self._questions > self._questions_seen
            self.open_organiser("questions" if has_news else self.organiser.place)

    def take_sight(self, sight: Sight) -> None:
        """Follow how many questions are open."""
        self._questions = sight.questions
        self._questions_seen = min(self._questions_seen, sight.questions)
        self.organiser.show_open(sight.questions)

    def take_special(self, text: str) -> None:
        """Follow a scan that was no guest's: the test badge, or an invitation of a hub."""
        if self._around is not None and is_test(text):
            self._around.covers.take_test_badge()
        elif self.place != KIOSK and self._may("hub"):
            self.organiser.show()
            self.organiser.raise_()
            self.organising.open_invitation(text)

    def take_file(self, file: Path) -> None:
        """Look at a list that was dropped on the window."""
        if self.place != KIOSK:
            self.organising.propose(file)
            self.open_organiser("import")

    def _may(self, place: str) -> bool:
        if allows(self._roles, place):
            return True
        if self._around is not None:
            self._around.refuse(place)
        return False

    def _lose_rights(self) -> None:
        if self.organiser.isVisible() and not allows(self._roles, self.organiser.place):
            self.close_organiser()

    def _take_kiosk(self) -> None:
        if self.place == KIOSK and self.organiser.isVisible():
            self.close_organiser()
        self.changed.emit(self.place)
