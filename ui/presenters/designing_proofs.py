"""The page of a design, drawn anew for the chosen guest whenever the hand rests."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.badge.edit import SIDES
from ui.desk import Desk
from ui.presenters.designing_cases import SAMPLE, Case, CaseKind, cases
from ui.presenters.designing_proof import Proofer
from ui.workers.lane import Lane
from ui.workers.task import Task

PAUSE_MS = 30
"""So long the hand must rest before the page is drawn anew."""
_DPI = 144.0


class Proofs(QObject):
    """Draws what it is given; of several drafts in a row only the last.

    Signals:
        proofed: A `Proof`.
        offered: The cases, a tuple of `Case`, and the number of the chosen one.
        failed: An `EmpfangError`.
    """

    proofed = Signal(object)
    offered = Signal(tuple, int)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages, self._list = Lane("proofs", self), Lane("cases", self)
        self._proofer = Proofer()
        self._path, self._text, self._side = Path(), "", SIDES[0]
        self._dpi = _DPI
        self._cases: tuple[Case, ...] = (Case(CaseKind.SAMPLE, SAMPLE),)
        self._case = 0
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._proof)

    def draw(self, path: Path, text: str, side: str) -> None:
        """Draw one side of the design *text*, which belongs into the file *path*."""
        self._path, self._text, self._side = path, text, side
        self._soon.start()

    def look_for_cases(self, chosen: Case | None = None) -> None:
        """Look in the list for guests who put the design to the test, *chosen* first."""
        self._list.submit(
            Task(
                lambda: cases(self._desk.badge_contents()),
                done=lambda found: self._offer(found, chosen),
                failed=self.failed.emit,
            )
        )

    def choose_case(self, number: int) -> None:
        """Draw the badge of another of the offered guests."""
        if 0 <= number < len(self._cases):
            self._case = number
            self.offered.emit(self._cases, number)
            self._soon.start()

    def next_case(self, step: int) -> None:
        """Draw the badge of the guest *step* places further in the list of cases."""
        self.choose_case((self._case + step) % len(self._cases))

    def set_dpi(self, dpi: float) -> None:
        """Draw the page in so many dots per inch."""
        if abs(dpi - self._dpi) > 1:
            self._dpi = dpi
            self._soon.start()

    def close(self) -> None:
        """End the workers."""
        self._soon.stop()
        self._pages.close(finish=False)
        self._list.close(finish=False)

    def _proof(self) -> None:
        draft, dpi = (self._path, self._text, self._side), self._dpi
        content = self._cases[self._case].content
        if self._text:
            self._pages.replace(
                Task(lambda: self._proofer.proof(draft, content, dpi), done=self.proofed.emit)
            )

    def _offer(self, found: tuple[Case, ...], chosen: Case | None) -> None:
        others = [c for c in found if chosen is None or c.registration != chosen.registration]
        self._cases = (*([chosen] if chosen else []), *others)
        self.choose_case(0)
