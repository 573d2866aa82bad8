"""What tests put into a hub's database."""

from dataclasses import replace

from app.model.branch import rehomed
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


def written_by_a_copy(station="a", *, arrivals=1):
    """Entries under the same numbers as those of `written`, but other ones."""
    others = (
        replace(entry, id=f"copy-{entry.id}") for entry in written(station, arrivals=arrivals)
    )
    return list(rehomed(others, station))


def absorb(store, entries):
    with store.write() as records:
        records.absorb(entries)
