"""The steps of editing a design, to be taken back and taken again."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from app.badge.edit import Draft


class Change(QUndoCommand):
    """One step of editing; steps of one *kind* in a row become one."""

    def __init__(
        self, before: Draft, after: Draft, show: Callable[[Draft], None], kind: int
    ) -> None:
        super().__init__()
        self.before, self.after = before, after
        self._show, self._kind = show, kind

    def id(self) -> int:
        """Return what kind of step it is; -1 stands alone."""
        return self._kind

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's name
        """Take *other*, which came after this one, into this step."""
        if not isinstance(other, Change) or other.before != self.after:
            return False
        self.after = other.after
        return True

    def redo(self) -> None:
        """Show what came after."""
        self._show(self.after)

    def undo(self) -> None:
        """Show what was before."""
        self._show(self.before)
