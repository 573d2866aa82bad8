"""Pages that may lie over all others: the self-test and the kiosk, made when they are needed."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.language import Language
from ui.pages.kiosk import KioskPage
from ui.pages.kiosk_work import KioskWork
from ui.pages.self_test import SelfTestPage, SelfTestWork
from ui.presenters.scene import Scene
from ui.theme import Look

_Page = TypeVar("_Page", SelfTestPage, KioskPage)


class Covers(QObject):
    """Makes each page once, as it would be by then, and gives it what comes for it.

    Args:
        parent: The window, which they cover.
        desk: The station.
        language: What it speaks at first.
        guest_language: The language that a kiosk greets in, by its short name.

    Signals:
        closed: The self-test is in sight no more.
        leave_wanted: Staff wants out of the kiosk; a PIN is to be asked.
        found: The registration of somebody who typed code and name at the kiosk.
    """

    closed = Signal()
    leave_wanted = Signal()
    found = Signal(str)

    def __init__(
        self, parent: QWidget, desk: Desk, language: Language, guest_language: str
    ) -> None:
        super().__init__(parent)
        self._parent, self._desk = parent, desk
        self._language, self._guest_language = language, guest_language
        self._look: Look | None = None
        self._box, self._event = QRect(), ""
        self._pages: list[SelfTestPage | KioskPage] = []
        self._is_tested = self._was_kiosk = False

    @property
    def is_testing(self) -> bool:
        """Whether the self-test is in sight."""
        return self._is_tested and self.self_test.is_open

    @property
    def is_kiosk(self) -> bool:
        """Whether this desk is a kiosk now."""
        return self._was_kiosk and self.kiosk.is_on

    @property
    def topmost(self) -> QWidget | None:
        """The page in sight, if there is one."""
        if self.is_kiosk:
            return self.kiosk_page
        return self.self_test_page if self.is_testing else None

    @cached_property
    def self_test_page(self) -> SelfTestPage:
        """What the station found out about itself."""
        return self._put(SelfTestPage(self._parent))

    @cached_property
    def self_test(self) -> SelfTestWork:
        """Works the page of the self-test."""
        work = SelfTestWork(self.self_test_page, self._desk, self._language)
        work.closed.connect(self.closed)
        self._is_tested = True
        return work

    @cached_property
    def kiosk_page(self) -> KioskPage:
        """What a guest sees who is alone with the station."""
        page = self._put(KioskPage(self._parent))
        page.show_event(self._event)
        return page

    @cached_property
    def kiosk(self) -> KioskWork:
        """Works the kiosk."""
        work = KioskWork(self.kiosk_page, self._desk, self._guest_language)
        work.leave_wanted.connect(self.leave_wanted)
        work.found.connect(self.found)
        self._was_kiosk = True
        return work

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        for page in self._pages:
            page.set_look(look)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*; a kiosk speaks its guest's."""
        self._language = language
        if self._is_tested:
            self.self_test.set_language(language)

    def arrange(self, box: QRect) -> None:
        """Cover *box*."""
        self._box = box
        for page in self._pages:
            page.setGeometry(box)

    def show_event(self, name: str) -> None:
        """Follow what the event is called."""
        self._event = name
        if self._was_kiosk:
            self.kiosk_page.show_event(name)

    def take(self, scene: Scene) -> None:
        """Follow what the station answers."""
        if self.is_kiosk:
            self.kiosk.take(scene)

    def press(self, event: QKeyEvent) -> bool:
        """Give a key to the self-test, if it is in sight; return whether it is."""
        return self.is_testing and self.self_test.press(event)

    def open_self_test(self) -> None:
        """Test everything now, and show it."""
        self.self_test.open()

    def take_test_badge(self) -> None:
        """Note that the scanner has read the test badge; show it where that was asked for."""
        self.self_test.presenter.take_read()
        if not self.is_testing and not self.is_kiosk:
            self.open_self_test()

    def close(self) -> None:
        """End all workers."""
        if self._is_tested:
            self.self_test.close()
        if self._was_kiosk:
            self.kiosk.close()

    def _put(self, page: _Page) -> _Page:
        page.hide()
        self._pages.append(page)
        if self._look is not None:
            page.ensurePolished()  # what is measured in it has the right fonts from the first
            page.set_look(self._look)
        page.setGeometry(self._box)
        return page
