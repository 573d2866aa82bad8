"""CUPS' own emulation of an IPP printer on loopback, with what it needs to run."""

import contextlib
import fcntl
import os
import socket
import subprocess
import tempfile
import threading
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.app.printing.certificates import write_certificate

_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
_AVAHI_PID = Path("/run/avahi-daemon/pid")
_LOCK = Path(tempfile.gettempdir()) / "empfang-avahi.lock"
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/>
<allow receive_sender="*"/><allow send_type="method_call"/></policy></busconfig>
"""
_AVAHI = """[server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[publish]
disable-publishing=yes
"""
_COMMAND = """#!/bin/sh
if [ -e "{folder}/cover" ]; then
  echo "STATE: +cover-open" >&2
  while [ -e "{folder}/cover" ]; do sleep 0.05; done
  echo "STATE: -cover-open" >&2
fi
if [ -e "{folder}/jam" ]; then exit 1; fi
cp "$1" "$(mktemp "{folder}/documents/XXXXXXXX")"
"""
_SIZES = {"iso_a6_105x148mm": (10500, 14800), "iso_a4_210x297mm": (21000, 29700),
          "oe_badge_90x54mm": (9000, 5400)}  # fmt: skip
_COLUMN = "{{\n MEMBER collection media-size {size}\n}}"
_SIZE = "{{\n MEMBER integer x-dimension {0}\n MEMBER integer y-dimension {1}\n}}"


class Emulator:
    """A running printer; ``folder`` holds what it has printed."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        self.load()

    @property
    def address(self):
        return f"ipp://localhost:{self.port}/ipp/print"

    @property
    def documents(self):
        return [path.read_bytes() for path in (self.folder / "documents").iterdir()]

    def load(self, media="iso_a6_105x148mm", sheets=250):
        """Put paper into its only tray."""
        query = urllib.parse.urlencode({"size0": media, "type0": "labels", "level0": sheets})
        url = f"http://localhost:{self.port}/media?{query}"
        urllib.request.urlopen(url, timeout=10).close()

    @contextlib.contextmanager
    def with_open(self, part="cover"):
        """Open its cover, or let paper jam in it."""
        (self.folder / part).touch()
        try:
            yield
        finally:
            (self.folder / part).unlink()


@contextlib.contextmanager
def emulator(folder):
    """Start the printer in *folder*; one at a time on this machine, as avahi wants it."""
    with _LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with _bus(folder) as bus, _printer(folder, bus) as port:
            yield Emulator(folder, port)


@contextlib.contextmanager
def _bus(folder):
    """Give the address of a bus on which avahi answers, of the system where it runs there."""
    if _is_running(_AVAHI_PID):
        yield os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "")
        return
    _AVAHI_PID.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bus") as short:  # a socket's path has 107 letters
        address = f"unix:path={short}/socket"
        (folder / "bus.conf").write_text(_BUS.format(socket=f"{short}/socket"), "utf-8")
        (folder / "avahi.conf").write_text(_AVAHI, "utf-8")
        dbus = ["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--print-address"]
        avahi = ["avahi-daemon", "-f", str(folder / "avahi.conf")]
        avahi += ["--no-drop-root", "--no-chroot", "--no-rlimits"]
        with (
            _running(dbus, until="unix:", bus=""),
            _running(avahi, until="startup complete", bus=address),
        ):
            yield address


@contextlib.contextmanager
def _printer(folder, bus):
    (folder / "documents").mkdir()
    (folder / "spool").mkdir()
    command = folder / "command"
    command.write_text(_COMMAND.format(folder=folder), "utf-8")
    command.chmod(0o755)
    (folder / "printer.conf").write_text(_description(), "utf-8")
    write_certificate(folder / "keys")
    port = _free_port()
    arguments = ["ippeveprinter", "-v", "-r", "off", "-n", "localhost", "-p", str(port)]
    arguments += ["-d", str(folder / "spool"), "-c", str(command), "-K", str(folder / "keys")]
    arguments += ["-a", str(folder / "printer.conf"), "Badges"]
    with _running(arguments, until="printer-uuid", bus=bus):
        yield port


def _description():
    """Return the printer's attributes: three sizes, one tray, no margins."""
    sizes = [_SIZE.format(*size) for size in _SIZES.values()]
    names = ",".join(_SIZES)
    edges = [f"media-{edge}-margin" for edge in ("top", "bottom", "left", "right")]
    tray = "type=sheetFeedAutoRemovableTray;maxcapacity=250;level=100;status=0;name=main;"
    return "\n".join(
        [
            "ATTR mimeMediaType document-format-supported application/pdf",
            f"ATTR keyword media-supported {names}",
            "ATTR keyword media-ready iso_a6_105x148mm",
            f"ATTR collection media-col-ready {_COLUMN.format(size=sizes[0])}",
            f"ATTR collection media-size-supported {','.join(sizes)}",
            f"ATTR keyword media-col-supported media-size,media-source,{','.join(edges)}",
            *(f"ATTR integer {edge}-supported 0" for edge in edges),
            "ATTR keyword media-source-supported main",
            "ATTR keyword media-type-supported stationery,labels",
            f'ATTR octetString printer-input-tray "{tray}"',
            "",
        ]
    )


@contextlib.contextmanager
def _running(arguments, *, until, bus):
    """Run a program until the block ends; the block begins when it has said *until*."""
    environment = {**os.environ, "PATH": _PATH}
    if bus:
        environment["DBUS_SYSTEM_BUS_ADDRESS"] = bus
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as program:
        said = []
        try:
            for line in program.stdout:
                said.append(line)
                if until in line:
                    break
            else:
                pytest.fail(f"{arguments[0]} did not start: {''.join(said)}")
            threading.Thread(target=program.stdout.read, daemon=True).start()
            yield
        finally:
            program.terminate()
            program.wait(10)


def _is_running(pid_file):
    try:
        return Path(f"/proc/{int(pid_file.read_text())}").exists()
    except (OSError, ValueError):
        return False


def _free_port():
    with socket.create_server(("localhost", 0)) as server:
        return server.getsockname()[1]
