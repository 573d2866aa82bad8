"""The machine under the station: its battery, and whether its disk is encrypted."""

import contextlib
import subprocess
import sys
from pathlib import Path

import psutil

from app.model.check import Check
from app.model.power import Power

_ANSWER_WITHIN_S = 10
_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))
_BLOCKS = Path("/sys/class/block")


def read_power() -> Power:
    """Look at the battery once; a machine that has none, or hides it, is on mains."""
    ask = getattr(psutil, "sensors_battery", None)
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        if ask is not None and (found := ask()) is not None:
            return Power(round(found.percent), found.power_plugged is not False)
    return Power()


def battery_check(power: Power) -> Check:
    """Tell whether the battery lasts."""
    if power.percent is None:
        return Check("battery", ok=True, detail="no battery, runs on mains")
    how = "on mains" if power.is_plugged else "on battery"
    is_low = power.level is not None
    step = "Plug the power supply in." if is_low else ""
    return Check("battery", ok=not is_low, detail=f"{power.percent} %, {how}", next_step=step)


def disk_check(folder: Path) -> Check:
    """Tell whether the disk that *folder* is on is encrypted by the system."""
    state = _is_encrypted(folder)
    if state is not False:
        detail = "the disk is encrypted" if state else "the system does not tell"
        return Check("disk", ok=True, detail=detail)
    step = (
        "Turn on the system's disk encryption (BitLocker, FileVault, LUKS); until then keep the"
        " laptop in sight. The list itself is encrypted all the same."
    )
    return Check("disk", ok=False, detail="the disk is not encrypted", next_step=step)


def _is_encrypted(folder: Path) -> bool | None:
    with contextlib.suppress(OSError, subprocess.SubprocessError, ValueError):
        if sys.platform == "win32":
            return _bitlocker(folder)
        if sys.platform == "darwin":
            return "FileVault is On" in _said(["/usr/bin/fdesetup", "status"])
        return _crypted(folder)
    return None


def _bitlocker(folder: Path) -> bool | None:
    """Ask the shell, which tells everybody; 1, 3 and 5 are protected, being so, suspended."""
    drive = folder.resolve().drive
    ask = f"(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
    script = f"{ask}.ExtendedProperty('System.Volume.BitLockerProtection')"
    said = _said(["powershell", "-NoProfile", "-NonInteractive", "-Command", script]).strip()
    return said in ("1", "3", "5") if said else None


def _crypted(folder: Path) -> bool | None:
    """Look for a crypted layer among the block devices under *folder*."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    number = there.stat().st_dev
    device = Path(f"/sys/dev/block/{number >> 8 & 0xFFF}:{number & 0xFF}")
    if not device.exists():
        return None
    waiting, seen = [device.resolve().name], set[str]()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        uuid = _BLOCKS / name / "dm" / "uuid"
        if uuid.is_file() and uuid.read_text("ascii").startswith("CRYPT-"):
            return True
        below = _BLOCKS / name / "slaves"
        if below.is_dir():
            waiting += [path.name for path in below.iterdir() if path.name not in seen]
    return False


def _said(command: list[str]) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=_ANSWER_WITHIN_S,
        check=False,
        creationflags=_NO_WINDOW,
    )
    return done.stdout
