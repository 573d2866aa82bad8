"""What scanners deliver: presses or bytes in, candidates for the station out."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from app.model.code import is_test
from app.reading.calibration import Finding, analyse
from app.reading.readings import parts, readings
from app.reading.wedge import Burst
from app.settings import Settings
from app.sync.enrolment import PREFIX
from app.sync.pretix.pairing import is_pairing
from ui.workers.serial_scanner import Port, SerialScanner, SerialState, group_of, usb_ports

_INVITATION = f"{PREFIX}:"
Texts: TypeAlias = tuple[str, ...]
"""The readings of one scan, best first."""


@dataclass(frozen=True, slots=True)
class ScannerScene:
    """What is known about the scanners of this desk.

    ``serial`` is None while no scanner at a serial port was chosen; ``chosen`` is its identity,
    ``port`` where it is and ``group`` whose members may use it.
    """

    finding: Finding | None = None
    serial: SerialState | None = None
    chosen: str = ""
    port: str = ""
    group: str = ""
    ports: tuple[Port, ...] = ()


class ScannerPresenter(QObject):
    """Reads what scanners deliver.

    Signals:
        scanned: The readings of one scan, best first; those of each of the scans that it may be
            instead; and those that count only when nobody has any of the first.
        shown: A `ScannerScene`.
        calibrated: The layout to which the scanner is set; to be kept.
        chosen: The identity of the scanner at a serial port that was chosen; to be kept.
    """

    scanned = Signal(tuple, tuple, tuple)
    shown = Signal(object)
    calibrated = Signal(str)
    chosen = Signal(str)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._layout = settings.scanner_layout
        self._scene = ScannerScene(chosen=settings.serial_scanner)
        self._serial: SerialScanner | None = None

    @property
    def scene(self) -> ScannerScene:
        """What is shown now."""
        return self._scene

    def start(self) -> None:
        """Listen to the serial scanner that was chosen, if one was."""
        self.close()
        if not self._scene.chosen:
            self._show(replace(self._scene, serial=None, port="", group=""))
            return
        self._serial = SerialScanner(self._scene.chosen, self)
        self._serial.scanned.connect(lambda text: self.scanned.emit((text,), (), ()))
        self._serial.state_changed.connect(self._show_serial)
        self._show_serial()
        self._serial.start()

    def close(self) -> None:
        """Let go of the serial port."""
        if self._serial is not None:
            self._serial.close()
            self._serial.deleteLater()
            self._serial = None

    def look_for_ports(self) -> None:
        """Find out which serial scanners could be chosen."""
        self._show(replace(self._scene, ports=tuple(usb_ports())))

    def choose(self, identity: str) -> None:
        """Listen to another serial scanner from now on, or to none."""
        self._scene = replace(self._scene, chosen=identity)
        self.chosen.emit(identity)
        self.start()

    @Slot(object)
    def take_burst(self, burst: Burst) -> None:
        """Read what a scanner typed."""
        finding = analyse(burst)
        if finding is not None:
            self._take_finding(finding)
            return
        scans = [readings(one, self._layout) for one in (burst, *parts(burst))]
        # The scanner may be another one than was tried out, or set otherwise by now.
        otherwise = readings(burst) if self._layout else ()
        self.scanned.emit(scans[0], tuple(scans[1:]), otherwise)

    def _take_finding(self, finding: Finding) -> None:
        if finding.has_places and not finding.lost:
            self._layout = finding.scanner
            self.calibrated.emit(finding.scanner)
        self._show(replace(self._scene, finding=finding))

    def _show_serial(self) -> None:
        if self._serial is not None:
            state, port = self._serial.state, self._serial.location
            scene = replace(self._scene, serial=state, port=port, group=group_of(port))
            self._show(scene)

    def _show(self, scene: ScannerScene) -> None:
        self._scene = scene
        self.shown.emit(scene)


def invitation_in(readings: Texts) -> str:
    """Return the first reading that is no guest's: an invitation, or the test badge.

    An invitation is the enrolment of a hub, or what pretix shows under Devices.
    """
    return next((text for text in readings if _is_special(text)), "")


def _is_special(text: str) -> bool:
    return text.upper().startswith(_INVITATION) or is_pairing(text) or is_test(text)
