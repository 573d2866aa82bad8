"""``hub serve``, ``hub enrol``, ``hub revoke`` and ``hub status``."""

import socket
from contextlib import closing
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
import typer

from app.clock import SystemClock, to_instant
from app.commands.context import answer, context
from app.errors import InputError
from app.ports.hub import HubStation
from app.sync.enrolment import address_text, read_address
from db.events import EventFile
from db.hub import SqliteHubBook
from db.hub_memo import HubMemo, read_memo, save_memo

app = typer.Typer(
    add_completion=False, help="The central list that all stations share.", no_args_is_help=True
)

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not listened on
ELSEWHERE = ("192.0.2.1", 9)
"""An address for documentation: a datagram socket to it sends nothing, but shows the way out."""


@dataclass(frozen=True, slots=True)
class OpenHub:
    """The hub of this data folder."""

    memo: HubMemo
    file: EventFile

    @property
    def book(self) -> SqliteHubBook:
        """Stations, codes and epoch."""
        return SqliteHubBook(self.file.journal)


@app.command("serve")
def serve(
    listen: Annotated[str, typer.Option(help="HOST:PORT; port 0 takes any.")] = "0.0.0.0:8443",
    database: Annotated[str | None, typer.Option(help="sqlite:///FILE; remembered.")] = None,
    address: Annotated[
        str | None, typer.Option(help="HOST:PORT that stations are told; remembered.")
    ] = None,
) -> None:
    """Keep the central list until SIGTERM or Ctrl-C."""
    from app.hub.certificate import identity
    from app.hub.serve import HubParts
    from app.hub.serve import serve as serve_hub

    data = context().data
    host, port = read_address(listen)
    if address is not None:
        read_address(address)
    here = _open(database)
    memo = msgspec.structs.replace(here.memo, address=address or here.memo.address)
    parts = HubParts(here.file.journal, here.book, SystemClock(), identity(data))

    def say_ready(listening: str) -> None:
        save_memo(data, msgspec.structs.replace(memo, listening=listening))
        answer(
            {"listening": listening, "pin": parts.identity.pin},
            f"The hub listens on {listening}. Let stations in with: hub enrol --station NAME",
        )

    with closing(here.file):
        serve_hub(parts, host, port, on_ready=say_ready)


@app.command("enrol")
def enrol(
    station: Annotated[str, typer.Option(help="What the station is called.")],
    address: Annotated[str | None, typer.Option(help="HOST:PORT that the station uses.")] = None,
) -> None:
    """Make a one-time enrolment for a station; good for ten minutes."""
    from app.hub.certificate import identity
    from app.hub.enrolling import offer

    name = " ".join(station.split())
    if not name:
        sentence = "A station needs a name."
        raise InputError(sentence)
    here = _known()
    with closing(here.file):
        pin = identity(context().data).pin
        reached_at = address or _address(here.memo)
        enrolment = offer(here.book, SystemClock(), name, address=reached_at, pin=pin)
    answer({"enrolment": str(enrolment), "station": name}, str(enrolment))


@app.command("revoke")
def revoke(station: Annotated[str, typer.Argument(help="Name or id.")]) -> None:
    """Shut a station out; what it brought stays."""
    here = _known()
    with closing(here.file):
        revoked = here.book.revoke(station, SystemClock().read().wall_ms)
    answer(_shown(revoked), f"{revoked.name} is shut out.")


@app.command("status")
def status() -> None:
    """Show what the hub has and who was here."""
    here = _known()
    with closing(here.file):
        book = here.book
        answer(
            {
                "listening": here.memo.listening,
                "event": book.event() or None,
                "epoch": book.epoch(),
                "entries": book.position(),
                "stations": [_shown(one) for one in book.stations()],
            }
        )


def _open(database: str | None) -> OpenHub:
    """Open the hub of this data folder, made on first use."""
    from app.search.searchable import searchable_words
    from db.hub_file import open_hub_file, settle

    memo = settle(context().data, database)
    return OpenHub(memo, open_hub_file(memo, SystemClock(), searchable_words))


def _known() -> OpenHub:
    """Open the hub of this data folder.

    Raises:
        InputError: there is none.
    """
    if read_memo(context().data) is None:
        sentence = "There is no hub in this data folder; start one with hub serve."
        raise InputError(sentence)
    return _open(None)


def _address(memo: HubMemo) -> str:
    """Return where stations reach the hub, as far as this machine can tell.

    Raises:
        InputError: the hub never ran and nobody said.
    """
    if memo.address:
        return memo.address
    if not memo.listening:
        sentence = "Start the hub first (hub serve), or say with --address where it will be."
        raise InputError(sentence)
    host, port = read_address(memo.listening)
    return address_text(_own_address() if host in EVERYWHERE else host, port)


def _own_address() -> str:
    """Return this machine's address in its network; loopback when it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def _shown(station: HubStation) -> dict[str, Any]:
    return {
        "id": station.id,
        "name": station.name,
        "acked": station.acked,
        "cursor": station.cursor,
        "seen": _time(station.seen_ms),
        "revoked": _time(station.revoked_ms),
    }


def _time(wall_ms: int | None) -> str | None:
    return None if wall_ms is None else to_instant(wall_ms).astimezone().isoformat()
