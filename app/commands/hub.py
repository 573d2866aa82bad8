"""``hub serve``, ``enrol``, ``revoke``, ``rotate``, ``board`` and ``status``."""

import gc
import os
import signal
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from app.clock import SystemClock, to_instant
from app.commands.context import answer, context
from app.commands.hub_board import board
from app.commands.hub_opening import OpenHub, known_hub, open_hub, told_address
from app.errors import EmpfangError, InputError
from app.ports.hub import HubStation, HubStore
from app.rest import keep_what_is_loaded
from app.sync.enrolment import read_address
from db.hub_memo import save_memo

if TYPE_CHECKING:
    from app.hub.serve import HubParts

app = typer.Typer(
    add_completion=False, help="The central list that all stations share.", no_args_is_help=True
)
app.command("board")(board)

_COLLECT_AFTER = 20_000
"""New objects that the collector of cyclic garbage waits for; 700 by default, a push makes 100."""


@app.command("serve")
def serve(
    listen: Annotated[str, typer.Option(help="HOST:PORT; port 0 takes any.")] = "0.0.0.0:8443",
    database: Annotated[
        str | None, typer.Option(help="sqlite:///FILE or postgresql://…; remembered.")
    ] = None,
    address: Annotated[
        str | None, typer.Option(help="HOST:PORT that stations are told; remembered.")
    ] = None,
    announce: Annotated[bool, typer.Option(help="Tell the local network of this hub.")] = True,
    until_input_ends: Annotated[bool, typer.Option("--until-input-ends", hidden=True)] = False,
    group: Annotated[int | None, typer.Option(min=1, hidden=True)] = None,
) -> None:
    """Keep the central list until SIGTERM or Ctrl-C."""
    from app.hub.certificate import identity
    from app.hub.serve import serve as serve_hub

    data = context().data
    host, port = read_address(listen)
    if address is not None:
        read_address(address)
    here = open_hub(database)
    memo = msgspec.structs.replace(here.memo, address=address or here.memo.address)
    pin = identity(data).pin

    def say_ready(listening: str) -> None:
        save_memo(data, msgspec.structs.replace(memo, listening=listening))
        answer(
            {"listening": listening, "pin": pin},
            f"The hub listens on {listening}. Let stations in with: hub enrol --station NAME",
        )

    if until_input_ends:
        threading.Thread(target=_end_with_input, name="input", daemon=True).start()
    with closing(here.store):
        parts = _parts(here, group, is_announced=announce)
        keep_what_is_loaded()
        # Each request leaves something, so the usual number is reached at once.
        gc.set_threshold(_COLLECT_AFTER)
        serve_hub(parts, host, port, on_ready=say_ready)


def _parts(here: OpenHub, group: int | None, *, is_announced: bool) -> "HubParts":
    """Return what is served; *group* is the most pushes in one transaction."""
    from app.hub.serve import HubParts
    from app.hub.writer import GROUP
    from app.search.searchable import searchable_words

    return HubParts(
        store=here.store,
        clock=SystemClock(),
        folder=context().data,
        station=here.memo.station,
        words=searchable_words,
        tell=_tell_outage,
        is_announced=is_announced,
        group=group or GROUP,
    )


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
    here = known_hub()
    with closing(here.store):
        pin = identity(context().data).pin
        reached_at = address or told_address(here.memo)
        enrolment = offer(here.store, SystemClock(), name, address=reached_at, pin=pin)
    answer({"enrolment": str(enrolment), "station": name}, str(enrolment))


@app.command("revoke")
def revoke(station: Annotated[str, typer.Argument(help="Name or id.")]) -> None:
    """Shut a station out; what it brought stays, what it writes from now on does not count."""
    from app.hub.author import Author
    from app.hub.author import revoke as shut_out
    from db.pen import Pen

    here = known_hub()
    with closing(here.store):
        author = Author(here.memo.station, Pen(SystemClock()))
        revoked = shut_out(here.store, author, station)
    answer(_shown(revoked), f"{revoked.name} is shut out.")


@app.command("rotate")
def rotate(
    now: Annotated[bool, typer.Option("--now", help="Put the next key in place.")] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also when stations have not heard of it.")
    ] = False,
) -> None:
    """Prepare the hub's next TLS key, of which stations hear; with --now it takes over."""
    from app.hub.certificate import identity, next_pin, prepare_next, switch

    here = known_hub()
    data = context().data
    with closing(here.store):
        if now and not anyway:
            _require_heard(here.store, data)
        pin = switch(data).pin if now else identity(data).pin
        answer({"pin": pin, "next_pin": next_pin(data) if now else prepare_next(data)})


def _require_heard(store: HubStore, data: Path) -> None:
    """Refuse a new key as long as it would lock somebody out.

    Raises:
        InputError: a station was not here since the key was prepared.
    """
    from app.hub.certificate import prepared_ms

    since_ms = prepared_ms(data)
    living = [one for one in store.stations() if one.revoked_ms is None]
    deaf = [one.name for one in living if (one.seen_ms or 0) < since_ms]
    if deaf:
        sentence = (
            f"Not everybody has heard of the next key: {', '.join(deaf)}. Wait until they have"
            " synced, or lock them out until they join anew with --anyway."
        )
        raise InputError(sentence)


@app.command("status")
def status() -> None:
    """Show what the hub has and who was here."""
    from app.hub.refusals import refused
    from app.hub.upstream import upstream

    here = known_hub()
    with closing(here.store):
        store = here.store
        joined = upstream(store)
        answer(
            {
                "listening": here.memo.listening,
                "event": store.event() or None,
                "epoch": store.epoch(),
                "entries": store.position(),
                "stations": [_shown(one) for one in store.stations()],
                "refused": refused(store),
                "upstream": joined
                and {
                    "address": joined.address,
                    "epoch": joined.epoch,
                    "cursor": joined.cursor,
                    "unsent": store.position() - joined.sent,
                    "contact": _time(joined.contact_ms),
                },
            }
        )


def _end_with_input() -> None:
    """End this process as SIGTERM does when whoever holds the other end of its input is gone."""
    # Not through sys.stdin: its lock, held by this thread, would stop the interpreter's end.
    while os.read(0, 1024):
        pass
    signal.raise_signal(signal.SIGTERM)


def _tell_outage(error: EmpfangError | None) -> None:
    sys.stderr.write("Everything is within reach again.\n" if error is None else f"{error}\n")
    sys.stderr.flush()


def _shown(station: HubStation) -> dict[str, Any]:
    return {
        "id": station.id,
        "name": station.name,
        "acked": station.acked,
        "cursor": station.cursor,
        "unsent": station.unsent,
        "version": station.version,
        "seen": _time(station.seen_ms),
        "revoked": _time(station.revoked_ms),
    }


def _time(wall_ms: int | None) -> str | None:
    return None if wall_ms is None else to_instant(wall_ms).astimezone().isoformat()
