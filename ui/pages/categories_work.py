"""How the table of categories beside a design is worked."""

from PySide6.QtCore import QObject, Signal

from app.errors import EmpfangError
from ui.desk import Desk
from ui.language import Language
from ui.pages.designer import DesignerPage
from ui.presenters.categories import CategoriesPresenter, Table
from ui.presenters.category_words import CLOSE, category_view

_TICK = "tick_"


class CategoriesWork(QObject):
    """Connects the table with its presenter; ticks give categories the design that is open.

    Signals:
        changed: A category has another design from now on.
        failed: An `EmpfangError`.
    """

    changed = Signal()
    failed = Signal(EmpfangError)

    def __init__(self, page: DesignerPage, desk: Desk, language: Language) -> None:
        super().__init__(page)
        self._page, self._language = page, language
        self._table: Table | None = None
        self._is_open = False
        self.presenter = CategoriesPresenter(desk, self)
        self.presenter.shown.connect(self._show)
        self.presenter.chosen.connect(self.changed)
        self.presenter.failed.connect(self._fail)
        page.category_pressed.connect(self._press)

    def open(self, name: str) -> None:
        """Show who prints with the design *name*."""
        self._is_open = True
        self.presenter.look(name)

    def back(self) -> bool:
        """Close the table; return whether it was open."""
        was_open, self._is_open = self._is_open, False
        self._page.close_categories()
        return was_open

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        if self._table is not None:
            self._show(self._table)

    def close(self) -> None:
        """Finish writing, then end the worker."""
        self.presenter.close()

    def _show(self, table: Table) -> None:
        self._table = table
        if self._is_open:
            self._page.show_categories(category_view(table, self._language))

    def _fail(self, error: EmpfangError) -> None:
        """Let the page say what went wrong, where it says such things."""
        self.back()
        self.failed.emit(error)

    def _press(self, name: str) -> None:
        if name == CLOSE:
            self.back()
        elif name.startswith(_TICK) and self._table is not None:
            row, design = self._table.rows[int(name.removeprefix(_TICK))], self._table.design
            self.presenter.choose(row.category, design, is_wanted=row.design != design)
