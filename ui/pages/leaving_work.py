"""How the sheet is worked that stands between a request to close and the end."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.clock import Clock
from ui import hub_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters.leaving import LeavingPresenter, LeavingScene, Stage
from ui.texts import CLOSE, ERRORS
from ui.widgets.keys import Key
from ui.widgets.task_panel import PanelView, TaskPanel

SHEET = "leaving"


class LeavingWork(QObject):
    """Connects the sheet with its presenter; nothing else of reception stops meanwhile.

    Signals:
        stayed: The sheet is to close; reception goes on.
    """

    stayed = Signal()

    def __init__(self, sheets: Sheets, desk: Desk, language: Language, clock: Clock) -> None:
        super().__init__(sheets)
        self._sheets, self._language = sheets, language
        self.presenter = LeavingPresenter(desk, clock, self)
        self.presenter.shown.connect(self._show)
        sheets.changed.connect(self._follow)

    def lead(self, out: Callable[[], object], back: Callable[[], object]) -> None:
        """Call *out* when the window may close, and *back* when reception goes on."""
        self.presenter.free.connect(out)
        self.stayed.connect(back)

    @property
    def is_open(self) -> bool:
        """Whether somebody wanted to close and was asked."""
        return self._sheets.open_sheet == SHEET

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._show(self.presenter.scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does on the sheet; return whether it does anything."""
        if not self.is_open:
            return False
        offered = {key.cap: key.name for key in self._panel.view.keys}
        is_escape = Qt.Key(event.key()) == Qt.Key.Key_Escape
        name = "stay" if is_escape else offered.get(event.text())
        if name is not None:
            self.do(name)
        # Another digit is a slip; a letter begins a name, and reception goes on.
        return name is not None or event.text().isdigit()

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        presenter = self.presenter
        {
            "file": presenter.write_file,
            "ask": presenter.ask,
            "go": presenter.go,
            "stay": presenter.stay,
        }[name]()

    def close(self) -> None:
        """End the worker."""
        self.presenter.close()

    @cached_property
    def _panel(self) -> TaskPanel:
        panel = TaskPanel("leaving")
        panel.pressed.connect(self.do)
        self._sheets.add(SHEET, panel, CLOSE)
        return panel

    def _follow(self) -> None:
        """Go on working when another sheet was opened in place of this one, or none."""
        if not self.is_open:
            self.presenter.stay()

    def _show(self, scene: LeavingScene) -> None:
        if scene.stage is Stage.STAYING:
            if self.is_open:
                self.stayed.emit()
            return
        self._panel.show_view(view(scene, self._language))
        if not self.is_open and scene.stage is Stage.ASKED:
            self._sheets.open_panel(SHEET)


def view(scene: LeavingScene, language: Language) -> PanelView:
    """Return what the sheet says."""
    say = language.say
    stay, go = Key("stay", "Esc", say(texts.STAY)), Key("go", "3", say(texts.CLOSE_NOW))
    if scene.stage is Stage.HANDED_OVER and scene.file is not None:
        rows = ((say(texts.FILE), scene.file.path),)
        return PanelView(
            say(texts.FILE_WRITTEN),
            say(texts.FILE_WHY),
            rows,
            figure=scene.file.code,
            keys=(go, stay),
            primary="go",
        )
    if scene.stage is Stage.SURE:
        why = say(texts.SURE_UNSENT) if scene.unsent else _others(scene, language)
        return PanelView(say(texts.SURE), why, keys=(go, stay), primary="go")
    anyway = Key("ask", "2", say(texts.CLOSE_ANYWAY))
    if not scene.unsent:
        return PanelView(say(texts.OTHERS), _others(scene, language), keys=(stay, anyway))
    status = ("already", say(texts.WRITING)) if scene.is_writing else ("", "")
    if scene.error is not None:
        status = ("stop", say(ERRORS[scene.error.code]))
    why = say(texts.LEAVING_WHY, count=language.number(scene.unsent))
    keys = (stay, Key("file", "1", say(texts.WRITE_FILE)), anyway)
    return PanelView(say(texts.LEAVING), why, keys=keys, status=status)


def _others(scene: LeavingScene, language: Language) -> str:
    return language.say(texts.OTHERS_WHY, count=language.number(scene.others))
