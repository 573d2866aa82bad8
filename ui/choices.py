"""What people choose at a window, as the settings that are to be kept."""

from typing import Any

from msgspec import structs
from PySide6.QtCore import QObject, Signal

from app.settings import Settings
from ui.language import LANGUAGES
from ui.theme import THEMES


class Choices(QObject):
    """Holds the settings of a window and changes them, one choice at a time.

    Signals:
        changed: The `Settings` after somebody chose something.
    """

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self.settings = settings

    @property
    def next_language(self) -> str:
        """The language after the one that was chosen."""
        return _after(LANGUAGES, self.settings.language)

    @property
    def next_theme(self) -> str:
        """The theme after the one that was chosen."""
        return _after(THEMES, self.settings.theme)

    def keep(self, **choices: Any) -> None:
        """Keep *choices*, named as in the settings."""
        self.settings = structs.replace(self.settings, **choices)
        self.changed.emit(self.settings)

    def keep_door(self, session: str) -> None:
        """Keep at which session's door this station stands."""
        self.keep(door=session)

    def keep_camera(self, camera: str, _name: str) -> None:
        """Keep which camera was chosen."""
        self.keep(camera_id=camera)

    def keep_layout(self, layout: str) -> None:
        """Keep to which keyboard layout the scanner is set."""
        self.keep(scanner_layout=layout)

    def keep_scanner(self, identity: str) -> None:
        """Keep which scanner at a serial port was chosen."""
        self.keep(serial_scanner=identity)

    def keep_design(self, design: str) -> None:
        """Keep with which design badges are printed."""
        self.keep(design=design)


def _after(names: tuple[str, ...], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]
