"""From starting the program to the first scan that is answered, beside an empty Qt program."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.commands.bench_crowd import Crowd
from app.commands.bench_times import percentiles, timed_ms
from app.commands.self_call import self_command
from app.settings import Settings, save_settings

RUNS = 5
PATIENCE_S = 60
_EMPTY_PROGRAM = "from PySide6.QtWidgets import QApplication; QApplication([])"


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return what passes until a window among *size* registrations has answered a scan.

    Each run starts a process of its own with a window that nobody sees; the scan is typed as
    a handheld scanner does it, as soon as the window takes keys, and its answer is on disk.
    ``bare_qt_*`` is a program that only starts Qt; an installed bundle cannot measure that.
    """
    crowd = Crowd(size)
    crowd.open_event(folder).close()
    quiet = Settings(prints_on_arrival=False, sounds=False, camera=False)
    save_settings(folder, quiet)
    codes = [code for _, (code, _) in zip(range(RUNS), crowd.people(), strict=False)]
    times = [timed_ms(lambda: _first_scan(folder, code))[1] for code in codes]  # noqa: B023 - called at once
    figures = {"size": size, "runs": len(times), **percentiles(times)}
    if not getattr(sys, "frozen", False):
        figures |= percentiles([timed_ms(_start_qt)[1] for _ in range(RUNS)], "bare_qt_")
    return figures


def _first_scan(data: Path, code: str) -> None:
    """Start the window, type *code* and return when it is answered and the process has ended."""
    process = subprocess.Popen(
        self_command("--data", str(data), "--json", "station", "--play"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_unseen(),
    )
    with contextlib.ExitStack() as ending:
        ending.callback(process.wait, PATIENCE_S)
        ending.callback(process.kill)
        if process.stdin is None or process.stdout is None:
            return
        ending.enter_context(process.stdout)
        ending.enter_context(process.stdin)
        process.stdin.write(json.dumps({"keys": code}).encode() + b"\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline() or b"{}")
    if not answer.get("recorded"):
        message = f"the window answered {answer}"
        raise RuntimeError(message)


def _start_qt() -> None:
    subprocess.run([sys.executable, "-c", _EMPTY_PROGRAM], env=_unseen(), check=True)


def _unseen() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
