"""A hub of its own for a measurement, served by a process as on the day."""

import contextlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app import vault
from app.clock import SystemClock
from app.commands.self_call import self_command
from app.hub.certificate import identity
from app.hub.enrolling import offer
from app.ports.hub import HubStore
from db.hub_memo import settle
from db.hub_store import open_hub_store

_STOP_WITHIN_S = 20


@dataclass(frozen=True, slots=True)
class HubFolder:
    """A hub's data folder; without a *url* its database is a file in it."""

    data: Path
    url: str | None = None

    def store(self) -> HubStore:
        """Open the hub's database, made on first use."""
        return open_hub_store(settle(self.data, self.url).database, vault.key_of(self.data))

    def invite(self, name: str, address: str) -> str:
        """Return an enrolment for one station."""
        pin = identity(self.data).pin
        with contextlib.closing(self.store()) as store:
            return str(offer(store, SystemClock(), name, address=address, pin=pin))


@dataclass(frozen=True, slots=True)
class Served:
    """A hub that runs, and the ``HOST:PORT`` where."""

    address: str
    process: "subprocess.Popen[str]"


@contextlib.contextmanager
def serving(hub: HubFolder, *options: str) -> Iterator[Served]:
    """Serve the hub of a folder in a process of its own."""
    where = ["--listen", "127.0.0.1:0", "--no-announce"]
    if hub.url is not None:
        where += ["--database", hub.url]
    command = self_command("--data", str(hub.data), "--json", "hub", "serve", *where, *options)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            if not said:
                message = f"the hub ended with status {process.wait()}"
                raise RuntimeError(message)
            yield Served(json.loads(said)["listening"], process)
        finally:
            _end(process)


def run(data: Path, *arguments: str) -> None:
    """Run a command in a data folder until it ends well."""
    command = self_command("--data", str(data), "--json", *arguments)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


@contextlib.contextmanager
def running(data: Path, *arguments: str) -> Iterator[None]:
    """Run a command in a data folder as long as the block lasts."""
    command = self_command("--data", str(data), "--json", *arguments)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            _end(process)


def _end(process: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
