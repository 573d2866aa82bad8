"""Stations at a hub's door, without a network."""

from app.ports.hub import HubStation
from app.sync.enrolment import hashed
from app.sync.signing import new_key, public_part
from tests.app.journals import Pen

EVENT = "e1"


def member(name):
    return HubStation(id=name, name=name.title(), public_key="", joined_ms=1)


def admit(store, *names):
    """Let stations in; the token of each is its id."""
    for name in names:
        store.offer(name, f"code-{name}", 2**40)
        station = HubStation(
            id=name, name=name.title(), public_key=public_part(new_key()), joined_ms=1
        )
        assert store.enrol(station, hashed(name), event=EVENT, code_hash=f"code-{name}")


def chain(station, length=3):
    pen = Pen(station)
    for number in range(length):
        pen.register(f"{station}-r{number}")
    return pen.entries
