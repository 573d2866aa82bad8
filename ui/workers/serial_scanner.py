"""Scanners at a serial port: no keyboard layout, no focus; plugged out and in at will."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal, Slot

from app.reading.serial_codes import SerialCodes

if TYPE_CHECKING:
    from PySide6.QtSerialPort import QSerialPort

RETRY_MS = 2_000
"""So often an unplugged scanner is looked for."""

END_MS = 100
"""Silence that ends a code of a scanner which sends neither CR nor LF."""


class SerialState(StrEnum):
    """How a scanner at a serial port is doing."""

    READY = "ready"
    ABSENT = "absent"
    FORBIDDEN = "forbidden"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Port:
    """A USB device with a serial port.

    ``identity`` stays the same at every socket: vendor, product and serial number.
    """

    location: str
    identity: str
    name: str


def usb_ports() -> list[Port]:
    """Return the serial ports that are USB devices; built-in ones exist without a device."""
    from PySide6.QtSerialPort import QSerialPortInfo  # noqa: PLC0415 - felt at the start

    return [
        Port(
            info.systemLocation(),
            f"{info.vendorIdentifier():04x}:{info.productIdentifier():04x}:{info.serialNumber()}",
            " ".join(filter(None, (info.manufacturer(), info.description()))) or info.portName(),
        )
        for info in QSerialPortInfo.availablePorts()
        if info.hasVendorIdentifier()
    ]


def location_of(chosen: str, ports: Sequence[Port]) -> str:
    """Return where the *chosen* scanner is now, empty when it is not plugged in.

    Args:
        chosen: An identity; or a port's own name, for scanners at a built-in port.
        ports: The USB ports of the moment.
    """
    found = next((port.location for port in ports if port.identity == chosen), "")
    if found or chosen.count(":") > 1:
        return found
    return chosen


def group_of(location: str) -> str:
    """Return the group whose members may open a port; empty where rights work otherwise."""
    if sys.platform == "win32":
        return ""
    try:
        return Path(location).group()
    except (OSError, KeyError):
        return ""


class SerialScanner(QObject):
    """Listens to one scanner, and waits for it while it is unplugged.

    Signals:
        scanned: The text of one code.
        state_changed: The new `SerialState`.
    """

    scanned = Signal(str)
    state_changed = Signal(object)

    def __init__(self, chosen: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._state = SerialState.ABSENT
        self._codes = SerialCodes()
        self._port: QSerialPort | None = None
        self.location = chosen
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self._look)
        self._silence = QTimer(self, singleShot=True, interval=END_MS)
        self._silence.timeout.connect(self._end)

    @property
    def state(self) -> SerialState:
        """How the scanner is doing now."""
        return self._state

    def start(self) -> None:
        """Listen as soon as the scanner is there."""
        self._retry.start()
        self._look()

    def close(self) -> None:
        """Let go of the port; a code that has not ended is dropped."""
        self._retry.stop()
        self._drop()

    @Slot()
    def _look(self) -> None:
        """Open the port, unless it is open."""
        if self._port is not None:
            return
        from PySide6.QtSerialPort import QSerialPort  # noqa: PLC0415 - felt at the start

        self.location = location_of(self._chosen, usb_ports())
        if not self.location or not _is_there(self.location):
            self._show(SerialState.ABSENT)
            return
        port = QSerialPort(self.location, self)
        if not port.open(QIODevice.OpenModeFlag.ReadWrite):
            is_refused = port.error() is QSerialPort.SerialPortError.PermissionError
            port.deleteLater()
            self._show(self._refusal() if is_refused else SerialState.ABSENT)
            return
        port.readyRead.connect(self._read)
        port.errorOccurred.connect(self._take_error)
        self._port = port
        self._show(SerialState.READY)
        self._read()

    def _refusal(self) -> SerialState:
        may_open = os.access(self.location, os.R_OK | os.W_OK) or sys.platform == "win32"
        return SerialState.BUSY if may_open else SerialState.FORBIDDEN

    @Slot()
    def _read(self) -> None:
        if self._port is None:
            return
        for code in self._codes.feed(bytes(self._port.readAll().data())):
            self.scanned.emit(code)
        if self._codes.is_open:
            self._silence.start()
        else:
            self._silence.stop()

    @Slot()
    def _end(self) -> None:
        """End a code by silence, unless bytes came while the window was busy."""
        if self._port is not None and self._port.waitForReadyRead(0):
            self._silence.start()
            return
        for code in self._codes.end():
            self.scanned.emit(code)

    @Slot(object)
    def _take_error(self, error: object) -> None:
        from PySide6.QtSerialPort import QSerialPort  # noqa: PLC0415 - felt at the start

        trifles = (
            QSerialPort.SerialPortError.NoError,
            QSerialPort.SerialPortError.TimeoutError,
        )
        if error not in trifles:
            self._drop()
            self._show(SerialState.ABSENT)

    def _drop(self) -> None:
        """Close the port. What has arrived whole is heard; half a code is forgotten."""
        self._silence.stop()
        if self._port is not None:
            port, self._port = self._port, None
            for code in self._codes.feed(bytes(port.readAll().data())):
                self.scanned.emit(code)
            port.errorOccurred.disconnect(self._take_error)
            port.close()
            port.deleteLater()
        self._codes.forget()

    def _show(self, state: SerialState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)


def _is_there(location: str) -> bool:
    return sys.platform == "win32" or Path(location).exists()
