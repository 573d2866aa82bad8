"""The page about files and papers, worked by keys."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.errors import ConsentError, FileError
from app.reports.kinds import FORMATS, Format, Kind
from app.reports.mail_merge import MergeStatus
from app.reports.source import Encoding
from tests.ui.hands import Keyboard, focusable
from tests.ui.memory_desk import WORKSHOP, MemoryDesk
from tests.ui.test_organiser_fit import clipped
from ui import export_texts
from ui.language import LANGUAGES, language
from ui.pages.exports import ExportsPage
from ui.pages.exports_work import ExportsWork
from ui.presenters.export_choices import Choice, choices, first_order, next_order
from ui.presenters.exports import REENTER, THINGS
from ui.theme import load_fonts, look_for

SIZES = [(1366, 768), (960, 540), (683, 384)]


class Host(QWidget):
    """Gives keys that no field wants to the page, as the window does."""

    def __init__(self, desk):
        super().__init__()
        self.page = ExportsPage(self)
        self.work = ExportsWork(self.page, desk, language("de"))
        self.speak("de")
        self.opened = []
        self.work.show_file = lambda url: self.opened.append(url.toLocalFile())

    def speak(self, name):
        self.work.set_language(language(name))

    def resizeEvent(self, _event):  # noqa: N802 - Qt's name
        look = look_for("light", self.size(), 96)
        self.setStyleSheet(look.sheet())
        self.page.set_look(look)
        self.page.setGeometry(self.rect().adjusted(look.px(208), 0, 0, 0))

    def keyPressEvent(self, event):  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.work.back()
        else:
            self.work.press(event)


@pytest.fixture
def desk():
    return MemoryDesk()


@pytest.fixture
def host(qtbot, desk):
    load_fonts()
    host = Host(desk)
    qtbot.addWidget(host)
    host.resize(1366, 768)
    host.show()
    host.work.open()
    qtbot.waitUntil(lambda: bool(host.work.presenter.scene.sessions))
    yield host
    host.work.close()


@pytest.fixture
def page(host):
    return host.page


@pytest.fixture
def keyboard(host):
    return Keyboard(host)


def choose(page, keyboard, thing):
    page.things.setFocus()
    keyboard.press(Qt.Key.Key_Home)
    for _ in range(THINGS.index(thing)):
        keyboard.press(Qt.Key.Key_Down)


def status(page):
    return page.panel.status.text


def test_two_keys_write_a_file(qtbot, page, keyboard, desk):
    choose(page, keyboard, Kind.ARRIVALS)
    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: "Zeilen: 214" in status(page))
    (order, folder) = desk.papers.ordered[0]
    assert (order.kind, order.form, order.language) == (Kind.ARRIVALS, Format.XLSX, "de")
    assert folder == desk.papers.folder()
    assert "Gaeste" in status(page)


def test_what_was_written_is_opened_by_a_key(qtbot, host, page, keyboard, desk):
    choose(page, keyboard, Kind.REPORT)
    keyboard.press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: ".pdf" in status(page))

    keyboard.press(Qt.Key.Key_F5)

    assert Path(host.opened[0]).parent == desk.papers.folder()


def test_choices_are_changed_by_enter_and_kept(qtbot, page, keyboard, desk):
    choose(page, keyboard, Kind.MAIL_MERGE)
    page.choices.setFocus()
    keyboard.press(Qt.Key.Key_Home)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: bool(desk.papers.ordered))
    assert desk.papers.ordered[0][0].options.status == MergeStatus.NO_SHOW


def test_another_folder_is_typed(qtbot, page, keyboard, desk):
    page.panel.field.setText("/media/stick")
    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: bool(desk.papers.ordered))
    assert desk.papers.ordered[0][1] == Path("/media/stick")


def test_progress_is_shown_and_escape_stops(qtbot, page, keyboard, desk):
    gate = threading.Event()
    desk.papers.steps, desk.papers.wait = 9, lambda: gate.wait(60)
    choose(page, keyboard, Kind.CERTIFICATES)
    keyboard.press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: "0 von 9" in status(page))

    keyboard.press(Qt.Key.Key_Escape)
    gate.set()

    qtbot.waitUntil(lambda: "Abgebrochen" in status(page))
    assert page.isVisible()
    assert desk.papers.ordered == []


def test_a_long_work_is_shown_to_get_on_but_not_at_each_of_its_steps(qtbot, host, keyboard, desk):
    """Each time the page is painted anew, while the worker wants to get on, too."""
    told = []
    host.work.presenter.shown.connect(lambda scene: told.append((scene.done, scene.whole)))
    desk.papers.steps = 5_000
    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: (5_000, 5_000) in told and told[-1] == (0, 0))
    shown = [one for one in told if one[1]]
    assert shown == [(number * 100, 5_000) for number in range(51)]


def test_whose_letters_were_lost_is_told(qtbot, page, keyboard, desk):
    desk.papers.damaged = tuple((f"Łukasz {n}", "Ł") for n in range(11))
    choose(page, keyboard, Kind.ARRIVALS)
    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: "verlorenen Zeichen: 11" in status(page))
    assert page.panel.view.lines[0] == "Łukasz 0: Ł"
    assert page.panel.view.lines[-1] == "und 3 weitere"


@pytest.mark.parametrize(
    ("error", "told"),
    [(ConsentError("x"), "wer zugestimmt hat"), (FileError("x"), "anderen Ordner")],
)
def test_what_does_not_work_is_said_with_what_to_do(qtbot, page, keyboard, desk, error, told):
    desk.papers.error = error
    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: told in status(page))


def test_a_paper_list_is_entered_and_taken_back(qtbot, host, page, keyboard, desk):
    desk.papers.printed = ["1B", "1A"]
    host.work.presenter.look()
    choose(page, keyboard, REENTER)
    page.panel.field.setFocus()
    keyboard.type("1A 3,7-12")
    keyboard.press(Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "Eingetragen: 2" in status(page))
    assert desk.papers.texts == [("1A 3,7-12", None)]
    assert page.panel.view.lines[0].endswith("Nguyễn")
    assert page.panel.field.text() == ""
    keyboard.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: "Zurückgenommen" in status(page))


def test_a_list_that_is_none_is_said(qtbot, page, keyboard):
    choose(page, keyboard, REENTER)
    page.panel.field.setText("9Z 1")
    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: "gibt es nicht" in status(page))
    assert page.panel.field.text() == "9Z 1"


def test_the_evacuation_sheet_is_written_while_a_long_file_is(qtbot, host, keyboard, desk):
    gate = threading.Event()
    desk.papers.steps, desk.papers.wait = 1, lambda: gate.wait(60)
    keyboard.press(Qt.Key.Key_F7)

    host.work.evacuate()

    qtbot.waitUntil(lambda: host.opened == ["/Empfang/exports/Raeumung.pdf"])
    assert desk.papers.sheets == ["de"]
    gate.set()
    qtbot.waitUntil(lambda: bool(desk.papers.ordered))


def test_an_evacuation_sheet_that_failed_is_noticed(qtbot, host, desk):
    desk.papers.error = FileError("x")
    told = []
    host.work.noticed.connect(lambda sign, words: told.append((sign, words)))

    host.work.evacuate()

    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] == "stop"
    assert "nicht geschrieben" in told[0][1]


def test_every_kind_has_words_and_every_choice_goes_round():
    assert set(THINGS) - {REENTER} == set(Kind)
    assert set(export_texts.KINDS) == set(export_texts.ABOUT) == set(Kind)
    for kind in Kind:
        order = first_order(kind, "de", [WORKSHOP])
        assert order.form in FORMATS[kind]
        for choice in choices(order):
            seen, now = [], order
            while now not in seen:
                seen.append(now)
                now = next_order(now, choice, [WORKSHOP])
            assert now == order
            assert len(seen) > 1 or (kind, choice) == (Kind.CERTIFICATES, Choice.SESSION)


def test_a_workbook_has_no_encoding_left_over():
    order = first_order(Kind.ARRIVALS, "de", [])
    order = next_order(next_order(order, Choice.FORMAT, []), Choice.ENCODING, [])
    while order.form is not Format.CSV:
        order = next_order(order, Choice.FORMAT, [])
    narrow = next_order(order, Choice.ENCODING, [])

    assert narrow.options.encoding is not order.options.encoding
    assert next_order(narrow, Choice.FORMAT, []).options.encoding is Encoding.UTF_8


def test_everything_has_a_name_and_a_size_to_press(page):
    for part in focusable(page):
        assert part.accessibleName() or part.text()
        assert part.height() >= 44


@pytest.mark.parametrize("size", SIZES)
def test_every_word_has_room(qtbot, host, desk, size):
    host.resize(*size)
    presenter = host.work.presenter
    for name in LANGUAGES:
        host.speak(name)
        for thing in THINGS:
            presenter.choose(thing)
            qtbot.waitUntil(lambda: clipped(host.page) == [])
    desk.papers.damaged = (("Łukasz Wiśniewski", "Łś"),)
    presenter.choose(Kind.ARRIVALS)
    presenter.write("")
    qtbot.waitUntil(lambda: presenter.scene.written is not None)
    qtbot.waitUntil(lambda: clipped(host.page) == [])
