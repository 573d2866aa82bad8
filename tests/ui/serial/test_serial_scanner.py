"""A scanner at a serial port, played by a pseudo-terminal, plugged out and in."""

import fcntl
import os
import pty
import sys
import termios
import time
import tty

import pytest

from app.model.code import new_code
from ui.workers.serial_scanner import (
    END_MS,
    Port,
    SerialScanner,
    SerialState,
    group_of,
    location_of,
    usb_ports,
)

HALF = "HALF-A-C"
CODES = [new_code() for _ in range(1_000)]
PORTS = [
    Port("/dev/ttyACM0", "0c2e:0b6a:17001A", "Honeywell 1902"),
    Port("/dev/ttyACM1", "0c2e:0b6a:17002B", "Honeywell 1902"),
]


class Cable:
    """A scanner's end of a serial cable; the socket keeps its name, as udev's links do."""

    def __init__(self, socket):
        self.socket = socket
        self.plug_in()

    def plug_in(self):
        self._scanner, line = pty.openpty()
        tty.setraw(line)
        self.socket.symlink_to(os.ttyname(line))
        self._line = line

    def pull_out(self):
        self.socket.unlink()
        os.close(self._line)
        os.close(self._scanner)

    @property
    def is_read(self):
        """Whether the computer has taken everything that was sent."""
        waiting = fcntl.ioctl(self._line, termios.FIONREAD, bytes(4))
        return int.from_bytes(waiting, sys.byteorder) == 0

    def send(self, text, ending="\r\n"):
        os.write(self._scanner, (text + ending).encode())


@pytest.fixture
def cable(tmp_path):
    cable = Cable(tmp_path / "scanner")
    yield cable
    if cable.socket.is_symlink():
        cable.pull_out()


@pytest.fixture
def scanner(qtbot, cable):  # noqa: ARG001 - Qt runs
    scanner = SerialScanner(str(cable.socket))
    scanner.start()
    yield scanner
    scanner.close()


@pytest.fixture
def received(scanner):
    received = []
    scanner.scanned.connect(received.append)
    return received


@pytest.fixture
def interrupt(qtbot, cable, scanner, received):
    """Pull the cable out in the middle of a code, and plug it in again."""

    def pull_and_plug():
        began_s = time.monotonic()
        cable.send(HALF, ending="")
        qtbot.waitUntil(lambda: cable.is_read)
        cable.pull_out()
        was_silent = time.monotonic() - began_s > END_MS / 1000
        qtbot.waitUntil(lambda: scanner.state is SerialState.ABSENT)
        if was_silent and received[-1] == HALF:
            received.pop()  # The machine stood still for so long that the code had ended.
        cable.plug_in()
        qtbot.waitUntil(lambda: scanner.state is SerialState.READY)

    return pull_and_plug


@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n"])
def test_a_thousand_codes_with_two_interruptions_arrive_once_each(
    qtbot, cable, received, interrupt, ending
):
    for end in (300, 600, 1_000):
        for code in CODES[len(received) : end]:
            cable.send(code, ending)
        qtbot.waitUntil(lambda end=end: len(received) == end)
        if end < len(CODES):
            interrupt()

    assert received == CODES


def test_codes_without_an_ending_end_by_silence(qtbot, cable, received, interrupt):
    for number, code in enumerate(CODES[:9], start=1):
        cable.send(code, ending="")
        qtbot.waitUntil(lambda number=number: len(received) == number)
        if number in {3, 6}:
            interrupt()

    assert received == CODES[:9]


def test_a_scanner_that_is_plugged_in_later_is_found(qtbot, cable):
    cable.pull_out()
    scanner = SerialScanner(str(cable.socket))
    scanner.start()
    assert scanner.state is SerialState.ABSENT

    cable.plug_in()

    qtbot.waitUntil(lambda: scanner.state is SerialState.READY)
    scanner.close()


def test_a_port_that_another_program_holds_is_said_to_be_busy(cable, scanner):
    second = SerialScanner(str(cable.socket))
    second.start()

    assert (scanner.state, second.state) == (SerialState.READY, SerialState.BUSY)
    second.close()


def test_a_scanner_is_known_by_its_number_at_every_socket():
    assert location_of("0c2e:0b6a:17002B", PORTS) == "/dev/ttyACM1"
    assert location_of("0c2e:0b6a:17003C", PORTS) == ""
    assert location_of("COM3", PORTS) == "COM3"


def test_ports_without_a_device_are_not_offered():
    assert "ttyS0" not in {port.location.rpartition("/")[2] for port in usb_ports()}


def test_the_group_that_may_open_a_port_is_named(tmp_path):
    port = tmp_path / "ttyACM0"
    port.touch()

    assert group_of(str(port)) == port.group()
    assert group_of(str(tmp_path / "nothing")) == ""
