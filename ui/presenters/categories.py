"""Which categories of guests print with which design: looked up and changed in a worker."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.badge.design import load_design
from app.badge.design_table import DesignRow, design_rows
from app.badge.stock import Stock
from app.errors import BadgeError
from ui.desk import Desk
from ui.workers.lane import Lane
from ui.workers.task import Task


@dataclass(frozen=True, slots=True)
class Table:
    """A row for each category, beside a *design* that is open.

    ``own`` is what the badges of that design come on, None where it is wrong; ``usual`` the paper
    of all whose category has no design of its own.
    """

    design: str
    rows: tuple[DesignRow, ...]
    own: Stock | None
    usual: Stock


class CategoriesPresenter(QObject):
    """Keeps the small table of categories and designs.

    Signals:
        shown: A `Table`.
        chosen: A category has another design from now on.
        failed: An `EmpfangError`.
    """

    shown = Signal(object)
    chosen = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = Lane("categories", self)
        self._categories: tuple[str, ...] = ()

    def look(self, design: str) -> None:
        """Look who is on the list and what was chosen for them, beside a design by name."""
        self._lane.submit(
            Task(lambda: self._read(design), done=self._take, failed=self.failed.emit)
        )

    def choose(self, category: str, design: str, *, is_wanted: bool) -> None:
        """Give a category a design by name, or take it away."""
        categories = self._categories

        def choose() -> Table:
            self._desk.designs.choose(category, design if is_wanted else "")
            return self._table(design, categories)

        self._lane.submit(Task(choose, done=self._take_choice, failed=self.failed.emit))

    def close(self) -> None:
        """Finish writing, then end the worker."""
        self._lane.close()

    def _read(self, design: str) -> tuple[tuple[str, ...], Table]:
        categories = tuple(content.category for _, content in self._desk.badge_contents())
        return categories, self._table(design, categories)

    def _table(self, design: str, categories: tuple[str, ...]) -> Table:
        library, usual = self._desk.designs, self._desk.usual_stock()
        try:
            own = load_design(library.path(design)).stock
        except BadgeError:
            own = None
        return Table(design, design_rows(library, usual, categories), own, usual)

    def _take(self, read: tuple[tuple[str, ...], Table]) -> None:
        self._categories, table = read
        self.shown.emit(table)

    def _take_choice(self, table: Table) -> None:
        self.shown.emit(table)
        self.chosen.emit()
