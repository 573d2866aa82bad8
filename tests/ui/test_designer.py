"""The designer, worked by keys and mouse."""

import tomllib

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tests.ui.hands import text
from ui.pages.designer import DesignerPage
from ui.widgets.page_canvas import PageCanvas
from ui.widgets.row_list import RowList
from ui.widgets.status_line import StatusLine

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
QR = 9
"""Row of the QR code in the list of elements of the shipped design."""


@pytest.fixture
def designer(qtbot, window):
    window.places.open_organiser("design")
    canvas = window.findChild(PageCanvas)
    qtbot.waitUntil(lambda: canvas.has_picture, timeout=20_000)
    cases = window.findChild(RowList, "cases").model()
    qtbot.waitUntil(lambda: cases.rowCount() > 1, timeout=20_000)
    return window.findChild(DesignerPage)


@pytest.fixture
def canvas(designer):
    """The page with the keys; the QR code is chosen."""
    designer.elements.setCurrentIndex(designer.elements.model().index(QR))
    designer.canvas.setFocus()
    return designer.canvas


def titles(designer):
    model = designer.elements.model()
    return [model.index(row).data() for row in range(model.rowCount())]


def box(designer):
    """Return the box of the chosen element, as its fields show it."""
    fields = [designer.findChild(QLineEdit, f"setting_box_{side}") for side in range(4)]
    return [float(field.text().removesuffix(" mm").replace(",", ".")) for field in fields]


def drag(qtbot, canvas, start, end):
    places = [QPoint(*map(round, canvas.at(*place).toTuple())) for place in (start, end)]
    view = canvas.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=places[0])
    qtbot.mouseMove(view, places[1])
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=places[1])


def test_f10_opens_the_organisers_place_and_escape_leaves_it(window, keyboard):
    keyboard.press(Qt.Key.Key_F10)
    assert window.organiser.isVisible()

    keyboard.press(Qt.Key.Key_Escape)

    assert not window.organiser.isVisible()


@pytest.mark.usefixtures("designer")
def test_a_scan_meanwhile_is_recorded_and_told(qtbot, window, desk, keyboard):
    keyboard.scan("CODE-OMAR")

    answer = window.findChild(StatusLine, "lastAnswer")
    qtbot.waitUntil(lambda: "Omar al-Haddad" in answer.text)
    assert desk.guests["omar"].arrived
    assert window.organiser.isVisible()


def test_every_element_and_every_line_of_a_name_is_listed(designer):
    assert titles(designer)[:6] == [
        "Rechteck", "Veranstaltung", "Datum", "Linie", "Namen", "Erste Namenszeile",
    ]  # fmt: skip


def test_one_unit_of_the_scene_is_a_millimetre(designer):
    assert designer.canvas.boxes[3] == (8, 27.2, 89, 0)
    assert designer.canvas.scene().items()


def test_an_element_that_is_chosen_shows_what_can_be_set(designer):
    designer.elements.setFocus()
    designer.elements.setCurrentIndex(designer.elements.model().index(QR))

    assert box(designer) == [8, 102.9, 26, 26]
    assert "QR-Code: links 8" in designer.canvas.accessibleDescription()


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, [9, 102.9, 26, 26]),
        (Qt.Key.Key_Up, ALT, [8, 102.8, 26, 26]),
        (Qt.Key.Key_Left, SHIFT, [8, 102.9, 25, 26]),
        (Qt.Key.Key_Down, SHIFT | ALT, [8, 102.9, 26, 26.1]),
    ],
)
def test_arrows_move_and_resize(designer, canvas, keyboard, key, modifiers, expected):
    assert canvas.hasFocus()

    keyboard.press(key, modifiers=modifiers)

    assert box(designer) == expected


def test_an_element_follows_the_mouse_on_the_grid(qtbot, designer, canvas):
    drag(qtbot, canvas, (20, 115), (30.3, 115))

    assert box(designer) == [18, 102.9, 26, 26]


@pytest.mark.parametrize(
    ("handle", "end", "expected"),
    [
        ((34, 128.9), (40, 133), [8, 102.9, 32, 30.1]),
        ((8, 102.9), (5, 100), [5, 100, 29, 28.9]),
        ((34, 115.9), (30, 120), [8, 102.9, 22, 26]),
    ],
)
def test_a_handle_resizes(qtbot, designer, canvas, handle, end, expected):
    drag(qtbot, canvas, handle, end)

    assert box(designer) == pytest.approx(expected)


def test_a_click_chooses_what_lies_under_it(qtbot, designer, canvas):
    place = canvas.at(50, 15).toTuple()

    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*map(round, place)))

    assert text(designer, "columnTitle") == "Elemente"
    assert titles(designer)[designer.elements.currentIndex().row()] == "Veranstaltung"


def test_a_step_is_taken_back_and_again(designer, canvas, keyboard):
    assert canvas.hasFocus()
    keyboard.press(Qt.Key.Key_Right)

    keyboard.press(Qt.Key.Key_Z, modifiers=CONTROL)
    assert box(designer)[0] == 8

    keyboard.press(Qt.Key.Key_Y, modifiers=CONTROL)
    assert box(designer)[0] == 9


def test_a_number_that_is_typed_moves_the_element(qtbot, designer, canvas, keyboard):
    field = designer.findChild(QLineEdit, "setting_box_0")
    field.setFocus()
    field.selectAll()

    keyboard.type("12,5")
    keyboard.enter()

    qtbot.waitUntil(lambda: canvas.boxes[6][0] == 12.5)
    assert field.text() == "12,5 mm"


def test_an_element_is_added_and_removed_by_a_key(qtbot, designer, canvas, keyboard):
    before = titles(designer)
    canvas.setFocus()
    keyboard.press(Qt.Key.Key_Insert)
    keyboard.type("1")

    qtbot.waitUntil(lambda: titles(designer) == [*before, "Text"])

    canvas.setFocus()
    keyboard.press(Qt.Key.Key_Delete)
    assert titles(designer) == before


def test_a_picture_is_copied_beside_the_design(qtbot, designer, desk, tmp_path):
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
    )

    designer.picture_chosen.emit(str(logo))

    qtbot.waitUntil(lambda: titles(designer)[-1] == "Bild")
    assert desk.designs.path("mine").with_name("logo.svg").read_text() == logo.read_text()


def test_the_page_follows_what_is_changed(qtbot, designer, canvas, keyboard):
    proofs = designer.window().organising.designer.presenter.proofs
    before = designer.grab().toImage()

    with qtbot.waitSignal(proofs.proofed, timeout=20_000) as proofed:
        keyboard.press(Qt.Key.Key_Delete)

    assert proofed.args[0].error == ""
    assert designer.grab().toImage() != before
    assert canvas.has_picture


def test_black_and_white_is_black_and_white(qtbot, designer):
    proofs = designer.window().organising.designer.presenter.proofs
    with qtbot.waitSignal(proofs.proofed, timeout=20_000) as proofed:
        proofs.next_case(1)

    picture = proofed.args[0].black
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(400, 600)}
    assert colours == {0xFF000000, 0xFFFFFFFF}
    assert picture.width() == pytest.approx(105 / 25.4 * 203, abs=1)


def test_the_worst_of_the_list_are_offered(designer):
    model = designer.cases.model()

    rows = [model.index(row).data(model.RowRole) for row in range(model.rowCount())]
    reasons = {row.second: row.word for row in rows}
    assert reasons["Von rechts nach links"] == "Omar al-Haddad"
    assert reasons["Längster Name"] == "Thị Ngọc Ánh Nguyễn"


def test_a_shipped_design_is_saved_as_a_copy(qtbot, designer, canvas, desk, keyboard):
    before = desk.designs.text("a6")
    assert canvas.hasFocus()
    keyboard.press(Qt.Key.Key_Right)

    keyboard.press(Qt.Key.Key_S, modifiers=CONTROL)

    qtbot.waitUntil(lambda: "a6-2" in desk.designs.names())
    assert tomllib.loads(desk.designs.text("a6-2"))["field"][6]["box"] == [9, 102.9, 26, 26]
    assert desk.designs.text("a6") == before
    qtbot.waitUntil(lambda: designer.head.title == "Ausweis „a6-2“")


@pytest.mark.usefixtures("designer")
def test_a_design_is_chosen_for_the_event(qtbot, window, desk, keyboard):
    with qtbot.waitSignal(window.settings_changed, timeout=20_000) as changed:
        window.findChild(RowList, "designs").setCurrentIndex(
            window.findChild(RowList, "designs").model().index(desk.designs.names().index("a7"))
        )
        keyboard.press(Qt.Key.Key_F7)

    assert changed.args[0].design == desk.design == "a7"


def test_a_mistake_is_told_with_file_and_line(qtbot, designer, keyboard):
    designer.elements.setCurrentIndex(designer.elements.model().index(1))
    field = designer.findChild(QLineEdit, "setting_text")
    qtbot.waitUntil(field.isVisible)
    field.setFocus()
    field.selectAll()

    keyboard.type("{nonsense}")
    keyboard.enter()

    status = designer.findChild(StatusLine, "designStatus")
    qtbot.waitUntil(lambda: "a6-2.toml, " in status.text, timeout=20_000)
    assert "nonsense" in status.text


def test_everything_that_takes_the_focus_has_a_name(designer):
    widgets = [w for w in designer.window().organiser.findChildren(QWidget) if w.isVisible()]
    focusable = [w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus]

    nameless = [w for w in focusable if not w.accessibleName() and not w.inherits("QScrollArea")]
    assert nameless == []
    assert all(label.text() for label in designer.head.findChildren(QLabel))
