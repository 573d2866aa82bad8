"""The processes of the demo: a hub and stations with windows, worked from outside."""

import contextlib
import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from app.commands.self_call import self_command
from app.errors import EmpfangError

PATIENCE_S = 60
"""Longest wait for anything that takes a second on a slow laptop."""


class DemoError(EmpfangError):
    """A process of the demo did not do its part; the sentence says which and what it said."""

    code = "demo"


def ask(data: Path, *arguments: str, statuses: tuple[int, ...] = (0,)) -> list[dict[str, Any]]:
    """Run one command on a data folder and return its JSON lines.

    Raises:
        DemoError: it ended with a status that is not in *statuses*.
    """
    command = self_command("--data", str(data), "--json", *arguments)
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in statuses:
        sentence = f"The command {' '.join(arguments)} failed: {done.stderr.strip()}"
        raise DemoError(sentence)
    return [json.loads(line) for line in done.stdout.splitlines()]


class Performer:
    """A process that answers in lines of JSON."""

    def __init__(self, name: str, command: list[str], log: Path) -> None:
        self.name = name
        self._log = log.open("wb")
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"},
        )
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name=f"read {name}", daemon=True)
        self._reader.start()

    def tell(self, order: dict[str, Any]) -> None:
        """Send one line of JSON."""
        self.say(json.dumps(order))

    def say(self, line: str) -> None:
        """Send one line; to one that has ended it is lost."""
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.write(f"{line}\n".encode())
                self._process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """Return the next line that it prints.

        Raises:
            DemoError: it ended or stayed silent.
        """
        answer = self._next(PATIENCE_S)
        if answer is None:
            said = Path(self._log.name).read_text(encoding="utf-8", errors="replace")
            sentence = f"{self.name} fell silent. {said.strip()[-500:]}"
            raise DemoError(sentence)
        return answer

    def heard(self) -> list[dict[str, Any]]:
        """Return the lines that it has printed since; half a line was never said."""
        lines: list[bytes] = []
        with contextlib.suppress(queue.Empty):
            while True:
                lines.append(self._lines.get_nowait())
        return [json.loads(line) for line in lines if line.endswith(b"\n")]

    def hear_about(self, code: str, patience_s: float = PATIENCE_S) -> dict[str, Any] | None:
        """Return the answer to *code*, None when it does not come in time."""
        until_s = time.monotonic() + patience_s
        while (left_s := until_s - time.monotonic()) > 0:
            answer = self._next(left_s)
            if answer is not None and answer["code"] == code:
                return answer
        return None

    def _next(self, patience_s: float) -> dict[str, Any] | None:
        try:
            line = self._lines.get(timeout=patience_s)
        except queue.Empty:
            return None
        answer: dict[str, Any] | None = json.loads(line) if line else None
        return answer

    def end(self) -> None:
        """Let it finish its work, or end it when it does not."""
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._log.close()

    def stop(self) -> None:
        """Ask it to stop, as the system does; then `end`."""
        self._process.terminate()
        self.end()

    def kill(self) -> None:
        """End it as a power cut would; what it printed before can still be heard."""
        self._process.kill()
        self.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self.stop()

    def _read(self) -> None:
        if self._process.stdout is not None:
            for line in self._process.stdout:
                self._lines.put(line)
        self._lines.put(b"")


@contextmanager
def hub(data: Path, log: Path) -> Iterator[tuple[str, int]]:
    """Run a hub; yield the address at which it answers."""
    url = f"sqlite:///{(data / 'hub.db').as_posix()}"
    command = self_command(
        "--data",
        str(data),
        "--json",
        "hub",
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database",
        url,
        "--no-announce",  # or the stations would find a way around the cable that is cut
    )
    with Performer("The hub", command, log) as process:
        host, _, port = process.hear()["listening"].rpartition(":")
        yield host, int(port)


def window(data: Path, name: str, log: Path) -> Performer:
    """Open the window of a station without a screen, to be worked by orders."""
    command = self_command("--data", str(data), "--json", "station", "--play")
    return Performer(name, command, log)
