"""What lies around the pages of a window: roles, self-test, kiosk, notices, a fall, practice."""

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.model.role import Role
from app.settings import Settings
from ui import shell_texts as texts
from ui.application import application
from ui.covers import Covers
from ui.desk import Desk
from ui.guest_window import GuestWindow
from ui.language import Language
from ui.pages.fallen import FallenPage
from ui.pages.sign_in import SignIn
from ui.presenters.alerts import Alert, AlertsPresenter
from ui.presenters.scene import Scene
from ui.presenters.sign_in import News
from ui.presenters.watch import Sight
from ui.theme import Look
from ui.widgets.cover import tab_within
from ui.widgets.practice_frame import PracticeFrame
from ui.window_keys import HARMLESS, window_action

_MINUTE_MS = 60_000
_ACTIVITY = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class Around(QObject):
    """Owns everything that may lie over the pages, and says who gets a key first.

    Most of it is made when it is first needed; the page after an unexpected error is there from
    the first, because nothing may be missing then.

    Signals:
        uncovered: Something closed; the page in sight takes the focus.
        allowed: Somebody signed in for the action of that name.
        rights_lost: Whoever works here may do less than before.
        kiosk_changed: This desk has become a kiosk, or is none any more.
        noticed: Sign and words that stand in the header from now on; empty for none.
        restart_wanted: The window is to be made anew.
    """

    uncovered = Signal()
    allowed = Signal(str)
    rights_lost = Signal()
    kiosk_changed = Signal()
    noticed = Signal(str, str)
    restart_wanted = Signal()

    def __init__(
        self, parent: QWidget, desk: Desk, settings: Settings, clock: Clock, spoken: Language
    ) -> None:
        super().__init__(parent)
        self._parent, self._desk, self._settings = parent, desk, settings
        self._clock, self._language = clock, spoken
        self._busy_ms, self._is_watching = clock.read().mono_ms, False
        self.covers = Covers(parent, desk, spoken, settings.language)
        self.fallen, self.frame = FallenPage(parent), PracticeFrame(parent)
        self.frame.hide()
        self.sign_in = SignIn(parent, desk, spoken)
        self.alerts = AlertsPresenter(desk.machine, self)
        self.guest: GuestWindow | None = None
        self._connect()

    @property
    def hears_no_scans(self) -> bool:
        """Whether scans have to wait: nobody would see what they are answered."""
        return self.fallen.isVisible() or self.sign_in.covers_all

    def start(self) -> None:
        """Look at the machine from now on; a locked station asks for a PIN."""
        self.alerts.start()
        self.sign_in.presenter.look()
        if self._desk.roles.is_locked:
            self.sign_in.presenter.close_panel()

    def set_look(self, look: Look, theme: str) -> None:
        """Take colours and sizes."""
        for part in (self.sign_in, self.covers, self.fallen, self.frame):
            part.set_look(look)
        if self.guest is not None:
            self.guest.set_theme(theme)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        for part in (self.sign_in, self.covers, self.fallen):
            part.set_language(language)
        self.frame.setAccessibleName(language.say(texts.PRACTICE_WHY))
        if self.guest is not None:
            self.guest.set_spoken(language.name)
        self._notice(self.alerts.alert)

    def arrange(self, whole: QRect, look: Look, *, is_practice: bool) -> QRect:
        """Cover the *whole* window, or a part of it; return the room that the pages have."""
        box = self.frame.inner_of(whole) if is_practice else whole
        self.covers.arrange(box)
        self.fallen.setGeometry(box)
        self.sign_in.arrange(box, look)
        self.frame.setGeometry(whole)
        if is_practice:
            self.frame.show()
            self.frame.raise_()
        return box

    def press(self, event: QKeyEvent) -> bool:
        """Give a key to what lies on top; return whether the pages get it no more."""
        action = window_action(event)
        is_free = action in HARMLESS and not self.covers.is_kiosk
        if self.fallen.isVisible():
            return not is_free and self.fallen.press(event)
        if self.sign_in.is_open:
            if action == "sign_in":
                self.sign_in.presenter.toggle()
                return True
            return not is_free and self.sign_in.press(event)
        if self.covers.is_kiosk:
            return self.covers.kiosk.press(event)
        if action in HARMLESS or action in ("sign_in", "practice"):
            return False
        return self.covers.press(event)

    def tab(self, *, is_next: bool) -> bool:
        """Keep Tab on what lies over the pages; return whether anything does."""
        cover = self._topmost()
        if cover is not None:
            tab_within(cover, is_next=is_next)
        return cover is not None

    def take_answer(self, scene: Scene) -> None:
        """Follow what the station answers."""
        self._busy_ms = self._clock.read().mono_ms
        self.covers.take(scene)
        if self.guest is not None:
            self.guest.take(scene)

    def take_sight(self, sight: Sight) -> None:
        """Follow what the event is called."""
        self.covers.show_event(sight.programme.event.name)

    def tick(self) -> None:
        """Lock what somebody has left alone."""
        self.sign_in.presenter.look()
        self._watch_hands()
        idle_ms = self._clock.read().mono_ms - self._busy_ms
        limit_ms = self._settings.lock_after_min * _MINUTE_MS
        if self._is_watching and 0 < limit_ms <= idle_ms:
            self.sign_in.presenter.lock()

    def refuse(self, action: str) -> None:
        """Ask for the PIN of whoever may do *action*."""
        self.sign_in.presenter.ask(action)

    def open_kiosk(self) -> None:
        """Become a kiosk, where there is a PIN to leave it by."""
        if not self._desk.roles.with_pin & {Role.HOST, Role.ORGANISER}:
            self.sign_in.presenter.say(News.KIOSK_NEEDS_PIN)
            return
        self._desk.roles.is_kiosk = True
        self._desk.roles.lock()
        self.sign_in.presenter.close_panel()
        self._parent.showFullScreen()
        self.covers.kiosk.open()
        self.kiosk_changed.emit()

    def toggle_guest_window(self) -> None:
        """Open the window that faces the guest, or close it."""
        was_open = self.guest is not None and self.guest.isVisible()
        self._close_guest_window()
        if was_open:
            return
        self.guest = GuestWindow(self._language.name, self._settings.theme)
        self.guest.open(self._parent)

    def show_fall(self, report: str) -> None:
        """Tell about an unexpected error."""
        self.fallen.show_report(report, self._language)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note that somebody is at work; keep nothing away."""
        if event.type() in _ACTIVITY:
            self._busy_ms = self._clock.read().mono_ms
        return super().eventFilter(watched, event)

    def close(self) -> None:
        """End all workers and close the second window."""
        application().removeEventFilter(self)
        self._close_guest_window()
        for part in (self.sign_in, self.covers, self.alerts):
            part.close()

    def _watch_hands(self) -> None:
        """See every key and click while somebody is signed in, and only then: it takes time."""
        is_needed = self._desk.roles.is_signed_in and not self.covers.is_kiosk
        if is_needed == self._is_watching:
            return
        self._is_watching = is_needed
        self._busy_ms = self._clock.read().mono_ms
        if is_needed:
            application().installEventFilter(self)
        else:
            application().removeEventFilter(self)

    def _connect(self) -> None:
        self.sign_in.closed.connect(self._uncover)
        self.sign_in.entered.connect(self.allowed)
        self.sign_in.left.connect(self.rights_lost)
        self.sign_in.kiosk_wanted.connect(self.open_kiosk)
        self.sign_in.kiosk_left.connect(self._leave_kiosk)
        self.covers.leave_wanted.connect(self._ask_to_leave)
        self.covers.closed.connect(self.uncovered)
        self.fallen.closed.connect(self._uncover)
        self.fallen.restart_wanted.connect(self.restart_wanted)
        self.alerts.shown.connect(self._notice)
        self.alerts.told.connect(lambda alert: self._announce(self._words(alert)[1]))

    def _topmost(self) -> QWidget | None:
        """Return what keeps Tab to itself."""
        if self.fallen.isVisible():
            return self.fallen
        return self.sign_in.sheet if self.sign_in.is_open else self.covers.topmost

    def _uncover(self) -> None:
        if self.covers.is_kiosk:
            self.covers.kiosk_page.setFocus()
        else:
            self.uncovered.emit()

    def _ask_to_leave(self) -> None:
        if self._desk.roles.with_pin & {Role.HOST, Role.ORGANISER}:
            self.sign_in.presenter.ask_to_leave_kiosk()
        else:
            self._leave_kiosk()

    def _leave_kiosk(self) -> None:
        self._desk.roles.is_kiosk = False
        self.covers.kiosk.leave()
        self._parent.showMaximized()
        self.kiosk_changed.emit()
        self.uncovered.emit()

    def _close_guest_window(self) -> None:
        if self.guest is not None:
            self.guest.close()
            self.guest.deleteLater()
            self.guest = None

    def _notice(self, alert: Alert | None) -> None:
        self.noticed.emit(*(self._words(alert) if alert is not None else ("", "")))

    def _words(self, alert: Alert) -> tuple[str, str]:
        """Return sign and words of a notice."""
        say = self._language.say
        if alert.level is not None:
            words = say(texts.BATTERY[alert.level], percent=alert.percent)
            return "stop" if alert.level == min(texts.BATTERY) else "attention", words
        text = texts.CLOCK_AHEAD if alert.ahead_s > 0 else texts.CLOCK_BEHIND
        return "attention", say(text, seconds=abs(alert.ahead_s))

    def _announce(self, words: str) -> None:
        """Say it to a screen reader, without breaking into anything."""
        event = QAccessibleAnnouncementEvent(self._parent, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
