"""This laptop as the hub: a process of its own beside the window, started again when it dies."""

import contextlib
import json
import logging
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app import vault
from app.errors import InputError, SyncError
from app.ports.hub import HubStation
from app.sync.enrolment import address_text, read_address
from db.hub_memo import HubMemo, is_postgresql, read_memo
from db.hub_store import HubStore, open_hub_store

EVERYWHERE = "0.0.0.0"  # noqa: S104 - the other laptops shall reach it
PORT = 8443
STOP_WITHIN_S = 10.0
CALL_WITHIN_S = 60.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 10.0
_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HubCalls:
    """How the program calls itself, and how it finds out where others reach it.

    ``command`` returns the command line that runs it with arguments; ``reached_at`` turns the
    host that a hub listens on into the one that other machines use.
    """

    command: Callable[..., list[str]]
    reached_at: Callable[[str], str]


class OwnHub:
    """The hub in *folder*. Safe to call from several threads.

    The process ends with this one, however this one ends: it reads from a pipe that closes.
    """

    def __init__(self, folder: Path, calls: HubCalls) -> None:
        self._folder = folder
        self._calls = calls
        self._stop = threading.Event()
        self._ready = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None
        self._listening = self._pin = self._event = ""
        self.on_ready: Callable[[], None] = lambda: None

    @property
    def exists(self) -> bool:
        """Whether this laptop was made the hub once."""
        return read_memo(self._folder) is not None

    def serves(self, event: str) -> bool:
        """Whether it keeps the list of *event*, or of none yet.

        Raises:
            StorageError: its database cannot be read.
        """
        memo = read_memo(self._folder)
        if not self._event and memo is not None:
            with self._store(memo) as store:
                self._event = store.event()
        return memo is not None and self._event in ("", event)

    @property
    def is_running(self) -> bool:
        """Whether it answers stations now."""
        return self._ready.is_set()

    @property
    def pin(self) -> str:
        """The pin of its key; empty until it was ready once."""
        return self._pin

    @property
    def address(self) -> str:
        """``HOST:PORT`` at which other machines reach it; empty until it was ready once."""
        if not self._listening:
            return ""
        host, port = read_address(self._listening)
        return address_text(self._calls.reached_at(host), port)

    @property
    def loopback(self) -> str:
        """``HOST:PORT`` at which this machine reaches it in whatever network it is."""
        return address_text("127.0.0.1", read_address(self._listening)[1])

    def start(self) -> None:
        """Begin to serve; returns at once."""
        with self._lock:
            if self._thread is None:
                self._stop.clear()
                self._thread = threading.Thread(target=self._keep, name="own hub", daemon=True)
                self._thread.start()

    def wait_ready(self, timeout_s: float) -> None:
        """Return when stations are answered.

        Raises:
            SyncError: that took too long.
        """
        if not self._ready.wait(timeout_s):
            sentence = "The hub on this laptop does not start; see whether its disk is full."
            raise SyncError(sentence)

    def stop(self) -> None:
        """Stop it as SIGTERM does and return when it has ended."""
        self._stop.set()
        self._ask_to_end()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S + CALL_WITHIN_S)
            self._thread = None

    def stations(self) -> list[HubStation]:
        """Return the stations that ever joined.

        Raises:
            StorageError: its database cannot be read.
        """
        memo = read_memo(self._folder)
        if memo is None:
            return []
        with self._store(memo) as store:
            return store.stations()

    def enrol(self, name: str, address: str = "") -> str:
        """Return a fresh enrolment for a station called *name*, good for ten minutes.

        Raises:
            InputError: the hub refuses; the sentence is its own.
        """
        where = ("--address", address) if address else ()
        return str(self._call("enrol", "--station", name, *where)["enrolment"])

    def board(self, *, new: bool = False) -> str:
        """Return the link to the live board; a *new* one ends the one before.

        Raises:
            InputError: the hub refuses; the sentence is its own.
        """
        return str(self._call("board", *(("--new",) if new else ()))["board"])

    def revoke(self, station: str) -> None:
        """Shut the station of that id out.

        Raises:
            InputError: the hub refuses; the sentence is its own.
        """
        self._call("revoke", "--", station)

    def _store(self, memo: HubMemo) -> contextlib.closing[HubStore]:
        key = None if is_postgresql(memo.database) else vault.key_of(self._folder)
        return contextlib.closing(open_hub_store(memo.database, key))

    def _call(self, *arguments: str) -> dict[str, object]:
        """Run one command of the hub to its end and return its answer."""
        done = subprocess.run(
            self._command(*arguments),
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=CALL_WITHIN_S,
            creationflags=_NO_WINDOW,
        )
        if done.returncode:
            raise InputError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "…")
        return dict(json.loads(done.stdout))

    def _command(self, *arguments: str) -> list[str]:
        return self._calls.command("--data", str(self._folder), "--json", "hub", *arguments)

    def _keep(self) -> None:
        """Serve, and again whenever the process ends by itself, until told to stop."""
        pause_s, port = FIRST_PAUSE_S, self._usual_port()
        while not self._stop.is_set():
            was_ready = self._serve(port)
            # A port that another program has is given up; once it worked it is kept.
            port = self._usual_port() if was_ready or not port else 0
            pause_s = FIRST_PAUSE_S if was_ready else min(2 * pause_s, LONGEST_PAUSE_S)
            self._stop.wait(pause_s)

    def _usual_port(self) -> int:
        memo = read_memo(self._folder)
        listening = self._listening or (memo.listening if memo else "")
        return read_address(listening)[1] if listening else PORT

    def _serve(self, port: int) -> bool:
        """Run the process until it ends; whether it ever answered."""
        listen = f"{EVERYWHERE}:{port}"
        process = subprocess.Popen(
            self._command("serve", "--listen", listen, "--until-input-ends"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            creationflags=_NO_WINDOW,
        )
        with self._lock:
            self._process = process
        if self._stop.is_set():
            self._ask_to_end()
        last = ""
        was_ready = False
        for line in process.stdout or ():
            if line.startswith("{"):
                self._note_ready(json.loads(line))
                was_ready = True
            last = line.strip() or last
        self._ready.clear()
        self._await_end(process)
        if not self._stop.is_set():
            logger.info("the hub ended with %s: %s", process.returncode, last)
        return was_ready

    def _note_ready(self, told: dict[str, str]) -> None:
        self._listening, self._pin = told["listening"], told["pin"]
        self.on_ready()
        self._ready.set()

    def _ask_to_end(self) -> None:
        with self._lock:
            process = self._process
        if process is not None and process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()

    def _await_end(self, process: subprocess.Popen[str]) -> None:
        try:
            process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
