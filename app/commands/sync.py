"""``sync``, ``sync --watch`` and ``sync status``."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from types import FrameType
from typing import Annotated, Any

import typer

from app.clock import to_instant
from app.commands.context import answer, context
from app.errors import EmpfangError
from app.ports.link import HubLink
from app.sync.replica import Observer, Replica, SyncResult
from db.sync_book import SqliteSyncBook

app = typer.Typer(add_completion=False)


@app.callback(invoke_without_command=True)
def sync(
    ctx: typer.Context,
    watch: Annotated[bool, typer.Option("--watch", help="Stay until SIGTERM or Ctrl-C.")] = False,
) -> None:
    """Send what the hub lacks and fetch what is new there."""
    if ctx.invoked_subcommand is not None:
        return
    if watch:
        _watch()
    else:
        _tell(replica().sync_once())


@app.command("status")
def status() -> None:
    """Show how far this station and its hub are, without asking the hub."""
    workplace = context().workplace
    link = SqliteSyncBook(workplace.journal).link()
    result = replica().status()
    contact_ms = link.contact_ms if link else None
    contact = None if contact_ms is None else to_instant(contact_ms).astimezone().isoformat()
    answer(
        {
            **shown(result),
            "station": workplace.file.station_name,
            "station_id": workplace.journal.station,
            "hub": link.address if link else None,
            "contact": contact,
            "next_pin_known": bool(link and link.next_pin),
            "time": _time(link),
        }
    )


def replica() -> Replica:
    """Return the sync of the event that is meant."""
    from app.sync.discovery import moved_address

    workplace = context().workplace
    book = SqliteSyncBook(workplace.journal)
    return Replica(workplace.journal, book, workplace.clock, seek=moved_address)


def shown(result: SyncResult) -> dict[str, Any]:
    """Return a sync's result as it is printed."""
    return asdict(result)


def _time(link: HubLink | None) -> dict[str, int] | None:
    """Return the best comparison with the hub's clock, None before the first."""
    if link is None or not link.sample_boot:
        return None
    return {"offset_ms": link.sample_offset_ms, "rtt_ms": link.sample_rtt_ms}


def _watch() -> None:
    here = replica()

    def tell_outage(error: EmpfangError | None) -> None:
        if error is None:
            sys.stderr.write("The hub answers.\n")
        else:
            sys.stderr.write(f"{error.sentence}\n")
        sys.stderr.flush()

    with _until_told() as stop:
        here.watch(stop, Observer(on_change=_tell, on_outage=tell_outage))


def _tell(result: SyncResult) -> None:
    text = f"{result.pushed} sent, {result.pulled} received, {result.unsent} not yet sent."
    answer(shown(result), text)


@contextmanager
def _until_told() -> Iterator[threading.Event]:
    """Yield an event that SIGTERM and SIGINT set."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, on_signal) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, action in before.items():
            signal.signal(number, action)


_SIGNALS = (signal.SIGTERM, signal.SIGINT)
