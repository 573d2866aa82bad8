"""The self-test page: what was looked at, what is to be done, and a badge to try it all with."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui import selftest_texts as texts
from ui.cameras import camera_names
from ui.desk import Desk
from ui.language import Language
from ui.pages.drawn import DrawnPage
from ui.presenters.self_test import SelfTestPresenter, SelfTestScene
from ui.theme import Look
from ui.widgets.badge_panel import BadgePanel, BadgeView
from ui.widgets.keys import Key
from ui.widgets.page_head import PageHead
from ui.widgets.row_list import ListRow, RowList
from ui.widgets.status_line import StatusLine

_ROW = 48
_PICTURE = 320
_PANEL = _PICTURE + 96


class SelfTestPage(DrawnPage):
    """Rows of checks at the left, the test badge at the right.

    Signals:
        key_pressed: The name of a key.
    """

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("selfTest", parent)
        self.head = PageHead(self)
        self.rows = RowList("checks", height=_ROW, parent=self)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.badge = BadgePanel(self, page_height=_PICTURE)
        self.reading, self.printing = StatusLine("reading", self), StatusLine("printing", self)
        self.head.pressed.connect(self.key_pressed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_scene(self, scene: SelfTestScene, language: Language) -> None:
        """Show what is known so far."""
        say = language.say
        self.setAccessibleName(say(texts.SELF_TEST))
        self.rows.setAccessibleName(say(texts.SELF_TEST))
        self.head.show_words(say(texts.SELF_TEST), _remark(scene, language))
        self.head.show_keys(
            (
                Key("again", "F6", say(texts.AGAIN)),
                Key("print", "F5", say(texts.PRINT_TEST)),
                Key("ready", "⏎", say(texts.READY)),
            )
        )
        self.rows.show_rows([_row(scene, number, language) for number in _order(scene)], -1)
        state = BadgeView(
            "none", say(texts.TEST_BADGE), say(texts.TEST_BADGE_WHY), image=scene.image
        )
        self.badge.show_view(state)
        sign, read = ("welcome", texts.READ) if scene.is_read else ("already", texts.NOT_READ)
        self.reading.show_status(sign, say(read))
        words = {None: ("", ""), True: ("welcome", texts.HANDED_OVER)}
        sign, printed = words.get(scene.is_printed, ("stop", texts.NOT_PRINTED))
        self.printing.show_status(sign, say(printed))

    def _dress(self, look: Look) -> None:
        for part in (self.head, self.rows, self.badge, self.reading, self.printing):
            part.set_look(look)

    def _lay(self, look: Look) -> None:
        wide, top = self.width(), look.size("header")
        side, tall = look.size("side"), self.height() - look.size("header")
        margin, panel = look.px(24), min(look.px(_PANEL), tall * 2 // 3)
        self.head.setGeometry(0, 0, wide, top)
        self.rows.setGeometry(0, top, wide - side - 1, tall)
        self.badge.setGeometry(wide - side, top, side, panel)
        line = look.px(64)
        for number, status in enumerate((self.reading, self.printing)):
            y = top + panel + look.px(16) + number * line
            status.setGeometry(wide - side + margin, y, side - 2 * margin, line)
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        painter.setPen(look.colour("hair"))
        x = self.badge.x() - 1
        painter.drawLine(x, look.size("header"), x, self.height())


class SelfTestWork(QObject):
    """Works the page.

    Signals:
        closed: Back to where it came from.
    """

    closed = Signal()

    def __init__(self, page: SelfTestPage, desk: Desk, language: Language) -> None:
        super().__init__(page)
        self._page, self._language = page, language
        self.presenter = SelfTestPresenter(desk.machine, camera_names, self)
        self.presenter.shown.connect(self._show)
        page.key_pressed.connect(self.do)

    @property
    def is_open(self) -> bool:
        """Whether the page is in sight."""
        return not self._page.isHidden()

    def open(self) -> None:
        """Test everything now."""
        self._page.show()
        self._page.raise_()
        self._page.setFocus()
        self._show(self.presenter.scene)
        self.presenter.start()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._show(self.presenter.scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does while the page is in sight; return whether it is."""
        if not self.is_open:
            return False
        names = {
            Qt.Key.Key_F5: "print",
            Qt.Key.Key_F6: "again",
            Qt.Key.Key_Return: "ready",
            Qt.Key.Key_Enter: "ready",
            Qt.Key.Key_Escape: "ready",
        }
        if name := names.get(Qt.Key(event.key())):
            self.do(name)
        return True

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        if name == "print":
            self.presenter.print_test()
        elif name == "again":
            self.presenter.start()
        else:
            self._page.hide()
            self.closed.emit()

    def close(self) -> None:
        """End the workers."""
        self.presenter.close()

    def _show(self, scene: SelfTestScene) -> None:
        if self.is_open:
            self._page.show_scene(scene, self._language)


def _order(scene: SelfTestScene) -> list[int]:
    """Return the checks that need somebody first, else in their order."""
    return sorted(range(len(scene.checks)), key=lambda number: scene.checks[number].ok)


def _row(scene: SelfTestScene, number: int, language: Language) -> ListRow:
    check = scene.checks[number]
    name = language.say(texts.NAMES.get(check.check, check.check))
    step = "" if check.ok else language.say(texts.STEPS.get(check.check, ""))
    return ListRow(name, step, sign=scene.sign(check))


def _remark(scene: SelfTestScene, language: Language) -> str:
    if scene.is_running:
        return language.say(texts.RUNNING)
    if not scene.failed:
        return language.say(texts.ALL_WELL)
    return language.say(texts.SOME_BAD, count=language.number(len(scene.failed)))
