"""Erasure that reaches every machine, and the end of an event at one of them."""

import contextlib
import json
import shutil
import time
from datetime import timedelta
from pathlib import Path

import pytest

from app import vault
from app.admission.proof import verify_journal
from app.bootstrap.ending import destroy_event
from app.bootstrap.privacy import Privacy
from app.bootstrap.workplace import create_event, furnish, open_workplace
from app.errors import InputError, KeyLostError
from tests.app.commands.line import Line
from tests.app.network import CLOCK, Gate, HubHouse
from tests.bytes_on_disk import found
from tests.stories.conscience_stage import (
    ENDS,
    LIST,
    SECRETS,
    STARTS,
    folder_of,
    numbers,
    of,
    place,
    take_in,
)

__all__ = ["place"]
"""A fixture."""


# O13: erasure.


class Venue:
    """A hub and three stations; the third was away when somebody was erased."""

    def __init__(self, folder, url):
        self.folder, self.is_in_file = folder, url is None
        self.house = HubHouse(folder / "hub", url)
        self.house.start()
        create_event(folder / "desk0", "Fest", starts=STARTS, ends=ENDS)
        self.places = [open_workplace(folder / "desk0")]
        take_in(self.places[0], LIST)
        self.gates = [Gate(folder / f"desk{number}") for number in range(3)]
        self.gates[0].file = self.places[0].file
        for number, gate in enumerate(self.gates):
            gate.join(self.house.invite(f"Desk {number}"))
            gate.sync()
        self.places += [furnish(gate.file, CLOCK) for gate in self.gates[1:]]

    def close(self):
        for one in self.places:
            one.close()
        self.house.close()

    def found(self):
        """Return where secrets stand, on all machines, as whoever has the keys can read it."""
        folders = [self.folder / f"desk{number}" for number in range(3)] + [self.house.folder]
        return {
            (one.name, file, word)
            for one in folders
            for file, word in found(SECRETS, one, vault.key_of(one))
        }


@pytest.fixture
def venue(tmp_path, hub_url):
    made = Venue(tmp_path, hub_url if hub_url.startswith("postgresql") else None)
    yield made
    made.close()


def test_o13_no_byte_is_left_at_any_station_hub_export_or_log(venue, tmp_path, measured, caplog):
    caplog.set_level("INFO")
    first, store = venue.places[0], venue.house.store
    guest, out = of(first, "Hnatyszyn"), tmp_path / "desk0" / "exports" / "arrivals.xlsx"
    _live(venue, guest, out)
    before, known, served = numbers(first), venue.found(), _in_tables(store)
    began = time.perf_counter()
    done = Privacy(first).erase(guest, with_files=True)
    took_ms = (time.perf_counter() - began) * 1000
    is_away = _spread(venue)
    _wait(lambda: not store.note("scrub"))

    assert {word for _, _, word in known} == set(SECRETS)
    assert {name for name, _, _ in known} == {"desk0", "desk1", "desk2", "hub"}
    assert served or venue.is_in_file
    assert is_away
    assert (venue.found(), _in_tables(store)) == (set(), set())
    assert (done.files, out.exists()) == ((), False)
    assert not any(word in caplog.text for word in SECRETS)
    assert numbers(first) == before
    proofs = _proofs(venue)
    assert len(proofs) == 1
    assert proofs.pop().is_sound
    places = len(known) + len(served)
    measured("O13", f"{places} places before, 0 after; erasing took {took_ms:.0f} ms")


def _live(venue, guest, out):
    """Let the person come, be corrected at a station that is away, and be exported."""
    _, second, third = venue.places
    second.station.check_in(guest)
    third.registrar.amend(guest, {"organisation": "Brzkwyk GmbH"})
    out.parent.mkdir()
    line = Line(out.parents[1], _Silent())
    line("export", "arrivals", "--out", out, "--purpose", "Presse")
    venue.gates[1].sync()
    venue.gates[0].sync()
    mirror = f"hub-view-{venue.house.store.epoch()}"
    (venue.house.folder / f"{mirror}.before-0009_x.db").write_bytes(b"Brzkwyk")


def _spread(venue):
    """Let everybody hear of it; return whether whoever was away knew nothing until then."""
    venue.gates[0].sync()
    venue.gates[1].sync()
    is_away = any(name == "desk2" for name, _, _ in venue.found())
    for number in (2, 0, 1):
        venue.gates[number].sync()
    return is_away


def _proofs(venue):
    entries = [entry for _, entry in venue.house.store.entries()]
    return {verify_journal(entries, venue.places[0].journal.standings())} | {
        verify_journal([e for _, e in one.journal.entries()], one.journal.standings())
        for one in venue.places
    }


def _in_tables(store):
    """Return what is found in the files of a server's tables; none for a hub with its own file."""
    if not hasattr(store._backend, "where"):
        return set()
    store._database.execute_sql("CHECKPOINT")
    (oid,) = store._all("SELECT oid FROM pg_database WHERE datname = current_database()")[0]
    (data,) = store._all("SELECT setting FROM pg_settings WHERE name = 'data_directory'")[0]
    return found(SECRETS, Path(data) / "base" / str(oid))


class _Silent:
    def readouterr(self):
        return self

    out = err = ""


def test_o13_a_list_does_not_bring_the_person_back(place):
    Privacy(place).erase(of(place, "Hnatyszyn"))

    report = take_in(place, LIST)

    assert (report.new, report.unchanged, report.vanished) == (0, 3, 0)
    assert report.refused == ((2, "The data of this person was erased and is not taken in again."),)


def _wait(is_true, within_s=60):
    until = time.monotonic() + within_s
    while not is_true():
        assert time.monotonic() < until
        time.sleep(0.05)


# O27: closing a station.


def test_o27_a_station_with_unsent_entries_is_not_ended_and_then_is(tmp_path, measured):
    with contextlib.closing(Venue(tmp_path, None)) as venue:
        second = venue.places[1]
        second.station.check_in(of(second, "Hadid"))
        second.close()
        data = tmp_path / "desk1"
        with pytest.raises(InputError, match="entries of this station are at no hub"):
            destroy_event(data, "Fest")
        line = Line(data, _Silent())
        line("handover", "write", tmp_path / "spare.empfang")
        key = vault.key_of(data)
        kept = shutil.copytree(data, tmp_path / "copy")
        venue.gates[1].sync()
        venue.gates[1].file.close()
        ending = destroy_event(data, "Fest")

    assert (tmp_path / "spare.empfang").stat().st_size > 0
    assert found(SECRETS, kept, key)
    assert found(SECRETS, data, key) == set()
    assert [path.name for path in data.rglob("*.db*")] == []
    assert not (data / "key").exists()
    shutil.copyfile(next(kept.rglob("events/*.db")), data / "events" / "old.db")
    with pytest.raises(KeyLostError):
        open_workplace(data)
    assert json.loads((data / "protocols" / f"{ending.event}.json").read_text())["people"] == 4
    assert ending.is_key_gone
    measured("O27", f"refused while unsent; then {len(ending.files)} files and the key were gone")


def test_o15_a_laptops_copy_goes_when_the_hub_has_everything(tmp_path):
    with contextlib.closing(Venue(tmp_path, None)) as venue:
        data = tmp_path / "desk1"
        venue.gates[1].file.close()
        late = (ENDS + timedelta(hours=73)).isoformat()
        Line(data, _Silent())("retention", "run", "--at", late)
        assert list(data.rglob("*.db"))
        venue.gates[1].sync()
        venue.gates[1].file.close()
        Line(data, _Silent())("retention", "run", "--at", late)

    assert list(data.rglob("*.db")) == []
    assert list((data / "protocols").iterdir())


def test_o27_a_crash_between_key_and_files_is_made_good(place, monkeypatch):
    data, name = folder_of(place), place.file.path.name
    place.close()
    with monkeypatch.context() as broken:
        broken.setattr("app.bootstrap.ending.wipe", _fail)
        with pytest.raises(OSError, match="power"):
            destroy_event(data, "Fest")

    assert (data / "events" / name).exists()
    assert not (data / "key").exists()
    Line(data, _Silent())("event", "list")
    assert not (data / "events" / name).exists()


def _fail(_path):
    message = "power"
    raise OSError(message)
