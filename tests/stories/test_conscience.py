"""A clear conscience: people's rights, the deletion plan and the end of an event."""

import contextlib
import json
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from app import vault
from app.admission.proof import verify_journal
from app.auditing import Exported, note_export
from app.bootstrap.ending import destroy_event
from app.bootstrap.privacy import Privacy
from app.bootstrap.rosters import import_roster
from app.bootstrap.workplace import create_event, furnish, open_workplace
from app.calls import Caller
from app.errors import InputError, KeyLostError
from app.model.call import CallReason
from app.model.retention import DataClass
from app.reports.figures import figures
from app.search.searchable import searchable_words
from db.events import open_event_file
from tests.app.commands.line import Line
from tests.app.network import CLOCK, Gate, HubHouse
from tests.bytes_on_disk import found, readable

STARTS, ENDS = datetime(2026, 12, 3, 16, tzinfo=UTC), datetime(2026, 12, 3, 22, tzinfo=UTC)
CODE = "QXZ-7731-KWAT"
LIST = f"""Vorname;Nachname;E-Mail;Code;Organisation;Kategorie;Ernährung;Telefon
Brzkwyk;Hnatyszyn;brzkwyk@example.org;{CODE};HHU;Gast;vegan;+49 211 4711
Omar;Hadid;omar@example.org;;HHU;Presse;;+49 211 4712
Wei;Zhang;wei@example.org;;HHU;Gast;halal;
Nora;Absent;nora@example.org;;FHD;Gast;;
"""
SECRETS = ("Brzkwyk", "brzkwyk", "Hnatyszyn", "hnatyszyn", "brzkwyk@example.org", CODE)


@pytest.fixture
def place(data_folder):
    create_event(data_folder, "Fest", starts=STARTS, ends=ENDS)
    with contextlib.closing(open_workplace(data_folder)) as opened:
        take_in(opened, LIST)
        yield opened


def take_in(place, text):
    file = place.file.path.parent.parent / "list.csv"
    file.write_text(text, "utf-8")
    try:
        return import_roster(place, file)
    finally:
        file.unlink()


def of(place, family):
    return next(s.registration for s in place.journal.standings() if s.person.family == family)


def numbers(place):
    return figures(place.journal.programme(), list(place.journal.standings()))


def folder_of(place):
    return place.file.path.parent.parent


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
        for place in self.places:
            place.close()
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


def _wait(is_true, within_s=10):
    until = time.monotonic() + within_s
    while not is_true():
        assert time.monotonic() < until
        time.sleep(0.05)


# O14: access.


def test_o14_the_report_tells_everything_of_one_person_and_nothing_of_others(
    place, tmp_path, measured
):
    guest = of(place, "Hnatyszyn")
    place.station.check_in(guest)
    place.registrar.amend(guest, {"title": "Dr."})
    Caller(place.journal).call(guest, CallReason.HELP, note="sucht den Aufzug")
    place.registrar.amend(of(place, "Hadid"), {"notes": "kommt mit Hnatyszyn"})
    privacy = Privacy(place)

    report = privacy.write_report(guest, tmp_path / "a.json", "de")
    privacy.write_report(guest, tmp_path / "a.pdf", "de")

    told = json.loads((tmp_path / "a.json").read_text("utf-8"))[0]
    text = (tmp_path / "a.json").read_text("utf-8")
    standing = place.journal.standing(guest)
    assert told["fields"] == dict(standing.person.fields)
    own = [entry.id for _, entry in place.journal.entries() if entry.registration == guest]
    assert [entry["id"] for entry in told["entries"]] == own
    assert told["mentions"] == 1
    others = ("Hadid", "omar@example.org", "4712", "Zhang", "wei@example.org", "Nora")
    paper = _text(tmp_path / "a.pdf")
    for value in standing.person.fields.values():
        assert value in paper
    for entry in own:
        assert any(e.id == entry for e in report.entries)
    assert "sucht den Aufzug" in paper
    assert [word for word in others if word in text or word in paper] == []
    measured("O14", f"{len(told['fields'])} fields, {len(own)} entries, 0 words of others")


def _text(path):
    pages = list(pypdfium2.PdfDocument(path.read_bytes()))
    return " ".join(
        " ".join(page.get_textpage().get_text_range() for page in pages)
        .replace("\ufffe", "")
        .split()
    )


# O15: the deletion plan.


def test_o15_each_class_goes_on_its_day_and_the_protocol_names_nobody(place, measured):
    for family in ("Hnatyszyn", "Hadid", "Zhang"):
        place.station.check_in(of(place, family))
    Caller(place.journal).call(of(place, "Hadid"), CallReason.HELP, note="Presseausweis Hadid")
    note_export(place.journal, Exported(what="arrivals", form="csv", rows=4, purpose="Hadid"))
    before, privacy = numbers(place), Privacy(place)
    plan = [
        (DataClass.SPECIAL, timedelta(hours=48), ("vegan", "halal")),
        (DataClass.CONTACT, timedelta(days=42), ("omar@example.org", "+49 211 4712")),
        (DataClass.NO_SHOW, timedelta(days=42), ("Nora", "Absent")),
        (DataClass.LOG, timedelta(days=90), ("Presseausweis",)),
        (DataClass.PEOPLE, timedelta(days=180), ("Omar", "Hadid", "Hnatyszyn", "Wei", "Zhang")),
    ]
    key = vault.key_of(folder_of(place))
    seen = []
    for what, period, words in plan:
        day = ENDS + period
        early = privacy.delete_due(day - timedelta(minutes=1))
        assert what not in {due.what for due in early}
        if what is not DataClass.NO_SHOW:  # it goes on the day of the class before
            assert {word for _, word in found(words, folder_of(place), key)} == set(words)
        done = privacy.delete_due(day)
        seen += [due.what for due in (*early, *done)]
        assert found(words, folder_of(place), key) == set(), what
        assert numbers(place).arrived == before.arrived

    assert seen == [what for what, _, _ in plan]
    assert numbers(place) == before
    assert privacy.delete_due(ENDS + timedelta(days=999)) == []
    protocol = {due.what: (due.people, due.entries) for _, due in privacy.protocol()}
    assert protocol == {
        DataClass.SPECIAL: (2, 2),
        DataClass.CONTACT: (4, 4),
        DataClass.NO_SHOW: (1, 1),
        DataClass.LOG: (1, 2),
        DataClass.PEOPLE: (3, 3),
    }
    measured("O15", "5 classes on their days; 11 people and entries in the protocol, no name")


def test_o15_needs_without_consent_are_due_at_once(place):
    take_in(place, LIST.replace("Ernährung", "needs"))
    privacy = Privacy(place)

    done = privacy.delete_due(STARTS - timedelta(days=3))

    assert [(due.what, due.people) for due in done] == [(DataClass.SPECIAL, 2)]
    assert all(not one.person.get("needs") for one in place.journal.standings())


def test_o15_a_list_does_not_bring_back_what_had_its_time(place):
    Privacy(place).delete_due(ENDS + timedelta(days=3))

    take_in(place, LIST)

    assert all(not one.person.get("Ernährung") for one in place.journal.standings())


def test_o15_the_plan_is_the_events_own(place):
    hours = {**place.journal.programme().retention, DataClass.SPECIAL: 1}
    place.planner.set_retention(hours)

    (due,) = [d for d in Privacy(place).retention(ENDS) if d.what is DataClass.SPECIAL]
    assert due.at == ENDS + timedelta(hours=1)


# O16: encrypted at rest.


def test_o16_the_file_says_nothing_and_a_wrong_key_is_refused_at_once(place, measured):
    path = place.file.path
    place.close()
    began = time.perf_counter()
    with pytest.raises(Exception, match="key"):
        open_event_file(path, CLOCK, searchable_words, bytes(32))
    took_ms = (time.perf_counter() - began) * 1000

    assert not path.read_bytes().startswith(b"SQLite format 3")
    assert found(SECRETS, folder_of(place)) == set()
    assert took_ms <= 1000
    measured("O16", f"0 plain names; a wrong key is refused in {took_ms:.0f} ms")


def test_o16_a_hundred_actions_leave_no_plain_file(place, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    guest = of(place, "Hnatyszyn")
    for number in range(50):
        place.registrar.amend(guest, {"notes": f"Hnatyszyn {number}"})
        place.find("Hnatys", 10)

    assert found(SECRETS, folder_of(place)) | found(SECRETS, temporary) == set()


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


def test_files_can_be_read_as_whoever_has_the_key(place):
    """The control: behind the cipher everything is found."""
    key = vault.key_of(folder_of(place))

    assert b"Hnatyszyn" in readable(place.file.path, key) + readable(
        place.file.path.with_name(place.file.path.name + "-wal"), key
    )
