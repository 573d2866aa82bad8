"""Windows that follow one another: first start, station, practice, and after a fall."""

import sys
import threading

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.model.role import Role
from app.paths import resources_dir
from tests.ui.hands import text, verdict
from ui.first_window import FirstWindow
from ui.shell import Shell
from ui.theme import FAMILY
from ui.window import Window

SAMPLE = resources_dir() / "samples" / "gaeste.csv"
SLOW_MS = 30_000


@pytest.fixture
def station(qtbot, shell):
    """The window of a station with the guests of the sample list."""
    drop(shell.window, SAMPLE)
    qtbot.waitUntil(lambda: shell.window.presenter.scene.finding is not None, timeout=SLOW_MS)
    shell.window.page.name.setText("Fest")
    shell.window.do("take")
    qtbot.waitUntil(lambda: isinstance(shell.window, Window), timeout=SLOW_MS)
    shell.window.around.covers.self_test.do("ready")
    return shell


def drop(window, file):
    """Let a file fall onto *window*."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys))


def someone(desk):
    """Return a guest who is expected."""
    return next(hit for hit in desk.find("an", 9) if hit.arrived is None)


def test_the_first_question_is_set_in_the_bundled_type(shell):
    assert isinstance(shell.window, FirstWindow)
    assert FAMILY in QFontDatabase.families()


def test_a_list_becomes_an_event_and_the_self_test_follows(qtbot, house, shell):
    assert isinstance(shell.window, FirstWindow)
    drop(shell.window, SAMPLE)
    qtbot.waitUntil(lambda: shell.window.presenter.scene.finding is not None, timeout=SLOW_MS)
    assert "207" in str(shell.window.page.finding.view.rows)
    assert not house.has_event()

    qtbot.keyClick(shell.window.page.name, Qt.Key.Key_Return)
    assert "Namen" in shell.window.page.finding.status.text
    shell.window.page.name.setText("Fest am Rhein")
    qtbot.keyClick(shell.window.page.name, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: isinstance(shell.window, Window), timeout=SLOW_MS)
    around = shell.window.around
    assert around.covers.self_test.is_open
    qtbot.waitUntil(lambda: not around.covers.self_test.presenter.scene.is_running, timeout=SLOW_MS)
    qtbot.keyClick(around.covers.self_test_page, Qt.Key.Key_Return)
    assert not around.covers.self_test.is_open
    qtbot.waitUntil(lambda: shell.window.page.header.event_name.text() == "Fest am Rhein")


def test_a_file_that_is_no_list_is_said_in_the_language_of_the_window(qtbot, tmp_path, shell):
    path = tmp_path / "notes.txt"
    path.write_text("nothing;here\n1;2\n", encoding="utf-8")

    drop(shell.window, path)

    panel = shell.window.page.answers[0]
    qtbot.waitUntil(lambda: "Spalte" in panel.status.text, timeout=SLOW_MS)
    qtbot.keyClick(shell.window, Qt.Key.Key_F8)
    assert "column" in panel.status.text


def test_a_list_that_can_be_read_in_two_ways_is_asked_about_by_number(qtbot, tmp_path, shell):
    path = tmp_path / "old.csv"
    path.write_bytes("Vorname;Nachname\nAna;Peña\n".encode("mac_roman"))
    drop(shell.window, path)
    presenter, panel = shell.window.presenter, shell.window.page.answers[0]
    qtbot.waitUntil(lambda: presenter.scene.question is not None, timeout=SLOW_MS)
    assert panel.view.title == "Wie schreiben sich die Namen?"
    words = [key.word for key in panel.view.keys]

    digit = words.index("Peña") + 1
    qtbot.keyClick(shell.window, Qt.Key(Qt.Key.Key_0 + digit))

    qtbot.waitUntil(lambda: presenter.scene.finding is not None, timeout=SLOW_MS)
    assert presenter.scene.finding.guests == 1


def test_practice_has_its_own_event_and_leads_back(qtbot, house, station):
    desk = station._desk
    before = desk.counts()
    station.window.do("practice")
    qtbot.waitUntil(lambda: station.window.is_practice, timeout=SLOW_MS)
    window, practice = station.window, station._practice
    room = house._rooms[id(practice)].data
    assert text(window, "day") == "Übung"
    assert practice.programme().event.name != "Fest"
    window.operation.let_in(someone(practice).id)
    qtbot.waitUntil(lambda: verdict(window) == "welcome", timeout=SLOW_MS)

    window.close()

    qtbot.waitUntil(lambda: not station.window.is_practice, timeout=SLOW_MS)
    assert desk.counts() == before
    qtbot.waitUntil(lambda: not room.exists(), timeout=SLOW_MS)
    station.window.operation.let_in(someone(desk).id)
    qtbot.waitUntil(lambda: desk.counts().arrived == before.arrived + 1, timeout=SLOW_MS)


def test_practice_keeps_nobody_signed_in(qtbot, station):
    roles = station._desk.roles
    roles.change_pin(Role.ORGANISER, "organ1")
    assert roles.is_signed_in

    station.window.do("practice")

    qtbot.waitUntil(lambda: station.window.is_practice, timeout=SLOW_MS)
    assert not roles.is_signed_in


def test_trying_it_out_needs_no_event_and_leaves_none(qtbot, house, shell):
    qtbot.keyClick(shell.window, Qt.Key.Key_3, delay=0)
    qtbot.waitUntil(lambda: isinstance(shell.window, Window), timeout=SLOW_MS)
    assert shell.window.is_practice
    assert shell.window.around.covers.self_test.is_open

    shell.window.around.covers.self_test.do("ready")
    shell.window.do("practice")

    qtbot.waitUntil(lambda: isinstance(shell.window, FirstWindow), timeout=SLOW_MS)
    assert not house.has_event()


@pytest.mark.expects_log
@pytest.mark.parametrize("thread", [False, True])
def test_an_unexpected_error_is_told_without_names_and_comes_back(qtbot, station, thread):
    def fall():
        guest = "Ana Secret"
        raise ValueError(guest)

    station.window.places.open_organiser("hub")
    if thread:
        one = threading.Thread(target=fall)
        one.start()
        one.join()
    else:
        try:
            fall()
        except ValueError:
            sys.excepthook(*sys.exc_info())
    fallen = station.window.around.fallen
    qtbot.waitUntil(fallen.isVisible)
    assert "ValueError" in fallen.report.toPlainText()
    assert "Secret" not in fallen.report.toPlainText()
    assert "nichts ist verloren" in fallen.panel.view.text
    fallen.do("copy")
    assert QGuiApplication.clipboard().text() == fallen.report.toPlainText()
    assert station.window.around.hears_no_scans

    before = station.window
    qtbot.keyClick(fallen, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: station.window is not before, timeout=SLOW_MS)
    assert station.window.places.place == "organiser hub"
    assert station._desk.counts().expected == 207


def test_a_window_that_was_killed_comes_back_at_the_same_place(house, station):
    station.window.places.open_organiser("questions")
    assert house.place == "organiser questions"
    kept = house.place
    station.close()
    assert house.place == ""

    house.keep_place(kept)
    again = Shell(house, show=QWidget.show)
    again.start()

    assert again.window.places.place == "organiser questions"
    again.close()


@pytest.mark.expects_log
def test_a_fall_before_there_is_an_event_asks_the_question_again(qtbot, shell):
    before = shell.window
    try:
        int("no number")
    except ValueError:
        sys.excepthook(*sys.exc_info())
    qtbot.waitUntil(before.fallen.isVisible)

    qtbot.keyClick(before.fallen, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: shell.window is not before, timeout=SLOW_MS)
    assert isinstance(shell.window, FirstWindow)
    assert not shell.window.fallen.isVisible()


def test_an_invitation_in_front_of_the_camera_is_followed(qtbot, shell):
    shell.window.camera.scanned.emit("https://example.org")
    assert shell.window.presenter.scene.work == ""

    shell.window.camera.scanned.emit("EV1:nonsense")

    panel = shell.window.page.answers[1]
    qtbot.waitUntil(lambda: "Einladung" in panel.status.text or "beitreten" in panel.status.text)
    assert isinstance(shell.window, FirstWindow)
