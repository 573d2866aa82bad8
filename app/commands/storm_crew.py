"""The processes of a storm: a hub and stations of two processes each, killed and started again."""

import shutil
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.commands.bench_hub_process import HubFolder
from app.commands.demo_cast import Performer, ask
from app.commands.self_call import self_command
from app.model.entry import Kind
from app.ports.hub import HubStore
from app.sync.enrolment import read_address


@dataclass
class Word:
    """What stations said, and what they were told without saying anything.

    Attributes:
        entries: Ids of entries that an answer named.
        admitted: How often an answer let in the guest with a code.
        unanswered: How often a code was read by a station that was killed before it answered.
        walk_ins: Registrations that a command made.
        changes: What a command wrote into a guest's organisation.
        undone: How often a command took something back.
    """

    entries: list[str] = field(default_factory=list)
    admitted: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)
    walk_ins: list[str] = field(default_factory=list)
    changes: dict[str, set[str]] = field(default_factory=dict)
    undone: int = 0

    def note_scans(self, told: list[str], answers: list[dict[str, Any]]) -> None:
        """Compare the codes that a station was given with its answers."""
        for answer in answers:
            if answer["recorded"]:
                self.entries.append(answer["entry"])
                self.admitted[answer["code"]] += 1
        self.unanswered.update(told[len(answers) :])


class HubProcess:
    """``hub serve`` in a folder, at the same address in all its lives.

    Args:
        folder: Its data folder.
        log: Where its errors are written.
        url: Its database; empty for the file of its folder.
    """

    def __init__(self, folder: Path, log: Path, url: str = "") -> None:
        self.folder = folder
        self.listening = "127.0.0.1:0"
        self._log = log
        self._url = url
        self._process: Performer | None = None

    @property
    def target(self) -> tuple[str, int]:
        """Host and port at which it listens."""
        return read_address(self.listening)

    def start(self) -> None:
        """Serve, and wait until stations are answered."""
        options = ("--listen", self.listening, "--no-announce")
        database = ("--database", self._url) if self._url else ()
        command = self_command(
            "--data", str(self.folder), "--json", "hub", "serve", *options, *database
        )
        self._process = Performer("The hub", command, self._log)
        self.listening = self._process.hear()["listening"]

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def stop(self) -> None:
        """Ask it to stop."""
        if self._process is not None:
            self._process.stop()
            self._process = None

    def store(self) -> HubStore:
        """Open its database beside it."""
        return HubFolder(self.folder, self._url or None).store()

    def invite(self, name: str, address: str = "") -> str:
        """Return an enrolment for a station that reaches the hub at *address*, if not directly."""
        return HubFolder(self.folder, self._url or None).invite(name, address or self.listening)


class Desk:
    """A station's data folder with a process that scans and one that keeps in touch.

    One thread may let it scan while another one starts and ends it.

    Args:
        folder: Its data folder.
        word: Where is noted what it says.
    """

    def __init__(self, folder: Path, word: Word) -> None:
        self.folder = folder
        self._word = word
        self._told: list[str] = []
        self._scanner: Performer | None = None
        self._watcher: Performer | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start both processes."""
        self._watcher = self._performer("sync", "--watch")
        scanner = self._performer("scan", "-")
        with self._lock:
            self._scanner = scanner

    def scan(self, code: str) -> bool:
        """Let it read a code, to be answered in its own time; return whether it is open."""
        with self._lock:
            if self._scanner is None:
                return False
            self._told.append(code)
            self._scanner.say(code)
            return True

    def scan_and_wait(self, code: str) -> dict[str, Any]:
        """Let an open desk read a code and return the answer, when no other is on its way."""
        assert self._scanner is not None  # noqa: S101 - see above
        self._scanner.say(code)
        answer = self._scanner.hear()
        self._word.note_scans([code], [answer])
        return answer

    def kill(self) -> None:
        """End both processes as a power cut would."""
        self._close(Performer.kill)
        self._leave(Performer.kill)

    def close(self) -> None:
        """Let the scanner answer what it was given and end; the other one keeps in touch."""
        self._close(Performer.end)

    def stop(self) -> None:
        """Let both finish what they do."""
        self.close()
        self._leave(Performer.stop)

    def copy(self, folder: Path) -> "Desk":
        """Copy the folder of a desk that was stopped, as somebody clones a disk."""
        shutil.copytree(self.folder, folder)
        return Desk(folder, self._word)

    def _close(self, end: Callable[[Performer], None]) -> None:
        with self._lock:
            scanner, self._scanner = self._scanner, None
            told, self._told = self._told, []
        if scanner is not None:
            end(scanner)
            self._word.note_scans(told, scanner.heard())

    def _leave(self, end: Callable[[Performer], None]) -> None:
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            end(watcher)

    def _performer(self, *arguments: str) -> Performer:
        command = self_command("--data", str(self.folder), "--json", *arguments)
        log = self.folder.with_name(f"{self.folder.name}-{arguments[0]}.log")
        return Performer(f"{self.folder.name}: {arguments[0]}", command, log)


def join(hub: HubProcess, desk: Desk, address: str) -> None:
    """Let a station join the hub at *address*."""
    ask(desk.folder, "join", hub.invite(desk.folder.name, address))


class Clerk:
    """Whoever works at a desk with the command line: walk-ins, corrections, undo."""

    def __init__(self, word: Word) -> None:
        self._word = word

    def add(self, folder: Path, name: str) -> None:
        """Register somebody who came without being on the list."""
        made = ask(folder, "roster", "add", "--name", name)[0]
        self._word.walk_ins.append(made["id"])

    def amend(self, folder: Path, registration: str, organisation: str) -> None:
        """Correct where a guest comes from."""
        ask(folder, "roster", "amend", registration, f"organisation={organisation}")
        self._word.changes.setdefault(registration, set()).add(organisation)

    def undo(self, folder: Path) -> None:
        """Take the last scan or action of the desk back."""
        undone = ask(folder, "undo", statuses=(0, 1))[0]
        if not undone["entry"]:
            return
        self._word.entries.append(undone["entry"])
        self._word.undone += 1
        # What was said to be there is not there any more.
        if undone["kind"] == Kind.AMENDED:
            self._word.changes.pop(undone["registration"], None)
        elif undone["kind"] == Kind.REGISTERED:
            self._word.walk_ins.remove(undone["registration"])
