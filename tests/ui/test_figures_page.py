"""The page of the figures: its keys, its words, and room for them."""

import json
from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.errors import FileError, NotRecordedError
from app.model.programme import Programme
from app.reports.account import Contact
from app.reports.aggregate import aggregated
from app.reports.figures import figures
from tests.ui.memory_desk import EVENING, MemoryDesk
from tests.ui.test_organiser_fit import clipped
from ui.language import LANGUAGES, language
from ui.pages.figures import FiguresPage
from ui.pages.figures_work import FiguresWork
from ui.presenters.figures import PANES
from ui.theme import UNITS_PER_INCH, load_fonts, look_for

SIZES = [(1158, 768), (578, 384)]


@pytest.fixture
def desk():
    desk = MemoryDesk()
    desk.figures.fill()
    return desk


@pytest.fixture
def work(qtbot, desk):
    load_fonts()
    page = FiguresPage()
    qtbot.addWidget(page)
    spoken = language("de", EVENING.zone)
    work = FiguresWork(page, desk, spoken, ("figures", "hub"))
    page.resize(1158, 768)
    look = look_for("light", page.size(), UNITS_PER_INCH)
    page.setStyleSheet(look.sheet())
    page.set_look(look)
    work.set_language(spoken)
    page.show()
    work.open()
    qtbot.waitUntil(lambda: work.presenter.scene.sight is not None)
    yield work
    work.close()


@pytest.fixture
def page(work):
    return work.parent()


def texts(table):
    return [[cell.text for cell in row] for row in table.view.rows]


def test_the_numbers_are_those_of_the_picture(page):
    assert page.figures.shown == ("131", "131", "60", "4,2", "172")
    assert page.head.remark == "Stand 16:42:00. Raum 1.04 fehlt seit 6 min."
    assert "im Haus, 131 bis 162" in page.figures.accessibleName()


def test_bars_stand_where_the_opening_is(page):
    bars = page.bars.bars

    assert [bar.arrivals for bar in bars][:12] == [2, 3, 4, 5, 7, 9, 12, 15, 18, 21, 24, 11]
    assert [bar.is_running for bar in bars].index(True) == 11
    assert bars[0].time == "15:45"
    assert "16:40 11" in page.bars.accessibleName()


def test_tables_tell_rooms_speakers_and_stations(page):
    rooms, speakers, stations = (texts(table) for table in page.tables[:3])

    assert rooms[0] == ["0.12", "Gründen", "", "23 / 30", "3"]
    assert speakers == [["17:30", "Emeka", "0211 899418"],
                        ["17:30", "Prof. Dr. Ayşe Yıldırım", "0211 899418"]]  # fmt: skip
    assert stations[2] == ["Raum 1.04", "vor 6 min", "4"]
    assert page.tables[2].view.rows[2][0].sign == "attention"


def test_keys_turn_the_page(qtbot, work, page):
    qtbot.keyClick(page, Qt.Key.Key_F3)
    for name in ("turn", "pane", "pane", "pane"):
        work.do(name)
        if name == "turn":
            assert page.title.text() == "Ankünfte je 15 Minuten"
            assert [bar.arrivals for bar in page.bars.bars][:4] == [9, 21, 45, 56]
    assert work.presenter.scene.pane == "pace"
    assert not page.bars.isVisible()
    assert page.tables[0].view.title == "Vom Scan zum Ausweis"
    work.do("pane")
    assert page.bars.isVisible()


def test_other_places_are_a_key_away_as_far_as_there_are_any(qtbot, work):
    with qtbot.waitSignal(work.place_wanted) as wanted:
        work.do("board")
    assert wanted.args == ["hub"]
    with qtbot.assertNotEmitted(work.place_wanted):
        work.do("report")


def test_an_earlier_edition_is_brought_in_or_refused_in_words(qtbot, work, page, tmp_path):
    numbers = figures(Programme(event=EVENING), [])
    path = tmp_path / "last.json"
    path.write_bytes(msgspec.json.encode(aggregated(numbers, Programme(event=EVENING))))
    work.ask_file = lambda: str(path)
    work.do("earlier")
    qtbot.waitUntil(lambda: "stehen jetzt neben" in page.head.remark)

    path.write_text(json.dumps({"people": ["Ana"]}))
    work.do("earlier")
    qtbot.waitUntil(lambda: "keine Zahlen" in page.head.remark)
    assert isinstance(work.presenter.scene.error, FileError)


def test_a_count_that_failed_is_forgotten_with_the_next_one(qtbot, work, page, desk):
    said = page.head.remark
    desk.figures.error = NotRecordedError("The disk does not answer.")
    work.presenter.look()
    qtbot.waitUntil(lambda: work.presenter.scene.error is not None)
    assert page.head.remark != said

    desk.figures.error = None
    work.presenter.look()
    qtbot.waitUntil(lambda: work.presenter.scene.error is None)
    assert page.head.remark == said


def test_stations_that_are_silent_are_counted(qtbot, work, page, desk):
    desk.figures.contacts = tuple(Contact(id=str(n), name=str(n)) for n in range(3))
    work.presenter.look()
    qtbot.waitUntil(lambda: "schweigen: 3" in page.head.remark)


def test_an_event_of_which_nothing_is_known_yet_is_told_in_words(qtbot, work, page, desk):
    desk.figures.people, desk.figures.sessions, desk.guests = [], {}, {}
    desk.figures.earlier, desk.now = {}, desk.now - timedelta(days=2)
    work.presenter.look()
    qtbot.waitUntil(lambda: page.figures.shown[0] == "0")
    assert page.figures.shown == ("0", "0", "0", "0,0", "–")
    assert page.tables[1].view.note == "Auf der Liste stehen keine Referierenden."
    for pane in PANES:
        work.presenter.show_pane(pane)
        page.grab()


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_word_has_room_and_every_key_is_large_enough(qtbot, work, page, size, spoken):
    page.resize(*size)
    look = look_for("light", page.size() * 1366 / 1158, UNITS_PER_INCH)
    page.setStyleSheet(look.sheet())
    page.set_look(look)
    work.set_language(language(spoken, EVENING.zone))
    for pane in PANES:
        work.presenter.show_pane(pane)
        qtbot.waitUntil(lambda: clipped(page) == [])
        keys = [key for key in page.findChildren(QPushButton) if key.isVisible()]
        assert [key.height() for key in keys if key.height() < 44] == []
