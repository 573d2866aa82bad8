"""What tests put into a hub's database."""

from app.model.entry import Kind
from app.ports.hub import HubStation
from tests.app.journals import Pen


def admit(store, station, name="Gate", badge="t", event="e1"):
    store.offer(name, "c", 10)
    row = HubStation(id=station, name=name, public_key="k", joined_ms=1)
    return store.enrol(row, badge, event=event, code_hash="c")


def written(station="a", *, arrivals=1):
    pen = Pen(station)
    pen.register(f"r-{station}")
    for _ in range(arrivals):
        pen.write(Kind.ARRIVED, f"r-{station}")
    return pen.entries


def absorb(store, entries):
    with store.write() as records:
        records.absorb(entries)
