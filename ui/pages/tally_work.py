"""How the panel is worked that counts people without a name."""

from functools import cached_property

from PySide6.QtCore import QObject, Slot

from app.errors import EmpfangError
from ui import group_texts as texts
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters.tally import MOST, TallyPresenter
from ui.texts import ERRORS
from ui.widgets.tally_panel import TallyPanel, TallyWords


class TallyWork(QObject):
    """Connects the panel with its presenter."""

    def __init__(self, sheets: Sheets, presenter: TallyPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets, self._presenter = sheets, presenter
        self._language: Language | None = None
        self._total = 0
        self._is_busy = False
        presenter.counted.connect(self._begin)
        presenter.failed.connect(self._fail)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        if self.is_open:
            self._show_words()

    @property
    def is_open(self) -> bool:
        """Whether the panel is in sight."""
        return self._sheets.open_sheet == "tally"

    def open(self) -> None:
        """Open the panel, ready for a number."""
        self._show_words()
        self._sheets.open_panel("tally")
        self._panel.begin()

    def show_total(self, total: int) -> None:
        """Show how many were counted so far, at all stations."""
        self._total = total
        if self.is_open:
            self._show_total()

    @cached_property
    def _panel(self) -> TallyPanel:
        panel = TallyPanel()
        panel.submitted.connect(self._count)
        panel.plus_pressed.connect(lambda label: self._presenter.count(1, label))
        self._sheets.add("tally", panel, texts.TALLY, submit=panel.submit_fields)
        return panel

    def _show_words(self) -> None:
        if self._language is None:
            return
        say = self._language.say
        self._panel.show_words(
            TallyWords(
                say(texts.TALLY_WHY),
                say(texts.HOW_MANY_OR_ONE),
                say(texts.WHAT_THEY_ARE),
                say(texts.COUNT),
                say(texts.ONE_MORE),
            )
        )
        self._show_total()

    def _show_total(self) -> None:
        if self._language is not None:
            number = self._language.number(self._total)
            self._panel.show_total(self._language.say(texts.COUNTED_TOTAL, count=number))

    @Slot(object, str)
    def _count(self, number: int | None, label: str) -> None:
        wanted = 1 if number is None else number
        if self._is_busy:
            return
        if 1 <= wanted <= MOST:
            self._is_busy = True
            self._presenter.count(wanted, label)
        else:
            self._say("attention", texts.NUMBER_NEEDED)

    @Slot()
    def _begin(self) -> None:
        self._is_busy = False
        if self.is_open:
            self._panel.begin()

    @Slot(object)
    def _fail(self, error: EmpfangError) -> None:
        self._is_busy = False
        if self.is_open:
            self._say("stop", ERRORS[error.code])

    def _say(self, sign: str, text: str) -> None:
        if self._language is not None:
            most = self._language.number(MOST)
            self._panel.show_status(sign, self._language.say(text, most=most))
