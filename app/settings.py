"""What a station keeps beside its events: language, look, printer, design.

One small JSON file in the data folder; a file that cannot be read is set aside and the
defaults apply, because no setting is worth a station that does not start.
"""

import contextlib
import logging
from pathlib import Path
from typing import Literal

import msgspec

from app.errors import FileError
from app.paths import write_whole

FILE_NAME = "settings.json"

logger = logging.getLogger(__name__)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Choices of this laptop.

    ``printer`` is empty for the system's default, else what ``print --printer`` takes;
    ``printers`` are others that badges can be sent to when it fails, in that order;
    ``offsets`` are how far a printer's page is moved right and down, mm by its name;
    ``door`` is the id of the session that this station stands at, empty for the entrance;
    ``dots_per_inch`` corrects a screen that lies about its size, 0 believes it;
    ``camera_id`` is the camera that somebody chose, empty for the system's first;
    ``other_codes`` are sorts of codes that the camera reads besides QR codes;
    ``code_paths`` are places in foreign tickets where their code is (`app.reading.payload`);
    ``scanner_layout`` is the keyboard layout to which the scanner is set, as the calibration
    code told, empty as long as nobody knows; ``serial_scanner`` names the scanner at a serial
    port as `ui.workers.serial_scanner` does, empty for none; ``input_method`` leaves the system's
    input method for Chinese, Japanese or Korean on, at the price of dead keys in scans;
    ``lock_after_min`` is how long somebody who signed in may be idle, 0 for ever.
    """

    language: str = "de"
    theme: str = "light"
    printer: str = ""
    printers: tuple[str, ...] = ()
    offsets: dict[str, tuple[float, float]] = {}
    design: str = "a6"
    event: str = ""
    door: str = ""
    clear_after_s: float = 8.0
    prints_on_arrival: bool = True
    sounds: bool = True
    camera: bool = False
    camera_id: str = ""
    other_codes: tuple[Literal["datamatrix", "aztec", "pdf417"], ...] = ()
    code_paths: tuple[str, ...] = ()
    dots_per_inch: float = 0.0
    scanner_layout: str = ""
    serial_scanner: str = ""
    input_method: bool = False
    lock_after_min: float = 10.0


def load_settings(data: Path) -> Settings:
    """Return the settings kept in *data*, the defaults where there are none."""
    path = data / FILE_NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.DecodeError) as error:
        logger.info("settings cannot be read, defaults apply: %s", error)
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".broken.json"))
        return Settings()


def save_settings(data: Path, settings: Settings) -> None:
    """Keep *settings* in *data*, whole or not at all.

    Raises:
        FileError: the folder cannot be written.
    """
    try:
        write_whole(data / FILE_NAME, msgspec.json.format(msgspec.json.encode(settings)))
    except OSError as error:
        sentence = f"The settings cannot be kept in {data}: {error.strerror}; check its rights."
        raise FileError(sentence) from error
