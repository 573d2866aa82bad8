"""The window of the first start: where there is no event yet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from app.reading.readings import readings
from app.reading.wedge import Burst
from app.settings import Settings
from ui import first_texts as texts
from ui.application import application
from ui.house import FirstDesk
from ui.language import LANGUAGES, language
from ui.pages.fallen import FallenPage
from ui.pages.first import FirstPage
from ui.presenters.camera import CameraPresenter, CameraScene
from ui.presenters.first import FirstPresenter, FirstScene
from ui.presenters.first_words import answers, found, typed_day, written_day
from ui.presenters.lists import camera_words
from ui.presenters.scanner import invitation_in
from ui.theme import THEMES, dots_per_inch, load_fonts, look_for
from ui.workers.video_devices import VideoDevices
from ui.workers.wedge_filter import WedgeFilter

_SIZE = QSize(1366, 768)
_QUESTION = {"1": "file", "2": "join", "3": "practise"}
_ANSWERS = {str(number): f"answer_{number - 1}" for number in range(1, 10)}
_TICKS = {**{str(number): f"tick_{number - 1}" for number in range(1, 10)}, "\r": "go_on"}
"""What keys do: at first, while a list is asked about, and what pretix has is ticked."""


class FirstWindow(QWidget):
    """Asks what to begin with; files are dropped anywhere, invitations scanned at any time.

    Signals:
        done: There is an event now.
        practice_wanted: Somebody only wants to try it out.
        closed: Somebody closed the window.
        restart_wanted: Somebody wants a fresh window after an unexpected error.
    """

    done = Signal()
    practice_wanted = Signal()
    closed = Signal()
    restart_wanted = Signal()

    def __init__(
        self,
        first: FirstDesk,
        settings: Settings,
        choose: Callable[[QWidget, str], str] | None = None,
        devices: VideoDevices | None = None,
    ) -> None:
        super().__init__()
        load_fonts()
        self.setObjectName("window")
        self.setWindowTitle("Empfang")
        self.setAcceptDrops(True)
        self._settings, self._choose = settings, choose or _chosen_file
        self._theme, self._language = settings.theme, language(settings.language)
        self.page = FirstPage(self)
        self.fallen = FallenPage(self)
        self.fallen.restart_wanted.connect(self.restart_wanted)
        self.presenter = FirstPresenter(first, self)
        self.presenter.shown.connect(self._show)
        self.presenter.done.connect(self.done)
        self.presenter.practice_wanted.connect(self.practice_wanted)
        self.page.key_pressed.connect(self.do)
        self.camera = CameraPresenter(settings, self, devices)
        self.camera.scanned.connect(self._take_code)
        self.camera.shown.connect(self._show_camera)
        self._scanner = WedgeFilter(application())
        self._scanner.scanned.connect(self._take_burst)
        self.resize(_SIZE)
        self._fit()
        self._speak(settings.language)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        presenter, page = self.presenter, self.page
        if name == "file":
            if file := self._choose(self, self._language.say(texts.FILES)):
                presenter.look_at(Path(file))
        elif name.startswith(("answer_", "tick_", "go_on")):
            self._say(name)
        elif name == "join":
            presenter.join(page.answers[1].field.text())
        elif name == "practise":
            presenter.practise()
        elif name == "camera":
            self.camera.toggle()
        elif name == "take":
            presenter.take(page.name.text(), typed_day(page.day.text()))
        else:
            presenter.back()
            self.setFocus()

    def show_fall(self, report: str) -> None:
        """Tell about an unexpected error."""
        self.fallen.show_report(report, self._language)

    def put_away(self) -> None:
        """End all work and go out of sight for good."""
        self._scanner.close()
        self.camera.close()
        self.presenter.close()
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what a key does that no field wanted."""
        scene = self.presenter.scene
        is_asking = scene.finding is None and scene.question is None and scene.asked is None
        names = _QUESTION if is_asking else {}
        names = _ANSWERS if scene.question is not None else _TICKS if scene.asked else names
        if self.fallen.press(event):
            return
        if event.key() == Qt.Key.Key_F8:
            names_of = LANGUAGES
            self._speak(names_of[(names_of.index(self._language.name) + 1) % len(names_of)])
        elif event.key() == Qt.Key.Key_F9:
            self._theme = THEMES[(THEMES.index(self._theme) + 1) % len(THEMES)]
            self._fit()
        elif is_asking and event.key() == Qt.Key.Key_F2:
            self.do("camera")
        elif is_asking and event.text() == "2":
            self.page.answers[1].field.setFocus()
        elif name := names.get(event.text()):
            self.do(name)
        elif event.key() == Qt.Key.Key_Escape:
            self.do("back")
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files of this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look at the file that was dropped."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.presenter.look_at(Path(files[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the window with the page."""
        super().resizeEvent(event)
        self._fit()
        self.page.setGeometry(self.rect())
        self.fallen.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """End all work."""
        super().closeEvent(event)
        self.put_away()
        self.closed.emit()

    def _say(self, name: str) -> None:
        """Answer what is asked about a list or about pretix."""
        kind, _, number = name.partition("_")
        choices = self.page.answers[1].choices
        if kind == "answer":
            self.presenter.answer(int(number))
        elif kind == "tick":
            self.presenter.tick(int(number))
        else:
            self.presenter.go_on(0 if choices is None else choices.cursor_row)

    def _take_burst(self, burst: Burst) -> None:
        if text := invitation_in(readings(burst)):
            self.presenter.join(text)

    def _take_code(self, text: str) -> None:
        if invitation := invitation_in((text,)):
            if self.camera.is_on:
                self.camera.toggle()
            self.presenter.join(invitation)

    def _show_camera(self, scene: CameraScene) -> None:
        words = (
            " · ".join(map(self._language.say, camera_words(scene))) if self.camera.is_on else ""
        )
        self.page.show_camera(scene.image, words)

    def _show(self, scene: FirstScene) -> None:
        say, page = self._language.say, self.page
        if scene.finding is None:
            views = answers(scene, self._language)
            page.show_question(say(texts.QUESTION), say(texts.QUESTION_WHY), views)
            if page.answers[1].choices is not None and scene.asked is not None:
                page.answers[1].choices.setFocus()
            return
        is_new = page.property("file") != str(scene.finding.file)
        page.setProperty("file", str(scene.finding.file))
        page.show_finding(
            say(texts.FOUND), say(texts.FOUND_WHY), found(scene.finding, scene, self._language)
        )
        if is_new:
            page.name.setText(scene.finding.name)
            page.day.setText(written_day(scene.finding.day))
        if is_new or scene.gap:
            (page.day if scene.gap == "day" else page.name).setFocus()

    def _fit(self) -> None:
        dots = self._settings.dots_per_inch or dots_per_inch(self.screen())
        look = look_for(self._theme, self.size(), dots)
        self.setStyleSheet(look.sheet())
        self.page.set_look(look)
        self.fallen.set_look(look)

    def _speak(self, name: str) -> None:
        self._language = language(name)
        self.page.set_language(self._language)
        self._show(self.presenter.scene)


def _chosen_file(parent: QWidget, kinds: str) -> str:
    """Ask the system's own dialog; empty when nothing was chosen."""
    return QFileDialog.getOpenFileName(parent, "", str(Path.home()), kinds)[0]
