"""What is known about scanners, put into words with what to do."""

from babel import Locale

from app.reading.calibration import Finding
from app.reading.payload import shown
from ui import scanner_texts as texts
from ui.language import Language
from ui.presenters.scanner import ScannerScene
from ui.workers.serial_scanner import SerialState

_LATIN_AMERICA = "419"


def findings(finding: Finding, language: Language) -> list[str]:
    """Return what the calibration code told, the most important first."""
    say = language.say
    lines = [_layouts(finding, language)]
    if finding.lost:
        lines.insert(0, say(texts.LOST, count=len(finding.lost), typed=shown(finding.lost)))
    if finding.caps_lock:
        lines.append(say(texts.CAPS_LOCK))
    if finding.prefix:
        lines.append(say(texts.PREFIX, typed=shown(finding.prefix)))
    if finding.suffix:
        lines.append(say(texts.SUFFIX, typed=shown(finding.suffix)))
    if not finding.ending:
        lines.append(say(texts.NO_ENDING))
    lines = list(filter(None, lines)) or [say(texts.SCANNER_FINE)]
    return [*lines, say(texts.PACE, count=round(finding.pace_ms))]


def serial_words(scene: ScannerScene, language: Language) -> str:
    """Return how the scanner at the serial port is doing, nothing when none was chosen."""
    if scene.serial is None:
        return ""
    text = texts.SERIAL_STATES[scene.serial.value]
    return language.say(text, port=scene.port, group=scene.group)


def lamp_word(scene: ScannerScene, language: Language) -> str:
    """Return what the lamp says about a serial scanner that is not ready, else nothing."""
    if scene.serial is None or scene.serial is SerialState.READY:
        return ""
    return language.say(texts.SERIAL_LAMPS[scene.serial.value])


def layout_name(layout: str, language: Language) -> str:
    """Return the country, and the language or variant, whose keyboard layout is meant."""
    locale = Locale.parse(language.name)
    code, _, variant = layout.partition(":")
    country = locale.territories.get(_LATIN_AMERICA if code == "latam" else code.upper(), code)
    detail = locale.languages.get(variant, variant)
    return f"{country} ({detail})" if detail else str(country)


def _layouts(finding: Finding, language: Language) -> str:
    if not finding.computer or finding.computer == finding.scanner:
        return ""
    computer = layout_name(finding.computer, language)
    if not finding.has_places:
        return language.say(texts.SCANNER_LAYOUT_TEXT, computer=computer)
    scanner = layout_name(finding.scanner, language)
    return language.say(texts.SCANNER_LAYOUT, scanner=scanner, computer=computer)
