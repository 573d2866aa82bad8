"""A snapshot is ready before somebody asks, and for nobody in vain."""

import asyncio

import pytest

from app.errors import StorageError
from app.hub import snapshots
from app.hub.snapshots import AGED_ENTRIES, Snapshot, Snapshots


class Hub:
    """A hub at a position, and what was made of it."""

    def __init__(self, position):
        self.position, self.epoch, self.made, self.failures = position, "e", [], 0
        self.looks = 0

    def place(self):
        self.looks += 1
        if self.failures:
            self.failures -= 1
            sentence = "The database does not answer."
            raise StorageError(sentence)
        return self.position, self.epoch

    async def make(self, path, key):
        path.write_bytes(b"snapshot")
        self.made.append(self.position)
        return Snapshot(path, key, self.epoch, self.position, 8)


@pytest.fixture(autouse=True)
def _hurry(monkeypatch):
    monkeypatch.setattr(snapshots, "LOOK_EVERY_S", 0.001)


def live(hub, folder, *, change=None, looks=12):
    """Run the hub for some looks, with *change* in the middle; return the files that remain."""

    async def day():
        kept = Snapshots(folder, hub.make, hub.place)
        running = asyncio.create_task(kept.run())
        for half in range(2):
            seen = hub.looks + looks
            while hub.looks < seen:
                await asyncio.sleep(0.001)
            if change and not half:
                change(hub)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(day())
    return list(folder.glob(snapshots.PATTERN))


def test_a_large_hub_has_one_ready_and_makes_it_once(tmp_path):
    hub = Hub(AGED_ENTRIES + 1)

    assert len(live(hub, tmp_path)) == 1
    assert hub.made == [AGED_ENTRIES + 1]


def test_one_that_lacks_much_is_made_anew_and_replaces_the_old_one(tmp_path):
    hub = Hub(5_000)

    def grow(hub):
        hub.position += AGED_ENTRIES + 1

    assert len(live(hub, tmp_path, change=grow)) == 1
    assert hub.made == [5_000, 5_000 + AGED_ENTRIES + 1]


def test_a_small_hub_makes_none_ahead(tmp_path):
    assert live(Hub(AGED_ENTRIES), tmp_path) == []


def test_an_outage_only_delays_it(tmp_path):
    hub = Hub(5_000)
    hub.failures = 3

    assert len(live(hub, tmp_path, looks=20)) == 1
