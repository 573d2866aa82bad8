"""Every screen of the window, found by the actions that the window knows.

A slice that adds an action in `ui.permits` is walked without a change here. Actions that open
something only in a certain place are listed with what leads there.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.hands import verdict
from ui.permits import PLACES, RECEPTION, WINDOW
from ui.widgets.plate import Line

# They ask for devices or another window, or they change nothing that is seen.
_NO_SCREEN = {
    *("camera", "next_camera", "next_printer", "practice", "full_screen", "language", "theme"),
    *("choose", "enter", "next", "submit", "close", "undo", "badge", "solve", "overrule"),
    *("kiosk", "organiser"),
}
DOUBLE_READ_MS = 11_000
_ROLES = QAccessible.Role
INTERACTIVE = {
    _ROLES.Button, _ROLES.CheckBox, _ROLES.ComboBox, _ROLES.EditableText, _ROLES.Link,
    _ROLES.List, _ROLES.ListItem, _ROLES.MenuItem, _ROLES.PageTab, _ROLES.RadioButton,
    _ROLES.Slider, _ROLES.SpinBox, _ROLES.Table, _ROLES.Tree,
}  # fmt: skip


def screens():
    """Return the names of all screens: of reception, of the window, of the organiser."""
    opened = [name for name in (*RECEPTION, *WINDOW) if name not in _NO_SCREEN]
    return ["idle", "door_rooms", *opened, *PLACES]


def show(window, qtbot, clock, name):
    """Bring the screen *name* into sight, with a guest on the plate."""
    window.organising.exports.show_file = lambda _file: True  # no program opens files unseen
    clock.mono_ms += DOUBLE_READ_MS
    window.operation.scan(("CODE-ANH",))
    qtbot.waitUntil(lambda: verdict(window) in {"welcome", "already"})
    if name in PLACES:
        window.places.open_organiser(name)
    elif name in WINDOW:
        window.do(name)
    elif name != "idle":
        window.operation.do(name)
    for _ in range(3):
        QApplication.processEvents()


def put_away(keyboard):
    """Leave whatever is open."""
    for _ in range(3):
        keyboard.press(Qt.Key.Key_Escape)
    QApplication.processEvents()


def nodes(widget):
    """Yield every visible node of the accessibility tree below *widget*."""
    root = QAccessible.queryAccessibleInterface(widget)
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if node.state().invisible:
            continue
        yield node
        children = (node.child(number) for number in range(node.childCount()))
        waiting += [child for child in children if child is not None]


def nameless(widget):
    """Return what one can act on and a screen reader has no name for."""
    return [
        node.object().objectName() if node.object() else str(node.role())
        for node in nodes(widget)
        if node.role() in INTERACTIVE
        and (node.state().focusable or node.role() == _ROLES.Button)
        and not node.text(QAccessible.Text.Name).strip()
    ]


def clipped(window):
    """Return the texts of labels in sight that have less room than they need."""
    labels = [
        label
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.text() and not isinstance(label, Line)
    ]
    return [label.text() for label in labels if not _fits(label)]


def small_targets(window):
    """Return the buttons in sight that a finger misses."""
    return [
        button.objectName()
        for button in window.findChildren(QPushButton)
        if button.isVisible() and min(button.height(), button.width()) < 44
    ]


def _fits(label):
    """Whether the ink of a label has room; the air above and below its letters may be less."""
    metrics = QFontMetricsF(label.font())
    ink = metrics.tightBoundingRect(label.text()).height()
    if label.wordWrap():
        return label.heightForWidth(label.width()) - (metrics.height() - ink) <= label.height()
    return label.sizeHint().width() <= label.width() and ink <= label.height()
