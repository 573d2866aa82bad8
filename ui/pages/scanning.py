"""How scanners are tried out and chosen."""

from functools import cached_property

from PySide6.QtCore import QObject, Slot

from app.reading import calibration
from ui import scanner_texts, texts
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters import scanner_words
from ui.presenters.scanner import ScannerPresenter, ScannerScene
from ui.widgets.scanner_check import ScannerCheck

SHEET = "scanner"


class Scanning(QObject):
    """Connects the sheet for scanners with their presenter."""

    def __init__(self, sheets: Sheets, scanner: ScannerPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets, self._scanner = sheets, scanner
        self._language: Language | None = None
        self._finding = scanner.scene.finding
        scanner.shown.connect(self._follow)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._follow(self._scanner.scene)

    def open_sheet(self) -> None:
        """Show the code to scan, and which serial scanners are plugged in."""
        self._scanner.look_for_ports()
        self._open(self._scanner.scene)

    @cached_property
    def _check(self) -> ScannerCheck:
        check = ScannerCheck(calibration.TEXT)
        check.chosen.connect(self._scanner.choose)
        self._sheets.add(SHEET, check, texts.SCANNER)
        return check

    @Slot(object)
    def _follow(self, scene: ScannerScene) -> None:
        """Show how it is now on the open sheet; open it for what a code has told."""
        if self._language is None:
            return
        if scene.finding is not self._finding:
            self._finding = scene.finding
            self._open(scene)
        elif self._sheets.open_sheet == SHEET:
            self._show(scene, self._language)

    def _open(self, scene: ScannerScene) -> None:
        if self._language is not None:
            self._show(scene, self._language)
            self._sheets.open_panel(SHEET)

    def _show(self, scene: ScannerScene, language: Language) -> None:
        say, sheet, finding = language.say, self._check, scene.finding
        lines = scanner_words.findings(finding, language) if finding else []
        sheet.show_words(say(scanner_texts.SCAN_THIS), say(texts.SCANNER), lines)
        ports = [(port.identity, port.name) for port in scene.ports]
        if ports or scene.chosen:
            ports.append(("", say(scanner_texts.KEYBOARD_ONLY)))
        state = scanner_words.serial_words(scene, language)
        sheet.show_ports(say(scanner_texts.SERIAL_PORTS), ports, scene.chosen, state)
