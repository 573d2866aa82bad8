"""How the check of all badges is worked: its keys, and what each finding leads to."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.errors import EmpfangError
from ui import badge_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.preflight import PreflightPage
from ui.presenters.designing_cases import Case, CaseKind
from ui.presenters.preflight import Check, PreflightPresenter
from ui.presenters.preflight_finding import Finding, Remedy
from ui.texts import ERRORS
from ui.widgets.correction import FIELDS
from ui.widgets.keys import Key


class PreflightWork(QObject):
    """Connects the page of the check with its presenter.

    Signals:
        design_wanted: A `Case`: its badge needs more room.
    """

    design_wanted = Signal(object)

    def __init__(self, page: PreflightPage, desk: Desk, language: Language) -> None:
        super().__init__(page)
        self._page, self._desk, self._language = page, desk, language
        self._design = ""
        self.presenter = PreflightPresenter(desk, self)
        self.presenter.shown.connect(self._show)
        self.presenter.failed.connect(self._show_error)
        self.presenter.corrected.connect(self._take_corrected)
        page.key_pressed.connect(self.do)
        page.remedy_wanted.connect(self._help)
        page.correction.submitted.connect(self.presenter.correct)
        self.presenter.found.connect(page.open_correction)

    def start(self, design: str) -> None:
        """Check every badge with *design*, named as in the settings."""
        self._design = design
        self.presenter.start(design)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._page.set_language(language)
        self._show(self.presenter.check)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        is_command = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if Qt.Key(event.key()) == Qt.Key.Key_F5:
            self.do("stop" if self.presenter.check.is_running else "again")
        elif is_command and Qt.Key(event.key()) == Qt.Key.Key_S and self._page.is_correcting:
            self._page.correction.send()
        else:
            return self._page.press(event)
        return True

    def back(self) -> bool:
        """Close the sheet; return whether it was open."""
        was_open = self._page.is_correcting
        if was_open:
            self._page.close_correction()
        return was_open

    def do(self, name: str) -> None:
        """Do what the key *name* stands for: ``again`` or ``stop``."""
        if name == "stop":
            self.presenter.cancel()
        else:
            self.presenter.start(self._design)

    def close(self) -> None:
        """End the worker."""
        self.presenter.close()

    def _help(self, finding: Finding) -> None:
        if finding.remedy is Remedy.DESIGN:
            case = Case(CaseKind.CHOSEN, finding.content, finding.registration)
            self.design_wanted.emit(case)
        elif finding.remedy is Remedy.ACCEPT:
            self.presenter.accept(finding.registration, finding.proposals)
        else:
            self.presenter.look_up(finding.registration, tuple(FIELDS))

    def _take_corrected(self) -> None:
        self._page.close_correction()
        self.presenter.start(self._design)

    def _show(self, check: Check) -> None:
        page, say, language = self._page, self._language.say, self._language
        page.show_check(check)
        designs = self._desk.designs
        usual = designs.name_of(self._design) or self._design
        names = ", ".join(dict.fromkeys([usual, *sorted(designs.choices().values())]))
        remark = say(texts.CHECK_WHAT, count=language.number(check.count), design=names)
        page.head.show_words(say(texts.CHECK_TITLE), remark if check.count else "")
        again, stop = ("again", "F5", texts.CHECK_AGAIN), ("stop", "F5", texts.STOP_CHECK)
        action, cap, word = stop if check.is_running else again
        page.head.show_keys([Key(action, cap, say(word))])
        page.status.show_status(*self._status(check))

    def _status(self, check: Check) -> tuple[str, str]:
        say, number = self._language.say, self._language.number
        figures = {"done": number(check.done), "count": number(check.count)}
        if check.is_running:
            return "already", say(texts.CHECKED_OF, **figures) if check.is_slow else ""
        if check.was_stopped:
            return "attention", say(texts.CHECK_STOPPED, **figures)
        if not check.count:
            return "attention", say(texts.NO_GUESTS)
        return "welcome", say(texts.CHECKED_ALL if check.wrong else texts.NOTHING_TO_CLEAR)

    def _show_error(self, error: EmpfangError) -> None:
        self._page.status.show_status("stop", self._language.say(ERRORS[error.code]))
