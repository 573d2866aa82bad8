"""What is there before a run begins: an event, its guests, and files that know them."""

import atexit
import contextlib
import random
import shutil
import tempfile
from datetime import timedelta
from functools import cache
from pathlib import Path

from app.admission.planning import event_payload, session_payload
from app.clock import to_instant
from app.model.entry import Draft, Kind
from app.model.programme import Event, Session, SessionKind
from app.search.searchable import searchable_words
from db.connection import open_database, writing
from db.hub_sqlite import SqliteBackend
from db.hub_store import HubStore
from db.journal import SqliteJournal
from db.notes import EVENT, STATION, STATION_NAME, save_notes
from tests.simulation.world import BEGIN_MS, Clock, World

GUESTS = ("Ana Li", "Ben Okafor", "Cem Yılmaz", "Đorđe Ilić", "Eva Grün", "Filip Novák")
CODES = tuple(f"TICKET-{number}" for number in range(len(GUESTS)))
REGISTRATIONS = tuple(f"guest-{number}" for number in range(len(GUESTS)))
TALK = Session(id="talk", name="Talk", kind=SessionKind.TALK)
FIRST = "desk-0"
_EVENT = "fest"


def memory_folder() -> Path | None:
    """Return a folder in memory, None where the system has none."""
    shm = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    return shm if shm.is_dir() else None


@cache
def templates() -> tuple[Path, Path]:
    """Return an event file and a hub's database that both know event and guests."""
    folder = Path(tempfile.mkdtemp(prefix="empfang-stage-", dir=memory_folder()))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return _stage(folder / "station.db", folder / "hub.db")


def _stage(station: Path, hub: Path) -> tuple[Path, Path]:
    with contextlib.closing(open_database(station, create=True)) as database:
        with writing(database):
            save_notes(database, {EVENT: _EVENT, STATION: FIRST, STATION_NAME: "Desk 0"})
        bits = random.Random(0).getrandbits  # noqa: S311 - a simulation
        journal = SqliteJournal(database, FIRST, Clock(World(0), 0), searchable_words, bits)
        with journal.write() as records:
            records.append_many(_drafts())
        store = HubStore(SqliteBackend(hub, None), bits)
        with store.write() as records:
            records.absorb([entry for _, entry in journal.entries()])
        store.save_note(EVENT, _EVENT)
        store.close()
    return station, hub


def _drafts() -> list[Draft]:
    starts = to_instant(BEGIN_MS)
    event = Event(
        id=_EVENT,
        name="Fest",
        starts=starts,
        ends=starts + timedelta(hours=8),
        timezone="Europe/Berlin",
    )
    plans = [event_payload(event), session_payload(TALK)]
    people = zip(REGISTRATIONS, CODES, GUESTS, strict=True)
    return [
        *(Draft(kind=Kind.PROGRAMME, payload=plan) for plan in plans),
        *(
            Draft(
                kind=Kind.REGISTERED,
                registration=key,
                payload={"origin": "list", "code": code, "fields": {"name": name}},
            )
            for key, code, name in people
        ),
    ]
