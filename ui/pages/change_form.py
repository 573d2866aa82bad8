"""The form for a guest who is known, below the badge as it will print."""

from collections.abc import Mapping

from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import texts
from ui.language import Language
from ui.theme import Look
from ui.widgets.badge_panel import BadgePanel, BadgeView
from ui.widgets.guest_form import GuestForm

_DRAFT_HEIGHT = 184


class ChangeForm(QWidget):
    """Shows what was typed, and what would be printed of it."""

    def __init__(self) -> None:
        super().__init__()
        self._look: Look | None = None
        self._old_name = ""
        self.draft, self.form = BadgePanel(page_height=_DRAFT_HEIGHT), GuestForm("amendment")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.draft, self.form):
            column.addWidget(widget)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.draft.setFixedHeight(look.px(_DRAFT_HEIGHT + 48))
        self.draft.set_look(look)
        self.form.set_look(look)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the badge out where a small window has room for the fields only."""
        super().resizeEvent(event)
        self._fit()

    def fill(self, name: str, values: Mapping[str, str], language: Language) -> None:
        """Begin with the fields of the guest who is called *name*; no badge is ready yet."""
        self._old_name = name
        self.form.fill(values)
        self._fit()
        self.show_draft(None, language)

    def show_draft(self, image: QImage | None, language: Language) -> None:
        """Show the badge as it will print."""
        before = f"{language.say(texts.BEFORE)}\n{self._old_name}"
        view = BadgeView("none", language.say(texts.WILL_PRINT), before, image=image)
        self.draft.show_view(view)

    def _fit(self) -> None:
        if self._look is not None:
            room = self.height() - self.draft.height()
            self.draft.setVisible(room >= self.form.minimumSizeHint().height())
