"""The editor of designs: what is edited, how it was before, and how it would print."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from app.badge.design import design_of
from app.badge.edit import SIDES, Draft, Place, draft_of
from app.badge.fields import Box
from app.badge.geometry import Page, box_of, moved, placed, stretched
from app.badge.toml_file import toml_of
from app.errors import BadgeError, EmpfangError
from ui.desk import Desk
from ui.presenters.designing_fields import new_field
from ui.presenters.designing_history import Change
from ui.presenters.designing_proofs import Proofs
from ui.workers.lane import Lane
from ui.workers.task import Task

_A6: Page = (105.0, 148.0)

Selection = tuple[int, int | None]
"""Index of a field and the row of a stack in it."""


class DesigningPresenter(QObject):
    """Edits one design at a time.

    Signals:
        drafted: The draft has changed, or another one was opened.
        selected: Another element is chosen, or none.
        kept: The name under which the design was saved.
        used: The name of the design that prints from now on.
        failed: An `EmpfangError`.
    """

    drafted = Signal()
    selected = Signal()
    kept = Signal(str)
    used = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.proofs = Proofs(desk, self)
        self._files = Lane("designs", self)
        self._stack = QUndoStack(self)
        self._stack.indexChanged.connect(self.drafted)
        self._draft = Draft("", ())
        self._name, self._save_name = "", ""
        self._page = _A6
        self._side, self._has_back = SIDES[0], False
        self._selection: Selection | None = None

    @property
    def draft(self) -> Draft:
        """What is edited."""
        return self._draft

    @property
    def name(self) -> str:
        """The design that was opened, by its name in the library."""
        return self._name

    @property
    def save_name(self) -> str:
        """The name under which it is going to be saved."""
        return self._save_name

    @property
    def page(self) -> Page:
        """Width and height of the badge in millimetres."""
        return self._page

    @property
    def selection(self) -> Selection | None:
        """The chosen element."""
        return self._selection

    @property
    def side(self) -> str:
        """Which side is edited, one of `app.badge.edit.SIDES`."""
        return self._side

    @property
    def has_back(self) -> bool:
        """Whether the paper has a back that prints."""
        return self._has_back

    @property
    def is_changed(self) -> bool:
        """Whether there is something that is not saved."""
        return not self._stack.isClean()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._stack.canUndo()

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return self._stack.canRedo()

    def open(self, name: str) -> None:
        """Edit another design; a shipped one is going to be saved as a copy."""
        library = self._desk.designs
        try:
            draft = draft_of(library.text(name))
        except EmpfangError as error:
            self.failed.emit(error)
            return
        self._name = name
        self._save_name = library.free_name(name) if library.is_shipped(name) else name
        self._stack.clear()
        self._selection = None
        self._side = SIDES[0]
        self._show(draft)
        self.selected.emit()

    def set_save_name(self, name: str) -> None:
        """Save under another name from now on."""
        self._save_name = " ".join(name.split())

    def select(self, selection: Selection | None) -> None:
        """Choose an element, or none."""
        if selection != self._selection:
            self._selection = selection
            self.selected.emit()

    def turn(self) -> None:
        """Edit the other side."""
        self._side = SIDES[(SIDES.index(self._side) + 1) % len(SIDES)]
        self.select(None)
        self._show(self._draft)

    def box(self, index: int) -> Box | None:
        """Return the box of a field."""
        return box_of(self._draft.parts[index].values)

    def change(self, place: Place, value: object | None) -> None:
        """Set a value of the chosen element, or of the design's head when none is chosen."""
        if self._selection is None:
            self._step(self._draft.with_head(str(place[0]), value))
            return
        index = self._selection[0]
        if place[0] == "box":
            box = self.box(index)
            if box is not None and isinstance(value, int | float):
                self.put(placed(box, int(place[1]), float(value), self._page))
            return
        self._step(self._draft.changed(index, place, value))

    def try_box(self, box: Box) -> None:
        """Draw the chosen field in another box without keeping that."""
        if self._selection is not None:
            self._draw(self._boxed(box))

    def put(self, box: Box, *, kind: int = -1) -> None:
        """Put the chosen field into *box*; steps of one *kind* are taken back together."""
        if self._selection is not None and box != self.box(self._selection[0]):
            self._step(self._boxed(box), kind)
        else:
            self._show(self._draft)

    def nudge(self, dx: float, dy: float, *, stretches: bool = False) -> None:
        """Move the chosen field by millimetres, or make it so much larger."""
        box = self.box(self._selection[0]) if self._selection else None
        if box is not None:
            change = stretched if stretches else moved
            self.put(change(box, dx, dy, self._page), kind=2 if stretches else 1)

    def add(self, kind: str) -> None:
        """Put a new field of that kind on top of the others and choose it."""
        self._step(self._draft.added(new_field(kind, self._page), self._side))
        self.select((len(self._draft.parts) - 1, None))

    def add_picture(self, file: Path) -> None:
        """Copy a picture beside the own designs and put it on top of the other elements."""

        def put(name: str) -> None:
            field = new_field("image", self._page) | {"src": name}
            self._step(self._draft.added(field, self._side))
            self.select((len(self._draft.parts) - 1, None))

        self._adopt(file, put)

    def change_picture(self, file: Path) -> None:
        """Copy a picture beside the own designs and show it in the chosen element."""
        self._adopt(file, lambda name: self.change(("src",), name))

    def remove(self) -> None:
        """Take the chosen field away."""
        if self._selection is not None:
            index = self._selection[0]
            self.select(None)
            self._step(self._draft.removed(index))

    def lift(self, step: int) -> None:
        """Draw the chosen field later, over its neighbour, or earlier."""
        if self._selection is not None:
            index = self._selection[0]
            place = min(max(0, index + step), len(self._draft.parts) - 1)
            self._step(self._draft.raised(index, step))
            self.select((place, None))

    def undo(self) -> None:
        """Take the last step back."""
        self._stack.undo()

    def redo(self) -> None:
        """Take the step again that was taken back."""
        self._stack.redo()

    def save(self) -> None:
        """Write the design into its own file, never over a shipped one."""
        name, draft = self._save_name, self._draft
        self._files.submit(
            Task(
                lambda: self._desk.designs.keep(name, draft.text),
                done=lambda _path: self._take_kept(name, draft),
                failed=self.failed.emit,
            )
        )

    def use(self) -> None:
        """Let badges print with the opened design."""
        name = self._name
        self._files.submit(
            Task(
                lambda: self._desk.use_design(self._desk.designs.setting(name)),
                done=lambda _result: self.used.emit(name),
                failed=self.failed.emit,
            )
        )

    def close(self) -> None:
        """Finish writing, then end the workers."""
        self.proofs.close()
        self._files.close()

    def _adopt(self, file: Path, put: Callable[[str], None]) -> None:
        self._files.submit(
            Task(lambda: self._desk.designs.adopt(file), done=put, failed=self.failed.emit)
        )

    def _boxed(self, box: Box) -> Draft:
        if self._selection is None:
            return self._draft
        return self._draft.changed(self._selection[0], ("box",), list(box))

    def _step(self, after: Draft, kind: int = -1) -> None:
        self._stack.push(Change(self._draft, after, self._show, kind))

    def _show(self, draft: Draft) -> None:
        self._draft = draft
        if self._selection is not None and self._selection[0] >= len(draft.parts):
            self.select(None)
        self._measure()
        self.drafted.emit()
        self._draw(draft)

    def _draw(self, draft: Draft) -> None:
        self.proofs.draw(self._desk.designs.path(self._save_name), draft.text, self._side)

    def _measure(self) -> None:
        """Learn the size of the page; a design that is wrong keeps the last one."""
        path = self._desk.designs.path(self._save_name)
        try:
            stock = design_of(toml_of(path, self._draft.text)).stock
        except BadgeError:
            return
        self._page = (stock.width, stock.height)
        self._has_back = stock.has_back

    def _take_kept(self, name: str, draft: Draft) -> None:
        self._name = name
        if draft == self._draft:
            self._stack.setClean()
        self.kept.emit(name)
        self.drafted.emit()
