"""The conflict inbox: the same questions on every machine, answered by a human."""

from dataclasses import replace

import pytest

from app.errors import InputError, UnknownError
from app.inbox import Inbox
from app.model.conflict import ConflictKind, Resolution
from app.model.entry import Kind
from app.model.programme import Session, SessionKind
from app.model.standing import Status
from app.model.verdict import Reason
from app.planner import Planner
from app.registrar import Registrar
from tests.app.journals import NOON_MS, Pen, event_file, station_of


@pytest.fixture
def opened(tmp_path):
    with event_file(tmp_path) as file:
        yield file


def twice_admitted():
    """Somebody who was let in at two gates that knew nothing of each other."""
    list_, one, two = Pen("list"), Pen("one"), Pen("two")
    first = one.write(Kind.ARRIVED, wall_ms=NOON_MS + 10_000)
    second = two.write(Kind.ARRIVED, wall_ms=NOON_MS + 20_000)
    return [list_.register(), first, second]


def only(opened):
    (conflict,) = opened.journal.conflicts()
    return conflict


def test_an_admission_at_two_gates_is_asked_about(opened):
    opened.journal.absorb(twice_admitted())

    conflict = only(opened)

    assert conflict.kind is ConflictKind.ADMITTED_TWICE
    assert conflict.stations == ("one", "two")
    assert conflict.entries == ("one1", "two1")
    assert conflict.name == "Ana Li"


def test_the_question_is_the_same_in_whatever_order_its_entries_came(opened, tmp_path):
    with event_file(tmp_path / "other", station="other") as other:
        opened.journal.absorb(twice_admitted())
        for entry in reversed(twice_admitted()):
            other.journal.absorb([entry])

        assert other.journal.conflicts() == opened.journal.conflicts()


def test_an_answer_closes_it_and_undo_opens_it_again(opened):
    opened.journal.absorb(twice_admitted())
    inbox = Inbox(opened.journal)

    inbox.resolve(only(opened).id, Resolution.SECOND)
    assert inbox.open() == []
    assert only(opened).resolution == "second"

    station_of(opened).undo()
    assert only(opened).is_open


def test_a_conflict_is_resolved_once(opened):
    opened.journal.absorb(twice_admitted())
    inbox, conflict = Inbox(opened.journal), only(opened)
    inbox.resolve(conflict.id, Resolution.SAME)

    with pytest.raises(InputError, match="resolved already"):
        inbox.resolve(conflict.id, Resolution.SAME)
    with pytest.raises(UnknownError, match="no conflict"):
        inbox.resolve("nothing", Resolution.SAME)


def test_the_other_of_two_changes_can_be_taken_and_put_back(opened):
    list_, a, b = Pen("list"), Pen("a"), Pen("b")
    entries = [list_.register()]
    for pen, name, at_s in ((a, "Jana", 10), (b, "Jaana", 20)):
        payload = {"by": "desk", "base": [entries[0].id], "fields": {"name": name}}
        entries.append(pen.write(Kind.AMENDED, payload=payload, wall_ms=NOON_MS + at_s * 1000))
    opened.journal.absorb(entries)
    conflict = only(opened)
    assert (conflict.field, conflict.values) == ("name", ("Jana", "Jaana"))

    Inbox(opened.journal).resolve(conflict.id, Resolution.SECOND)
    assert opened.journal.standing("r1").person.name == "Jana"
    assert not only(opened).is_open

    station_of(opened).undo()
    assert opened.journal.standing("r1").person.name == "Jaana"
    assert only(opened).is_open


def register_both(opened):
    """Somebody of the list, and the same person as a walk-in who was let in."""
    pen = Pen("list")
    opened.journal.absorb([pen.register(name="Müller, Jürgen", given="Jürgen", family="Müller")])
    walk_in = Registrar(opened.journal).add({"given": "Juergen", "family": "Mueller"}, sessions={})
    station_of(opened).check_in(walk_in.registration)
    return walk_in


def test_a_walk_in_that_sounds_like_somebody_of_the_list_is_asked_about(opened):
    walk_in = register_both(opened)
    Registrar(opened.journal).add({"given": "Xu", "family": "Mueller"}, sessions={})

    conflict = only(opened)

    assert conflict.kind is ConflictKind.WALK_IN
    assert (conflict.registration, conflict.other) == (walk_in.registration, "r1")


def test_two_registrations_of_one_person_become_one(opened):
    walk_in = register_both(opened)
    arrived = opened.journal.standing(walk_in.registration).arrived

    Inbox(opened.journal).resolve(only(opened).id, Resolution.SAME)
    known, merged = (opened.journal.standing(key) for key in ("r1", walk_in.registration))

    assert known.arrived.at == arrived.at
    assert (merged.status, merged.arrived) == (Status.SUBSTITUTED, None)
    assert opened.journal.counts().arrived == 1
    for code in (walk_in.code, "CODE-r1"):
        answer = station_of(opened).accept([code])
        assert (answer.standing.registration, answer.reason) == ("r1", Reason.ALREADY_ARRIVED)
    assert Inbox(opened.journal).open() == []


def test_a_merger_is_taken_back_as_a_whole(opened):
    walk_in = register_both(opened)
    before = list(opened.journal.standings())
    Inbox(opened.journal).resolve(only(opened).id, Resolution.SAME)

    station_of(opened).undo()

    assert list(opened.journal.standings()) == before
    assert opened.journal.find([walk_in.code]) == walk_in.registration


def test_a_merger_that_two_machines_make_at_once_moves_an_arrival_once(opened, tmp_path):
    register_both(opened)
    entries = [entry for _, entry in opened.journal.entries()]
    with event_file(tmp_path / "other", station="other") as other:
        other.journal.absorb(entries)
        for file in (opened, other):
            Inbox(file.journal).resolve(only(file).id, Resolution.SAME)
        opened.journal.absorb([entry for _, entry in other.journal.entries()])

    assert len(opened.journal.standing("r1").movements) == 1
    assert Inbox(opened.journal).open() == []


def test_entries_of_a_revoked_station_wait_until_somebody_takes_them_in(opened):
    list_, lost, hub = Pen("list"), Pen("lost"), Pen("hub")
    payload = {"station": "lost", "name": "Gate 2", "last_seq": 0}
    opened.journal.absorb([list_.register(), hub.write(Kind.REVOKED, None, payload=payload)])
    assert opened.journal.conflicts() == []
    opened.journal.absorb([lost.write(Kind.ARRIVED)])
    assert opened.journal.standing("r1").arrived is None

    conflict = only(opened)
    assert (conflict.kind, conflict.count, conflict.name) == (ConflictKind.REVOKED, 1, "Gate 2")
    Inbox(opened.journal).resolve(conflict.id, Resolution.SAME)

    assert opened.journal.standing("r1").arrived.entry == "lost1"
    assert opened.journal.counts().arrived == 1


def test_a_forked_journal_is_told_and_noted(opened):
    payload = {"station": "old", "from_seq": 7, "count": 3, "name": "Gate 2"}
    opened.journal.absorb([Pen("new").write(Kind.FORKED, None, payload=payload)])

    conflict = only(opened)
    assert (conflict.kind, conflict.count, conflict.stations) == ("forked", 3, ("old",))
    Inbox(opened.journal).resolve(conflict.id, Resolution.SAME)
    assert not only(opened).is_open


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (Kind.REVOKED, {"station": {"id": "lost"}, "last_seq": 1}),
        (Kind.REVOKED, {"station": "lost", "last_seq": 2**63}),
        (Kind.FORKED, {"station": ["old"], "from_seq": 1}),
    ],
)
def test_what_nobody_can_read_asks_nothing_and_hides_nothing(opened, kind, payload):
    opened.journal.absorb([Pen("odd").write(kind, None, payload=payload), *twice_admitted()])

    assert only(opened).kind is ConflictKind.ADMITTED_TWICE


def test_a_clock_that_becomes_known_moves_arrivals_in_the_views(opened):
    door = Session(id="s", name="Door", kind=SessionKind.ENTRANCE)
    Planner(opened.journal).plan_session(door)
    pen = Pen("slow")
    opened.journal.absorb([pen.register(), pen.write(Kind.ARRIVED, session="s", wall_ms=1000)])
    assert opened.journal.arrival_times() == [1000]

    payload = {"boot": "boot", "offset_ms": NOON_MS, "rtt_ms": 2}
    opened.journal.absorb([pen.write(Kind.CLOCK, None, payload=payload)])

    assert opened.journal.arrival_times() == [NOON_MS]
    assert opened.journal.standing("r1").arrived.at.timestamp() * 1000 == NOON_MS


def test_clocks_that_become_known_late_leave_views_as_a_rebuild_makes_them(opened):
    pen, hub = Pen("slow"), Pen("hub")

    def at(boot, entry):
        return replace(entry, boot=boot, mono_ms=entry.seq)

    def sample(boot, offset_ms, rtt_ms=4):
        payload = {"boot": boot, "offset_ms": offset_ms, "rtt_ms": rtt_ms}
        return at(boot, pen.write(Kind.CLOCK, None, payload=payload, wall_ms=5000))

    told = [
        *(pen.register(f"r{number}") for number in range(3)),
        at("one", pen.write(Kind.ARRIVED, "r0", wall_ms=1000)),
        at("two", pen.write(Kind.ARRIVED, "r1", wall_ms=2000)),
        sample("one", NOON_MS),
        at("three", pen.write(Kind.ARRIVED, "r2", wall_ms=3000)),
        sample("three", NOON_MS + 700),
        sample("one", NOON_MS + 90_000, rtt_ms=2),
        sample("two", NOON_MS + 50),
        *(
            hub.write(Kind.REVOKED, None, payload={"station": "slow", "last_seq": last})
            for last in (5, 4)
        ),
    ]
    seen = set()
    for entry in told:
        opened.journal.absorb([entry])
        times = opened.journal.arrival_times()
        seen.add(tuple(times))
        opened.journal.rebuild()

        assert opened.journal.arrival_times() == times
    assert (len(seen), times) == (8, [1000])
