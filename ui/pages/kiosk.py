"""The kiosk page: a greeting in both languages, one picture, large things to press."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from ui import kiosk_texts as texts
from ui.language import LANGUAGES, language
from ui.pages.drawn import DrawnPage
from ui.presenters.kiosk import KioskScene, Step
from ui.theme import Look, repolish
from ui.widgets.kiosk_picture import KioskPicture
from ui.widgets.kiosk_target import KioskTarget
from ui.widgets.plate import Cut, Line

_EDGE, _FOOT, _TARGET, _SWITCH = 64, 112, 72, 144
_HOLD_MS = 2000
_HELLO = Cut("huge", "native", 600, 0.0)
_HELLO_SMALL = Cut("mode", "native", 600, 0.0)
_HELLO_SECOND = Cut("huge", "native", 300, 0.0)
_PAIRS: Mapping[Step, tuple[str, str]] = {
    Step.HELLO: (texts.WELCOME, texts.HOLD),
    Step.TYPING: (texts.TYPE_CODE, ""),
    Step.CHECKING: (texts.CHECKING, ""),
    Step.WELCOME: (texts.WELCOME, texts.COME_IN),
    Step.ALREADY: (texts.WELCOME, texts.HERE_ALREADY),
    Step.TO_DESK: (texts.TO_DESK, texts.TO_DESK_WHY),
    Step.HELP: (texts.HELP_COMES, texts.HELP_COMES_WHY),
    Step.NO_HELP: (texts.TO_DESK, texts.TO_DESK_WHY),
}
_TARGETS: Mapping[Step, tuple[str, ...]] = {
    Step.HELLO: ("type", "help"),
    Step.TYPING: ("back", "go_on", "help"),
}
_WORDS = {
    "type": texts.TYPE_CODE,
    "help": texts.CALL_HELP,
    "back": texts.BACK,
    "go_on": texts.GO_ON,
}
_SIGNS = {
    Step.WELCOME: "welcome",
    Step.ALREADY: "welcome",
    Step.TO_DESK: "attention",
    Step.HELP: "welcome",
    Step.NO_HELP: "attention",
}
_PRIMARY = {Step.HELLO: "help", Step.TYPING: "go_on"}


class KioskPage(DrawnPage):
    """Shows scenes; knows no service.

    Signals:
        pressed: type, help, back or go_on.
        spoken: The language that somebody chose.
        typed: Somebody types into a field.
        held: Somebody held the event's name for two seconds: staff wants out.
    """

    pressed = Signal(str)
    spoken = Signal(str)
    typed = Signal()
    held = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("kiosk", parent)
        self._first = "de"
        self._scene = KioskScene()
        self.event_name = self._label("kioskEvent")
        self.hello, self.hello_second = Line("kioskHello", self), Line("kioskHello", self)
        self.hello_second.setProperty("second", "true")
        self._text, self._second = self._label("kioskText"), self._label("kioskSecond")
        self._picture = KioskPicture(self)
        self._fields_names = [self._label("kioskSecond") for _ in range(2)]
        self.code, self.family = (self._field() for _ in range(2))
        self._targets = {name: KioskTarget(name, self) for name in _WORDS}
        self._switches = {name: self._switch(name) for name in LANGUAGES}
        self._holding = QTimer(self, singleShot=True, interval=_HOLD_MS)
        self._holding.timeout.connect(self.held)
        self.event_name.installEventFilter(self)
        for name, target in self._targets.items():
            target.clicked.connect(lambda _checked=False, name=name: self.pressed.emit(name))

    def show_event(self, name: str) -> None:
        """Show the event's name."""
        self.event_name.setText(name)

    def speak(self, name: str) -> None:
        """Put the language *name* first."""
        self._first = name
        self.show_scene(self._scene)

    def show_scene(self, scene: KioskScene) -> None:
        """Show where the guest is."""
        is_new = scene.step is not self._scene.step
        self._scene = scene
        first, second = (language(name) for name in self._order())
        head, below = _PAIRS[scene.step]
        said = [first.say(head), second.say(head)]
        if scene.name:
            said = [first.say(texts.GREETING, name=scene.name), ""]
            if scene.step is Step.TO_DESK:
                said = [first.say(head), second.say(head)]
        self.hello.setText(said[0])
        self.hello_second.setText(said[1])
        below = texts.NOT_FOUND if scene.is_unknown else below
        self._text.setText(first.say(below))
        if self._text.property("dense") != scene.is_unknown:
            self._text.setProperty("dense", scene.is_unknown)
            repolish(self._text)
        self._second.setText(second.say(below))
        self.setAccessibleName(". ".join(part for part in (*said, first.say(below)) if part))
        for label, field, text in zip(
            self._fields_names, (self.code, self.family), (texts.CODE, texts.FAMILY), strict=True
        ):
            label.setText(f"{first.say(text)}  ·  {second.say(text)}")
            field.setAccessibleName(first.say(text))
        for name, target in self._targets.items():
            is_primary = name == _PRIMARY.get(scene.step)
            target.show_words(
                first.say(_WORDS[name]), second.say(_WORDS[name]), is_primary=is_primary
            )
        for name, button in self._switches.items():
            button.setChecked(name == self._first)
        self.arrange()
        if is_new:
            self._begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See how long the event's name is held."""
        if isinstance(event, QMouseEvent):
            if event.type() is QEvent.Type.MouseButtonPress:
                self._holding.start()
            elif event.type() is QEvent.Type.MouseButtonRelease:
                self._holding.stop()
        return super().eventFilter(watched, event)

    def _dress(self, look: Look) -> None:
        self._picture.set_look(look)
        for target in self._targets.values():
            target.set_look(look)

    def _lay(self, look: Look) -> None:
        wide, step = self.width(), self._scene.step
        edge, top, foot = look.px(_EDGE), look.size("header"), self.height() - self._foot(look)
        switch, high = look.px(_SWITCH), look.target(56)
        room = wide - 3 * edge - len(self._switches) * switch
        self.event_name.setGeometry(edge, 0, room, top)
        for number, button in enumerate(self._switches.values()):
            x = wide - edge - (len(self._switches) - number) * switch
            button.setGeometry(x, (top - high) // 2, switch, high)
        has_fields = step is Step.TYPING
        side = 0 if step in (Step.TYPING, Step.CHECKING) else look.px(320)
        text = QRect(edge, top, wide - 2 * edge - side - (edge if side else 0), foot - top)
        self._picture.setVisible(bool(side))
        self._picture.show_sign(_SIGNS.get(step, ""))
        self._picture.setGeometry(
            wide - edge - side, top + look.px(24), side, text.height() - look.px(48)
        )
        self._lay_words(look, text, has_fields=has_fields)
        self._lay_targets(look, edge, foot)
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        painter.setPen(look.colour("hair"))
        for y in (look.size("header"), self.height() - self._foot(look)):
            painter.drawLine(0, y, self.width(), y)

    def _begin(self) -> None:
        """Empty the fields for the next guest and put the cursor where it belongs."""
        if self._scene.step in (Step.CHECKING, Step.TYPING) and self._scene.is_unknown:
            return
        if self._scene.step is Step.TYPING:
            self.code.setFocus()
        elif self._scene.step is not Step.CHECKING:
            self.code.clear()
            self.family.clear()
            self.setFocus()

    def _foot(self, look: Look) -> int:
        return look.target(_TARGET) + look.px(_FOOT - _TARGET)

    def _lay_words(self, look: Look, box: QRect, *, has_fields: bool) -> None:
        y = box.top() + look.px(8 if has_fields else 72)
        head = _HELLO_SMALL if has_fields else _HELLO
        for line, cut in ((self.hello, head), (self.hello_second, _HELLO_SECOND)):
            line.setVisible(bool(line.text()) and not (has_fields and line is self.hello_second))
            if not line.isVisibleTo(self):
                continue
            tall = line.height_of(line.set_between(look, cut, box.width()))
            line.setGeometry(box.left(), y, box.width(), tall)
            y += round(tall * 0.72) + look.px(8)
        y += look.px(8 if has_fields else 40)
        for name, field in zip(self._fields_names, (self.code, self.family), strict=True):
            name.setVisible(has_fields)
            field.setVisible(has_fields)
            if has_fields:
                name.setGeometry(box.left(), y, box.width(), look.px(36))
                y += look.px(40)
                field.setGeometry(box.left(), y, min(box.width(), look.px(720)), look.target(72))
                y += look.target(72) + look.px(16)
        for label in (self._text, self._second):
            label.setVisible(bool(label.text()))
            tall = label.heightForWidth(box.width())
            label.setGeometry(box.left(), y, box.width(), tall)
            y += tall + look.px(12)

    def _lay_targets(self, look: Look, edge: int, foot: int) -> None:
        names, gap = _TARGETS.get(self._scene.step, ("help",)), look.px(24)
        wide = (self.width() - 2 * edge - gap * (len(names) - 1)) // len(names)
        tall = look.target(_TARGET)
        for name, target in self._targets.items():
            target.setVisible(name in names)
            if name in names:
                x = edge + names.index(name) * (wide + gap)
                target.setGeometry(x, foot + (self._foot(look) - tall) // 2, wide, tall)

    def _order(self) -> list[str]:
        return [self._first, *(name for name in LANGUAGES if name != self._first)]

    def _switch(self, name: str) -> QPushButton:
        button = QPushButton(texts.LANGUAGES[name], self)
        button.setObjectName("choice")
        button.setCheckable(True)
        button.setAccessibleName(texts.LANGUAGES[name])
        button.clicked.connect(lambda: self.spoken.emit(name))
        return button

    def _field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("kioskField")
        field.textEdited.connect(self.typed)
        field.returnPressed.connect(lambda: self.pressed.emit("go_on"))
        return field

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label
