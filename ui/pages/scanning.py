"""How scanners are tried out and chosen."""

from PySide6.QtCore import QObject, Slot

from ui import scanner_texts, texts
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters import scanner_words
from ui.presenters.scanner import ScannerPresenter, ScannerScene


class Scanning(QObject):
    """Connects the sheet for scanners with their presenter."""

    def __init__(self, sheets: Sheets, scanner: ScannerPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets, self._scanner = sheets, scanner
        self._language: Language | None = None
        self._finding = scanner.scene.finding
        sheets.scanner.chosen.connect(scanner.choose)
        scanner.shown.connect(self._show)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._show(self._scanner.scene)

    def open_sheet(self) -> None:
        """Show the code to scan, and which serial scanners are plugged in."""
        self._scanner.look_for_ports()
        self._sheets.open_scanner()

    @Slot(object)
    def _show(self, scene: ScannerScene) -> None:
        if self._language is None:
            return
        say, sheet, finding = self._language.say, self._sheets.scanner, scene.finding
        lines = scanner_words.findings(finding, self._language) if finding else []
        sheet.show_words(say(scanner_texts.SCAN_THIS), say(texts.SCANNER), lines)
        ports = [(port.identity, port.name) for port in scene.ports]
        if ports or scene.chosen:
            ports.append(("", say(scanner_texts.KEYBOARD_ONLY)))
        title = say(scanner_texts.SERIAL_PORTS)
        state = scanner_words.serial_words(scene, self._language)
        sheet.show_ports(title, ports, scene.chosen, state)
        if finding is not self._finding:
            self._finding = finding
            self._sheets.open_scanner()
