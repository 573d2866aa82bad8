"""Conflicts with names, doors and times."""

from app.bootstrap.questions import Questions
from app.bootstrap.recent import Recent
from app.bootstrap.workplace import furnish
from app.clock import to_instant
from app.model.conflict import ConflictKind, Resolution
from app.model.entry import Kind
from tests.app.journals import NOON_MS, HandClock, Pen, event_file

HOUR_MS = 3_600_000


def workplace_of(opened):
    return furnish(opened, HandClock())


def questions_of(opened, known=dict):
    return Questions(workplace_of(opened), known)


def clock_entry(pen, **more):
    payload = {"boot": "boot", "offset_ms": NOON_MS, "rtt_ms": 4, **more}
    return pen.write(Kind.CLOCK, None, payload=payload, wall_ms=NOON_MS - HOUR_MS)


def arrived(pen, at_ms, **more):
    return pen.write(Kind.ARRIVED, wall_ms=NOON_MS + at_ms, **more)


def test_names_come_from_the_journal_the_hub_and_at_last_the_id(tmp_path):
    one, two, own = Pen("one"), Pen("two-and-more"), Pen("list")
    entries = [own.register(), clock_entry(one, name="Tor 1"), arrived(one, 0), arrived(two, 9_000)]
    with event_file(tmp_path) as opened:
        opened.journal.absorb(entries)

        (asked,) = questions_of(opened).open()
        assert [side.station for side in asked.sides] == ["Tor 1", "two-an"]
        (asked,) = questions_of(opened, lambda: {"two-and-more": "Tor 2"}).open()
        assert asked.sides[1].station == "Tor 2"


def test_times_are_the_hubs_and_others_are_unsure(tmp_path):
    one, two = Pen("one"), Pen("two")
    first = one.write(Kind.ARRIVED, wall_ms=NOON_MS - HOUR_MS)
    entries = [Pen("list").register(), first, clock_entry(one), arrived(two, 9_000)]
    with event_file(tmp_path) as opened:
        opened.journal.absorb(entries)

        (asked,) = questions_of(opened).open()

    assert [(side.at, side.is_unsure) for side in asked.sides] == [
        (to_instant(NOON_MS), False),
        (to_instant(NOON_MS + 9_000), True),
    ]
    assert asked.since == to_instant(NOON_MS + 9_000)


def test_a_session_is_called_by_its_name(tmp_path):
    one, two, plan = Pen("one"), Pen("two"), Pen("plan")
    entries = [plan.plan_session("day2", "entrance"), Pen("list").register()]
    entries += [arrived(one, 0, session="day2"), arrived(two, 9_000, session="day2")]
    with event_file(tmp_path) as opened:
        opened.journal.absorb(entries)

        (asked,) = questions_of(opened).open()

    assert [side.door for side in asked.sides] == ["Day2", "Day2"]


def test_an_answer_and_its_undo_change_the_count(tmp_path):
    entries = [Pen("list").register(), arrived(Pen("one"), 0), arrived(Pen("two"), 9_000)]
    with event_file(tmp_path) as opened:
        opened.journal.absorb(entries)
        questions = questions_of(opened)
        assert questions.count() == 1

        entry = questions.resolve(questions.open()[0].id, Resolution.SAME)
        assert questions.count() == 0
        questions.reopen(entry)
        assert questions.count() == 1


def test_a_walk_in_stands_beside_whom_it_resembles(tmp_path):
    with event_file(tmp_path) as opened:
        workplace = workplace_of(opened)
        opened.journal.absorb([Pen("list").register(given="Jürgen", family="Müller")])
        walk_in = {"given": "Juergen", "family": "Mueller"}
        added = workplace.registrar.add(walk_in, sessions={})
        workplace.station.check_in(added.registration)

        (asked,) = Questions(workplace).open()

    assert asked.conflict.kind is ConflictKind.WALK_IN
    assert [side.is_listed for side in asked.sides] == [True, False]
    assert [side.person.family for side in asked.sides] == ["Müller", "Mueller"]
    assert [side.station for side in asked.sides] == ["", "Desk 1"]


def test_the_latest_are_shown_by_the_hubs_clock(tmp_path):
    with event_file(tmp_path) as opened:
        workplace = workplace_of(opened)
        opened.journal.absorb([Pen("list").register()])
        recent = Recent(opened.journal, workplace.clock)
        recent.note(workplace.station.accept(["CODE-r1"]))
        assert not recent.latest(1)[0].is_unsure
        late = {"boot": "boot", "offset_ms": NOON_MS + HOUR_MS, "rtt_ms": 4}
        opened.journal.absorb([Pen("other").write(Kind.CLOCK, None, payload=late)])

        recent.note(workplace.station.accept(["CODE-r1"]))
        assert recent.latest(1)[0].is_unsure
        sample = Pen(opened.station)
        sample.entries = [entry for _, entry in opened.journal.entries() if entry.station == "desk"]
        opened.journal.absorb([sample.write(Kind.CLOCK, None, payload=late, id="sample")])

        recent.note(workplace.station.accept(["CODE-r1"]))
        assert recent.latest(1)[0].at == to_instant(NOON_MS + HOUR_MS)
        assert not recent.latest(1)[0].is_unsure
