"""The check of all badges: how many are right, and a row for each that is not."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QListView, QWidget

from ui import badge_texts as texts
from ui.language import Language, language
from ui.models.findings import FindingsModel
from ui.pages.drawn import DrawnPage
from ui.presenters.preflight import Check
from ui.presenters.preflight_finding import Finding
from ui.theme import Look
from ui.widgets.correction import Correction
from ui.widgets.figure import Figure
from ui.widgets.finding_delegate import FindingDelegate
from ui.widgets.page_head import PageHead
from ui.widgets.sheet import Sheet
from ui.widgets.status_line import StatusLine

_FIGURES = 112


class PreflightPage(DrawnPage):
    """Shows a `Check`; knows no service.

    Signals:
        key_pressed: The name of a key that was clicked.
        remedy_wanted: The `Finding` whose key was pressed.
    """

    key_pressed = Signal(str)
    remedy_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("preflight", parent)
        self._language = language("en")
        self.head = PageHead(self)
        self.ready, self.wrong = (Figure(name, self) for name in ("readyCount", "wrongCount"))
        self.status = StatusLine("checkStatus", self)
        self.model = FindingsModel(self._language, self)
        self._delegate = FindingDelegate(self)
        self.findings = self._new_list()
        self._note = QLabel(self)
        self._note.setObjectName("checkNote")
        self._note.setWordWrap(True)
        self.correction = Correction()
        self._sheet = Sheet(self.correction, self)
        self._sheet.hide()
        self.head.pressed.connect(self.key_pressed)

    @property
    def is_correcting(self) -> bool:
        """Whether the sheet with somebody's names is open."""
        return self._sheet.isVisibleTo(self)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self.model.set_language(language)
        self.setAccessibleName(language.say(texts.CHECK_TITLE))
        self.findings.setAccessibleName(language.say(texts.CHECK_TITLE))
        self._note.setText(language.say(texts.NOTHING_CUT))
        self._sheet.set_title(language.say(texts.CORRECT_NAME))
        self.correction.set_language(language)

    def show_check(self, check: Check) -> None:
        """Show what was found and how many badges are right."""
        say = self._language.say
        number = self._language.number
        self.ready.show_figure(number(check.ready), say(texts.READY_COUNT))
        words = say(texts.TO_CLEAR)
        if check.grave:
            words = say(texts.TO_CLEAR_GRAVE, count=number(check.grave))
        self.wrong.show_figure(number(check.wrong), words)
        if tuple(check.findings) != self.model.findings:
            self._show_findings(check.findings)

    def open_correction(self, registration: str, fields: dict[str, str]) -> None:
        """Open the sheet with somebody's names."""
        self.correction.fill(registration, fields)
        self._sheet.show()
        self._sheet.raise_()
        self.arrange()
        self.correction.focus_first()

    def close_correction(self) -> None:
        """Close the sheet."""
        self._sheet.hide()
        self.findings.setFocus()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a digit or Enter does; return whether it does anything."""
        row = self.findings.currentIndex().row()
        if event.text().isdigit() and event.text() != "0":
            row = self._delegate.first + int(event.text()) - 1
        elif Qt.Key(event.key()) not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if self.is_correcting or not 0 <= row < self.model.rowCount():
            return False
        self._want_remedy(self.model.index(row))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take digits and Enter away from the list, which would look for names with them."""
        is_key = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and self.press(event):
            return True
        return super().eventFilter(watched, event)

    def _dress(self, look: Look) -> None:
        self._delegate.look = look
        for part in (self.head, self.status, self.ready, self.wrong, self.correction, self._sheet):
            part.set_look(look)
        self.findings.scheduleDelayedItemsLayout()

    def _lay(self, look: Look) -> None:
        wide, tall = self.width(), self.height()
        top, figures, foot = look.size("header"), look.px(_FIGURES), look.px(80)
        self.head.setGeometry(0, 0, wide, top)
        third = wide * 315 // 1000
        self.ready.setGeometry(0, top, third, figures)
        self.wrong.setGeometry(third, top, third, figures)
        rest = wide - 2 * third - look.px(56)
        self.status.setGeometry(2 * third + look.px(24), top + look.px(16), rest, figures - 20)
        rows = top + figures
        self.findings.setGeometry(0, rows, wide, tall - rows - foot)
        if self._delegate.width != wide:
            self._delegate.width = wide
            self.findings.scheduleDelayedItemsLayout()
        self._note.setGeometry(look.px(24), tall - foot, wide - look.px(56), foot)
        sheet = min(wide, look.size("sheet"))
        self._sheet.setGeometry(wide - sheet, 0, sheet, tall)
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        wrong = self.wrong.geometry()
        painter.fillRect(wrong, look.colour("accent_soft"))
        accent = QRect(wrong.x(), wrong.bottom() - look.px(3), wrong.width(), look.px(4))
        painter.setPen(look.colour("hair"))
        for x in (wrong.left(), wrong.right()):
            painter.drawLine(x, wrong.top(), x, wrong.bottom())
        painter.drawLine(0, wrong.bottom(), self.width(), wrong.bottom())
        painter.drawLine(0, self._note.y() - 1, self.width(), self._note.y() - 1)
        painter.fillRect(accent, look.colour("accent"))

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        row = max(0, self.findings.currentIndex().row())
        self.model.show_findings(findings)
        if findings:
            self.findings.setCurrentIndex(self.model.index(min(row, len(findings) - 1)))

    def _want_remedy(self, index: QModelIndex) -> None:
        self.findings.setCurrentIndex(index)
        self.remedy_wanted.emit(index.data(FindingsModel.FindingRole))

    def _number_rows(self) -> None:
        """Give key 1 to the first row that is wholly in sight."""
        first = self.findings.indexAt(self.findings.viewport().rect().topLeft())
        if first.isValid() and self.findings.visualRect(first).top() < 0:
            first = first.siblingAtRow(first.row() + 1)
        self._delegate.first = max(0, first.row())
        self.findings.viewport().update()

    def _new_list(self) -> QListView:
        view = QListView(self)
        view.setObjectName("findings")
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        view.verticalScrollBar().valueChanged.connect(self._number_rows)
        self._delegate.remedy_pressed.connect(self._want_remedy)
        view.installEventFilter(self)
        return view
