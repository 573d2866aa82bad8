"""A list of guests is looked at, asked about, chosen from and taken in, by keys."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from app.errors import NotRecordedError
from app.model.role import Role
from tests.ui.hands import CONTROL, text, verdict
from tests.ui.lists import HEADINGS, ROWS, written
from tests.ui.test_organiser_fit import clipped
from ui.language import LANGUAGES, language
from ui.models.edits import EditsModel
from ui.presenters.import_scene import Stage
from ui.presenters.import_words import EditRow, EditRows

SIZES = [(1366, 768), (960, 540), (683, 384)]
SPACE, LEFT, RIGHT = Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right


@pytest.fixture
def work(window):
    window.places.open_organiser("import")
    return window.organising.importing


@pytest.fixture
def page(window):
    return window.organiser.importing


def wait_for(qtbot, work, stage):
    qtbot.waitUntil(lambda: work.presenter.scene.stage is stage, timeout=10_000)


@pytest.fixture
def review(qtbot, work, page, tmp_path):
    work.presenter.look_at(written(tmp_path))
    wait_for(qtbot, work, Stage.REVIEW)
    return page.review


def shown(review):
    rows = [review.model.index(n).data(EditsModel.RowRole) for n in range(review.model.rowCount())]
    return [(row.name, row.field, row.before, row.after) for row in rows]


def tabs(review):
    return [(tab.view.number, tab.view.word) for tab in review.tabs.tabs]


def keys_of(page):
    return [button.word for button in page.head.findChildren(QPushButton) if button.isVisible()]


def test_a_list_is_five_numbers_and_what_is_behind_them(review, page):
    assert tabs(review) == [
        ("3", "neu"), ("3", "geändert"), ("1", "storniert"), ("2", "nicht mehr in der Liste"),
        ("2", "unverändert"), ("1", "ausgelassen"),
    ]  # fmt: skip
    assert page.head.remark == "anmeldungen_2024-12-03.csv"
    assert keys_of(page)[-1] == "8 von 10 übernehmen"
    assert review.status.text == "Ankünfte bleiben unberührt. Noch ist nichts gespeichert."
    assert shown(review)[2] == (
        "Jasmin Müller-Öztürk", "RWTH Aachen", "", "Vielleicht schon da: Jasmin Müller-Öztürk",
    )  # fmt: skip


def test_arrows_and_digits_lead_through_the_tabs(qtbot, review, keyboard):
    keyboard.press(RIGHT)
    assert ("Łukasz Wisniewski", "Familienname", "Wisniewski", "Wiśniewski") in shown(review)
    assert ("Jana Müller", "Familienname, in der Liste beschädigt", "Müller", "M?ller") in shown(
        review
    )
    keyboard.press(LEFT)
    keyboard.press(LEFT)
    assert shown(review) == [("Zeile 11", "kein Name", "", "")]
    keyboard.type("4")
    qtbot.waitUntil(lambda: review.model.rowCount() == 2)
    assert [(name, field) for name, field, *_ in shown(review)] == [
        ("Wei Zhang", "wird storniert, wenn Sie ihn anhaken, sonst bleibt alles, wie es ist"),
        ("Lars Petersen", "storniert"),
    ]


@pytest.mark.usefixtures("review")
def test_only_what_is_ticked_is_taken_in(qtbot, page, keyboard, desk, work):
    keyboard.press(SPACE)
    keyboard.press(RIGHT)
    keyboard.press(Qt.Key.Key_A, modifiers=CONTROL)
    keyboard.press(Qt.Key.Key_A, modifiers=CONTROL)
    keyboard.type("4")
    qtbot.waitUntil(lambda: work.presenter.scene.tab == "vanished")
    keyboard.press(SPACE)
    assert keys_of(page)[-1] == "4 von 10 übernehmen"

    keyboard.enter()

    wait_for(qtbot, work, Stage.DONE)
    assert desk.lists.taken == ["jana1 status", "line 10", "line 9", "wei vanished"]
    assert text(page, "asked") == "Die Liste ist übernommen: 4 Änderungen."


def test_a_click_on_a_row_and_on_the_head_tick(qtbot, review, page):
    middle = review.edits.visualRect(review.model.index(1)).center()
    qtbot.mouseClick(review.edits.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert keys_of(page)[-1] == "7 von 10 übernehmen"

    qtbot.mouseClick(review.head.tick, Qt.MouseButton.LeftButton)
    assert keys_of(page)[-1] == "8 von 10 übernehmen"


def test_f7_repairs_what_looks_damaged_and_takes_the_repair_back(qtbot, review, keyboard, work):
    assert review.damage.text == "2 Einträge sehen beschädigt aus: „MÃ¼ller“ statt „Müller“."

    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: "repariert" in review.damage.text)
    assert ("Anna Müller", "Städtische Bühnen", "", "") in shown(review)
    keyboard.press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: "beschädigt aus" in review.damage.text)
    assert work.presenter.scene.finding.reading.repair is False


def test_a_question_is_answered_by_its_number(qtbot, work, page, keyboard, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("Vorname;Nachname\nAna;Peña\n".encode("mac_roman"))
    work.presenter.look_at(path)
    wait_for(qtbot, work, Stage.ASKING)
    assert text(page, "asked") == "Wie schreiben sich die Namen?"
    rows = page.choices.model()
    words = [rows.index(n, 0).data() for n in range(rows.rowCount())]
    keyboard.enter()
    assert work.presenter.scene.stage is Stage.ASKING  # nothing is chosen yet

    keyboard.type(str(words.index("Peña") + 1))

    wait_for(qtbot, work, Stage.REVIEW)
    assert shown(page.review)[0][0] == "Ana Peña"


def test_columns_are_chosen_and_the_list_is_read_so(qtbot, work, page, keyboard, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("Wer;Wo\nAna Müller;Köln\n", "utf-8")
    work.presenter.look_at(path)
    wait_for(qtbot, work, Stage.COLUMNS)
    assert text(page, "asked") == "In welcher Spalte steht der Name?"

    page.fields.setFocus()
    page.fields.setCurrentIndex(page.fields.model().index(0, 0))
    qtbot.waitUntil(lambda: work.presenter.scene.finding.columns.fields[0] == "name")
    keyboard.enter()

    wait_for(qtbot, work, Stage.REVIEW)
    assert shown(page.review) == [("Ana Müller", "", "", "")]
    keyboard.press(Qt.Key.Key_F3)
    wait_for(qtbot, work, Stage.COLUMNS)
    keyboard.press(Qt.Key.Key_Escape)
    wait_for(qtbot, work, Stage.REVIEW)
    keyboard.press(Qt.Key.Key_Escape)
    wait_for(qtbot, work, Stage.EMPTY)
    assert page.isVisible()
    keyboard.press(Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_a_file_that_is_no_list_says_so_and_what_to_do(qtbot, work, page, tmp_path):
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG" + bytes(range(32)) * 20)
    work.presenter.look_at(path)

    qtbot.waitUntil(lambda: page.status.text != "")
    assert page.status.text.startswith("Diese Datei lässt sich nicht lesen.")


@pytest.mark.usefixtures("review")
def test_escape_stops_between_two_portions(qtbot, page, keyboard, desk, work):
    desk.lists.gate = threading.Event()
    keyboard.enter()
    wait_for(qtbot, work, Stage.TAKING)
    assert keys_of(page) == ["Anhalten"]
    keyboard.press(Qt.Key.Key_Escape)
    desk.lists.gate.set()

    wait_for(qtbot, work, Stage.DONE)
    assert desk.lists.taken == []
    assert text(page, "asked").startswith("Angehalten: 1 von 2 Einträgen")


@pytest.mark.usefixtures("review")
def test_no_key_leads_away_from_a_list_that_is_taken_in(qtbot, page, keyboard, desk, work):
    desk.lists.gate = threading.Event()
    keyboard.enter()
    wait_for(qtbot, work, Stage.TAKING)
    asked = []
    work.choose = lambda _parent, kinds: asked.append(kinds)
    keyboard.press(Qt.Key.Key_F3)
    keyboard.enter()

    assert keys_of(page) == ["Anhalten"]
    assert asked == []
    desk.lists.gate.set()
    wait_for(qtbot, work, Stage.DONE)


@pytest.mark.usefixtures("review")
def test_a_disk_that_refuses_leaves_the_choice_as_it_was(qtbot, keyboard, desk, work):
    desk.lists.error = NotRecordedError("The disk is full.")
    keyboard.enter()

    qtbot.waitUntil(lambda: work.presenter.scene.error is not None)
    assert work.presenter.scene.stage is Stage.REVIEW
    assert len(work.presenter.scene.ticked) == 8


@pytest.mark.usefixtures("review")
def test_a_scan_goes_on_and_takes_nothing_in(qtbot, window, keyboard, desk, work):
    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert work.presenter.scene.stage is Stage.REVIEW
    assert desk.lists.taken == []


def _drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), action, data, buttons, none)
    QApplication.sendEvent(window, enter)
    drop = QDropEvent(QPointF(5, 5), action, data, buttons, none, QEvent.Type.Drop)
    QApplication.sendEvent(window, drop)
    return enter.isAccepted()


def test_a_file_that_is_dropped_on_the_window_is_looked_at(qtbot, window, tmp_path):
    assert _drop(window, written(tmp_path))

    wait_for(qtbot, window.organising.importing, Stage.REVIEW)
    assert window.organiser.importing.isVisible()


def test_a_volunteer_is_asked_for_the_pin_first(window, desk, tmp_path, monkeypatch):
    monkeypatch.setattr(type(desk.roles), "role", Role.VOLUNTEER)
    _drop(window, written(tmp_path))

    assert not window.organiser.isVisible()
    assert window.around.sign_in.is_open
    assert window.organising.importing.presenter.scene.stage is Stage.EMPTY


def small(page):
    targets = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    return [one.objectName() for one in targets if one.height() < 44]


@pytest.mark.parametrize("size", SIZES)
def test_every_word_has_room(qtbot, work, page, tmp_path, size):
    window = page.window()
    window.resize(*size)
    work.presenter.look_at(written(tmp_path))
    wait_for(qtbot, work, Stage.REVIEW)
    for name in LANGUAGES:
        window.set_language(name)
        qtbot.waitUntil(lambda: (clipped(page), small(page)) == ([], []))
    work.presenter.open_columns()
    qtbot.waitUntil(lambda: clipped(page) == [])
    work.presenter.back()
    wait_for(qtbot, work, Stage.REVIEW)
    work.presenter.back()
    qtbot.waitUntil(lambda: clipped(page) == [])


def test_the_model_of_edits_keeps_the_contract_and_reads_aloud(qtmodeltester):
    model = EditsModel(language("de"))
    rows = [EditRow("a", "Ana", "E-Mail", "alt", "neu"), EditRow("", "Ben")]
    model.show_rows(EditRows(["a", ""], rows.__getitem__))
    model.set_ticked(frozenset({"a"}))
    qtmodeltester.check(model)
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Ana, E-Mail, alt → neu, wird übernommen"
    assert model.are_all_ticked


def test_the_key_for_files_asks_for_one(qtbot, work, keyboard, tmp_path):
    file = written(tmp_path, ROWS[:1])
    work.choose = lambda _parent, kinds: str(file) if "csv" in kinds else ""
    keyboard.press(Qt.Key.Key_F2)

    wait_for(qtbot, work, Stage.REVIEW)
    assert work.presenter.scene.file == Path(file)
    assert HEADINGS.count(";") + 1 == len(work.presenter.scene.finding.table.headings)
