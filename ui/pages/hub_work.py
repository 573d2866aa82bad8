"""How the page about the central list is worked: its keys, and what stands where."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.clock import Clock
from app.model.central import HubRole
from app.sync.pretix.pairing import is_pairing
from ui import hub_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.hub import HubPage
from ui.presenters.hub import HubPresenter, HubScene
from ui.presenters.hub_words import page_keys, panels, remark, row
from ui.widgets.tick_list import DIGITS

_KEYS = {
    Qt.Key.Key_F3: "new",
    Qt.Key.Key_F4: "board",
    Qt.Key.Key_F5: "fifth",
    Qt.Key.Key_F6: "sixth",
    Qt.Key.Key_F7: "solve",
    Qt.Key.Key_Delete: "ask",
}


class HubWork(QObject):
    """Connects the page of the hub with its presenter."""

    def __init__(self, page: HubPage, desk: Desk, language: Language, clock: Clock) -> None:
        super().__init__(page)
        self._page, self._language = page, language
        self.presenter = HubPresenter(desk, clock, self)
        self._actions = self._all_actions()
        self._typed = ""
        self._is_new = True
        self.presenter.shown.connect(self._show)
        page.list.chosen.connect(self.presenter.choose)
        page.key_pressed.connect(self.do)

    def open(self, invitation: str = "") -> None:
        """Show how the hub is; *invitation* is a text that was scanned."""
        self._typed, self._is_new = invitation, True
        self.presenter.look()
        self._page.setFocus()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._page.set_language(language)
        self._show(self.presenter.scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        if self.presenter.scene.asked is not None and event.text() and event.text() in DIGITS:
            self.presenter.tick(DIGITS.index(event.text()))
            return True
        name = _KEYS.get(Qt.Key(event.key()))
        if name is not None:
            self.do(name)
        return name is not None

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        if name.startswith("tick_"):
            self.presenter.tick(int(name.removeprefix("tick_")))
        else:
            self._actions[name]()

    def back(self) -> bool:
        """Leave what was begun; return whether anything was."""
        was_busy = self.presenter.back()
        if was_busy:
            self._page.list.setFocus()
        return was_busy

    def close(self) -> None:
        """End the workers."""
        self.presenter.close()

    def _all_actions(self) -> Mapping[str, Callable[[], object]]:
        presenter, first, second = self.presenter, *self._page.panels
        return {
            "make": presenter.make,
            "join": lambda: presenter.join(second.field.text()),
            "pretix": lambda: presenter.begin("pretix"),
            "join_pretix": lambda: presenter.join(first.field.text()),
            "choose": presenter.choose_pretix,
            "go_on": self._go_on,
            "leave": lambda: presenter.begin("leave_pretix"),
            "leave_now": presenter.leave_pretix,
            "new": lambda: presenter.begin("invite"),
            "invite": lambda: presenter.invite(first.field.text()),
            "board": presenter.show_board,
            "copy": self._copy,
            "renew": presenter.ask_renewal,
            "renew_now": presenter.renew_board,
            "ask": lambda: presenter.begin("shut_out"),
            "shut_out": presenter.shut_out,
            "fifth": self._fifth,
            "sixth": self._sixth,
            "solve": self._solve,
            "back": self.back,
        }

    def _go_on(self) -> None:
        choices = self._page.panels[0].choices
        self.presenter.go_on(0 if choices is None else choices.cursor_row)

    def _fifth(self) -> None:
        """Copy the link to the board while that is shown, else ask what to work for."""
        if self.presenter.scene.task == "board":
            self._copy()
        else:
            self.presenter.choose_pretix()

    def _copy(self) -> None:
        if self.presenter.scene.task == "board":
            QGuiApplication.clipboard().setText(self.presenter.scene.board)
            self.presenter.say_copied()

    def _sixth(self) -> None:
        """End the link to the board while that is shown, else begin or end with pretix."""
        if self.presenter.scene.task == "board":
            self.presenter.ask_renewal()
        elif not self.presenter.scene.task:
            has_pretix = self.presenter.scene.sight.pretix is not None
            self.presenter.begin("leave_pretix" if has_pretix else "pretix")

    def _solve(self) -> None:
        if self.presenter.scene.task == "leave_pretix":
            self.presenter.leave_pretix()
        elif self.presenter.scene.task == "shut_out":
            self.presenter.shut_out()
        elif self.presenter.scene.task == "renew_board":
            self.presenter.renew_board()
        elif self.presenter.scene.sight.role is HubRole.ALONE:
            self.presenter.make()

    def _show(self, scene: HubScene) -> None:
        page, language = self._page, self._language
        page.head.show_words(language.say(texts.HUB), remark(scene, language))
        page.head.show_keys(page_keys(scene, language))
        rows = [row(member, scene.now, language) for member in scene.sight.members]
        page.show_list(rows, scene.chosen)
        had_field = self._has_field()
        page.show_panels(panels(scene, language))
        if scene.is_known:
            self._place_focus(had_field=had_field)

    def _has_field(self) -> bool:
        choices = self._page.panels[0].choices
        is_choosing = choices is not None and choices.isVisible()
        return is_choosing or any(panel.field.isVisible() for panel in self._page.panels)

    def _place_focus(self, *, had_field: bool) -> None:
        """Put the cursor into a field that has just come, else onto the list."""
        fields = [panel.field for panel in self._page.panels if panel.field.isVisible()]
        choices = self._page.panels[0].choices
        if choices is not None and choices.isVisible():
            choices.setFocus()
        elif fields and (self._is_new or not had_field):
            fields[0].setFocus()
        elif self._is_new or (had_field and not fields):
            self._page.list.setFocus()
        self._is_new = False
        if not self._typed:
            return
        self._place_invitation(fields)

    def _place_invitation(self, fields: Sequence[QLineEdit]) -> None:
        """Put a scanned invitation into the field that wants it, or say that it is of no use."""
        scene, typed = self.presenter.scene, self._typed
        is_free = scene.sight.role is HubRole.ALONE
        if is_pairing(typed):
            is_free = scene.sight.pretix is None
            if is_free and not (scene.sight.role is HubRole.ALONE or scene.task == "pretix"):
                self.presenter.begin("pretix")  # and come here again
                return
        if is_free and not fields:
            return
        self._typed = ""
        if is_free:
            fields[0].setText(typed)
        else:
            self.presenter.say_joined_before(is_pretix=is_pairing(typed))
