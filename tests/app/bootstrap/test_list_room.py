"""A list is taken in portions, as far as somebody chose, whatever other desks do meanwhile."""

import contextlib
import threading
from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap.list_room import ListRoom
from app.bootstrap.rosters import BREATH_S, Breath, import_roster
from app.bootstrap.workplace import create_event, open_workplace
from app.roster import portions
from app.roster.reading import Reading
from db.turns import turns_of

STARTS = datetime(2026, 12, 3, 16, tzinfo=UTC)
HEAD = "Code;Vorname;Nachname;Firma"


@pytest.fixture
def workplace(tmp_path):
    create_event(tmp_path / "data", "Fest", starts=STARTS, ends=STARTS + timedelta(hours=6))
    with contextlib.closing(open_workplace(tmp_path / "data")) as workplace:
        yield workplace


@pytest.fixture
def room(workplace):
    return ListRoom(workplace)


def written(folder, *rows, head=HEAD, name="list.csv"):
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def people(workplace):
    return {one.code: one for one in workplace.journal.standings()}


def taken(room, finding, keys=None, told=lambda _done, _count: True):
    wanted = finding.usual if keys is None else keys
    return room.take(finding, wanted, told)


def test_looking_keeps_nothing(room, workplace, tmp_path):
    finding = room.look(written(tmp_path, "a;Ana;Müller;Uni"), Reading())

    assert [one.name for one in finding.edits["new"]] == ["Ana Müller"]
    assert not people(workplace)


def test_a_list_that_is_stopped_leaves_a_beginning_and_the_same_list_says_the_rest(
    room, workplace, tmp_path, monkeypatch
):
    monkeypatch.setattr(portions, "HOLD_S", 0)
    monkeypatch.setattr(portions, "SMALLEST", 20)
    monkeypatch.setattr(portions, "LARGEST", 20)
    file = written(tmp_path, *(f"c{number};Ana;Nr. {number};Uni" for number in range(250)))
    seen = []

    def told(done, count):
        seen.append((done, count))
        return len(seen) < 2

    outcome = taken(room, room.look(file, Reading()), told=told)
    assert outcome.is_stopped
    assert seen == [(100, 250), (120, 250)]
    assert len(people(workplace)) == 120

    report = import_roster(workplace, file)
    assert (report.new, report.unchanged) == (130, 120)
    assert len(people(workplace)) == 250


def test_what_a_desk_says_meanwhile_stays_and_nothing_unseen_is_taken(room, workplace, tmp_path):
    rows = ("a;Ana;Müller;Uni", "b;Bo;Li;Uni", "c;Chi;Ngô;Uni")
    import_roster(workplace, written(tmp_path, *rows))
    later = written(tmp_path, "a;Ana;Möller;Uni", "b;Bo;Li;Hochschule", "c;Chi;Ngô;Uni", "d;Di;Do;")
    finding = room.look(later, Reading())
    known = people(workplace)
    workplace.registrar.amend(known["b"].registration, {"organisation": "Am Pult"})
    workplace.registrar.amend(known["c"].registration, {"organisation": "Auch am Pult"})
    workplace.registrar.cancel(known["a"].registration)

    taken(room, finding)

    after = people(workplace)
    assert after["a"].person.family == "Möller"
    assert after["a"].status == "cancelled"
    assert after["b"].person.organisation == "Hochschule"  # the later word of the list was chosen
    assert after["c"].person.organisation == "Auch am Pult"
    assert after["d"].person.given == "Di"


def test_who_is_taken_in_by_two_desks_at_once_is_there_once(room, workplace, tmp_path):
    file = written(tmp_path, "a;Ana;Müller;Uni", "b;Bo;Li;Uni")
    finding = room.look(file, Reading())
    import_roster(workplace, file)

    taken(room, finding)

    assert sorted(one.code for one in workplace.journal.standings()) == ["a", "b"]


def test_only_a_list_that_was_taken_in_is_remembered(room, tmp_path):
    file = written(tmp_path, "Ana;Köln", head="Wer;Wo")
    said = Reading(columns=("name=Wer",))
    finding = room.look(file, said)
    assert room.look(file, Reading()).question is not None

    taken(room, finding)

    again = room.look(file, Reading())
    assert again.question is None
    assert again.is_remembered
    assert again.unchanged == ("Ana",)


def test_a_thread_that_waits_to_write_is_let_through(workplace):
    turns, is_writing = turns_of(workplace.file.database), threading.Event()

    def write():
        with contextlib.closing(workplace.journal), workplace.journal.write():
            is_writing.set()

    thread = threading.Thread(target=write)
    pauses = []
    breath = Breath(lambda: turns.is_awaited, sleep=pauses.append)
    assert breath(1, 9)
    with workplace.journal.write():
        thread.start()
        while not turns.is_awaited:
            assert breath(2, 9)
            pauses.clear()
        assert breath(3, 9)
    thread.join()

    assert pauses[0] == BREATH_S
    assert is_writing.is_set()
    assert not turns.is_awaited
