"""What the central ticket system did not take: a question on every machine, and its answers."""

import pytest

from app.errors import InputError
from app.inbox import Inbox
from app.model.conflict import ConflictKind, Resolution
from app.model.entry import Draft, Kind
from tests.app.journals import NOON_MS, Pen, event_file, station_of


@pytest.fixture
def opened(tmp_path):
    with event_file(tmp_path) as file:
        pen = Pen("list")
        pen.register()
        file.journal.absorb(pen.entries)
        yield file


def arrive(opened):
    with opened.journal.write() as records:
        return records.append(Draft(kind=Kind.ARRIVED, registration="r1", payload={}))


def decline(opened, ref, reason="canceled", registration="r1"):
    payload = {"reason": reason, "explanation": "Nope", "system": "pretix.eu/o/e"}
    with opened.journal.write() as records:
        return records.append(
            Draft(kind=Kind.DECLINED, registration=registration, ref=ref, payload=payload)
        )


def arrived(opened):
    return opened.journal.standing("r1").arrived is not None


def test_it_is_asked_about_once_with_its_reason(opened):
    entry = arrive(opened)
    decline(opened, entry.id)
    decline(opened, entry.id)

    (conflict,) = Inbox(opened.journal).open()

    assert conflict.kind is ConflictKind.DECLINED
    assert conflict.values == ("canceled", "Nope")
    assert (conflict.entries, conflict.name) == ((entry.id,), "Ana Li")


def test_kept_here_it_goes_on_counting(opened):
    decline(opened, arrive(opened).id)
    inbox = Inbox(opened.journal)

    inbox.resolve(inbox.open()[0].id, Resolution.SAME)

    assert inbox.open() == []
    assert arrived(opened)


def test_taken_back_here_and_undone_it_is_asked_again(opened):
    decline(opened, arrive(opened).id)
    inbox = Inbox(opened.journal)
    conflict = inbox.open()[0]

    inbox.resolve(conflict.id, Resolution.SECOND)
    assert not arrived(opened)
    assert inbox.open() == []
    with pytest.raises(InputError, match="resolved already"):
        inbox.resolve(conflict.id, Resolution.SECOND)

    station_of(opened).undo()
    assert arrived(opened)
    assert [one.id for one in inbox.open()] == [conflict.id]


def test_what_the_desk_took_back_by_itself_asks_nothing(opened):
    decline(opened, arrive(opened).id)
    station_of(opened).undo()

    assert Inbox(opened.journal).open() == []


def test_an_annulment_that_came_too_late_can_be_taken_back(opened):
    arrive(opened)
    undone = station_of(opened).undo()
    annulment = opened.journal.recent_own([Kind.ANNULLED])
    decline(opened, next(annulment).id, "annul_late")
    inbox = Inbox(opened.journal)
    assert undone is not None
    (conflict,) = inbox.open()

    inbox.resolve(conflict.id, Resolution.SECOND)

    assert arrived(opened)
    assert inbox.open() == []


@pytest.mark.parametrize("ref", ["nothing", None])
def test_one_about_nothing_is_not_asked(opened, ref):
    decline(opened, ref)

    assert opened.journal.conflicts() == []


def test_one_about_an_unknown_person_is_not_asked(opened):
    decline(opened, arrive(opened).id, registration="r9")

    assert opened.journal.conflicts() == []


def test_one_without_a_reason_is_kept_and_not_read(opened):
    entry, pen = arrive(opened), Pen("odd")
    pen.write(Kind.DECLINED, ref=entry.id, wall_ms=NOON_MS, payload={"reason": 7})
    pen.write(Kind.DECLINED, ref=entry.id, wall_ms=NOON_MS)
    opened.journal.absorb(pen.entries)

    assert opened.journal.conflicts() == []
