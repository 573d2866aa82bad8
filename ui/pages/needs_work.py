"""What helps a guest to take part: noted only when the guest agrees."""

from functools import cached_property

from PySide6.QtCore import QObject, Slot

from app.model.standing import Standing
from ui import guest_texts
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters.changes import ChangePresenter
from ui.widgets.keys import Key
from ui.widgets.task_panel import PanelView, TaskPanel

_LONGEST = 120


class NeedsWork(QObject):
    """Connects the panel with its presenter: the key that notes is the consent."""

    def __init__(self, sheets: Sheets, changes: ChangePresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets, self._changes = sheets, changes
        self._guest: Standing | None = None
        self._language: Language | None = None

    def set_language(self, language: Language) -> None:
        """Say everything in *language*; what was typed stays."""
        self._language = language
        self._show()

    def open(self, guest: Standing) -> None:
        """Ask what helps *guest*."""
        self._guest = guest
        self._panel.field.setText(guest.person.needs)
        self._sheets.open_panel("needs")
        self._show()
        self._panel.field.setText(guest.person.needs)
        self._show()
        self._panel.field.setFocus()

    def submit(self) -> None:
        """Note what was typed, or that nothing is needed."""
        if self._guest is not None:
            self._changes.note_needs(self._guest, self._panel.field.text().strip())

    @cached_property
    def _panel(self) -> TaskPanel:
        panel = TaskPanel("needs")
        panel.field.setMaxLength(_LONGEST)
        panel.pressed.connect(self._press)
        panel.field.textEdited.connect(lambda _text: self._show())
        self._sheets.add("needs", panel, guest_texts.NEEDS, submit=self.submit)
        return panel

    @Slot(str)
    def _press(self, _name: str) -> None:
        self.submit()

    def _show(self) -> None:
        if self._guest is None or self._language is None:
            return
        say = self._language.say
        has_text = bool(self._panel.field.text().strip())
        word = guest_texts.AGREED if has_text else guest_texts.NOTHING_NEEDED
        self._panel.show_view(
            PanelView(
                self._guest.person.name,
                say(guest_texts.MAY_WE),
                field=say(guest_texts.WHAT_HELPS),
                keys=(Key("note", "⏎", say(word)),),
                primary="note",
            )
        )
