"""The sheet about roles: asks for a PIN, gives new ones, locks; covers a locked station."""

from functools import cached_property

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.model.permit import Act
from app.model.role import Role
from ui import kiosk_texts
from ui import shell_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.presenters.sign_in import News, SignInPresenter, SignInScene, Stage
from ui.theme import Look
from ui.widgets.keys import Key
from ui.widgets.page_head import PageHead
from ui.widgets.task_panel import PanelView, TaskPanel

_NEWS = {
    News.NONE: ("", ""),
    News.TRIED: ("already", texts.PIN_TRIED),
    News.WRONG: ("stop", texts.PIN_WRONG),
    News.PAUSE: ("attention", texts.PIN_PAUSE),
    News.UNFIT: ("stop", texts.PIN_SHORT),
    News.KEPT: ("welcome", texts.PIN_KEPT),
    News.ORGANISER_FIRST: ("attention", texts.ORGANISER_FIRST),
    News.KIOSK_NEEDS_PIN: ("attention", texts.KIOSK_NEEDS_PIN),
    News.NOT_HERE: ("attention", texts.NOT_IN_PRACTICE),
}
_DIGITS = {"1": Role.ORGANISER, "2": Role.HOST, "3": Role.VOLUNTEER}


class _Cover(QFrame):
    """A head with a way out, where there is one, over a panel."""

    def __init__(self, panel: TaskPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.head, self._panel = PageHead(self), panel
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(panel, 1)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self.head.set_look(look)
        self.head.setFixedHeight(look.size("header"))
        self._panel.set_look(look)

    def show_head(self, title: str, way_out: str) -> None:
        """Show what it is about, and the way out unless that is empty."""
        self.head.show_words(title, "")
        self.head.show_keys([Key("back", "Esc", way_out)] if way_out else [])
        self.setAccessibleName(title)


class SignIn(QObject):
    """Works the sheet, which is made when it is first shown.

    Signals:
        entered: Somebody signed in; the action that waited for that, or an empty text.
        left: The rights are fewer now than before.
        kiosk_wanted: This desk is to become a kiosk.
        kiosk_left: It is to be one no more.
        closed: The sheet is closed; the focus goes back to the page.
    """

    entered = Signal(str)
    left = Signal()
    kiosk_wanted = Signal()
    kiosk_left = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget, desk: Desk, language: Language) -> None:
        super().__init__(parent)
        self._parent, self._language, self._roles = parent, language, desk.roles
        self._where: tuple[QRect, Look] | None = None
        self._look: Look | None = None
        self._is_made = False
        self.presenter = SignInPresenter(desk.roles, self)
        self.presenter.shown.connect(self._show)
        self.presenter.entered.connect(self.entered)
        self.presenter.left.connect(self.left)
        self.presenter.kiosk_left.connect(self.kiosk_left)

    @cached_property
    def panel(self) -> TaskPanel:
        """What is asked."""
        panel = TaskPanel("signIn")
        panel.pressed.connect(self.do)
        return panel

    @cached_property
    def sheet(self) -> _Cover:
        """What lies over the page."""
        cover = _Cover(self.panel, self._parent)
        cover.hide()
        cover.head.pressed.connect(self.do)
        cover.ensurePolished()  # what is measured in it has the right fonts from the first
        self._is_made = True
        if self._look is not None:
            cover.set_look(self._look)
        return cover

    @property
    def is_open(self) -> bool:
        """Whether the sheet is in sight."""
        return self.presenter.is_open

    @property
    def covers_all(self) -> bool:
        """Whether nothing else may be seen beside it."""
        return self.presenter.scene.is_locked and self.is_open

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        if self._is_made:
            self.sheet.set_look(look)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._show(self.presenter.scene)

    def arrange(self, box: QRect, look: Look) -> None:
        """Lie over the right column of *box*, or over all of it."""
        self._where = (box, look)
        if not self._is_made:
            return
        self.panel.setMaximumWidth(look.size("sheet"))
        if self.covers_all:
            self.sheet.setGeometry(box)
            return
        top, side = look.size("header"), look.size("side")
        tall = box.height() - top - look.target(64)
        if top + self.panel.sizeHint().height() > tall:  # a low window shows the keys all the same
            top, tall = 0, box.height()
        self.sheet.setGeometry(box.right() + 1 - side, box.top() + top, side, tall)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; an open sheet keeps all of them."""
        if not self.is_open:
            return False
        stage = self.presenter.scene.stage
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self.do("back")
        elif stage is Stage.MENU and event.text() in _DIGITS:
            self.do(f"pin_{_DIGITS[event.text()]}")
        elif stage is Stage.MENU and event.key() == Qt.Key.Key_F7:
            self.do("kiosk")
        return True

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        presenter = self.presenter
        if name == "submit":
            presenter.submit(self.panel.field.text())
        elif name == "lock":
            presenter.lock()
        elif name == "kiosk":
            self.kiosk_wanted.emit()
        elif name == "back" and presenter.scene.stage is Stage.NEW_PIN:
            presenter.close_panel()
            presenter.toggle()
        elif name == "back":
            presenter.close_panel()
        else:
            presenter.ask_new_pin(Role(name.removeprefix("pin_")))

    def close(self) -> None:
        """End the worker."""
        self.presenter.close()

    def _show(self, scene: SignInScene) -> None:
        if not self._is_made and not self.is_open:
            return
        was_open = not self.sheet.isHidden()
        self.sheet.show_head(
            self._language.say(self._title(scene)),
            "" if scene.is_locked else self._language.say(kiosk_texts.BACK),
        )
        before = self.panel.view
        self.panel.show_view(self._view(scene))
        if self._where is not None:  # what is asked now may need more room
            self.arrange(*self._where)
        self.sheet.setVisible(self.is_open)
        if not self.is_open:
            if was_open:
                self.panel.field.clear()
                self.closed.emit()
            return
        self.sheet.raise_()
        if scene.news is not News.TRIED or before.title != self.panel.view.title:
            self.panel.field.clear()
        if self.panel.view.field:
            self.panel.field.setFocus()
        else:
            self.sheet.setFocus()

    def _title(self, scene: SignInScene) -> str:
        if scene.stage is Stage.LEAVE_KIOSK:
            return kiosk_texts.SHORT
        return texts.LOCKED if scene.is_locked else texts.SIGN_IN

    def _view(self, scene: SignInScene) -> PanelView:
        say = self._language.say
        sign, news = _NEWS[scene.news]
        status = (sign, say(news))
        if scene.stage is Stage.MENU:
            return self._menu(scene, status)
        if scene.stage is Stage.NEW_PIN and scene.of is not None:
            title = say(texts.NEW_PIN, role=say(texts.ROLES[scene.of]))
            keys = (Key("submit", "⏎", say(texts.KEEP)),)
            why = say(texts.NEW_PIN_WHY)
            return PanelView(title, why, field=title, keys=keys, primary="submit", status=status)
        why = texts.LOCKED_WHY if scene.is_locked else texts.PIN_WHY
        if scene.stage is Stage.LEAVE_KIOSK:
            why = kiosk_texts.LEAVE_WHY
        said = say(why)
        if scene.needed is not None:
            said = say(texts.PIN_NEEDED, act=say(texts.ACTS[scene.needed]))
        keys = (Key("submit", "⏎", say(texts.SIGN_IN)),)
        return PanelView(
            say(texts.PIN),
            said,
            field=say(texts.PIN),
            is_secret=True,
            keys=keys,
            primary="submit",
            status=status,
        )

    def _menu(self, scene: SignInScene, status: tuple[str, str]) -> PanelView:
        say = self._language.say
        keys = []
        if scene.is_signed_in:
            keys.append(Key("lock", say(texts.LOCK_KEY), say(texts.LOCK)))
        if self._roles.may(Act.PLACE):
            keys.append(Key("kiosk", "F7", say(texts.KIOSK)))
        if self._roles.may(Act.PINS):
            named = ((cap, role, say(texts.ROLES[role])) for cap, role in _DIGITS.items())
            keys += [
                Key(f"pin_{role}", cap, say(texts.NEW_PIN, role=word)) for cap, role, word in named
            ]
        named_roles = [say(texts.ROLES[role]) for role in reversed(Role) if role in scene.with_pin]
        why = say(texts.HAVE_PIN, roles=", ".join(named_roles))
        if not named_roles:
            why = say(texts.NO_PINS_WHY)
        title = f"{say(texts.WHO_IS)}: {say(texts.ROLES[scene.role])}"
        return PanelView(title, why, keys=tuple(keys), status=status)
