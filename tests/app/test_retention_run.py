"""A deletion run among many people: how far it is, and where it stops."""

import gc
import threading
from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap.privacy import Privacy
from app.bootstrap.workplace import create_event, open_workplace
from app.model.entry import Draft, Kind
from app.model.retention import DataClass
from app.retention import PORTION

ENDS = datetime(2020, 12, 3, 21, tzinfo=UTC)
LATE = ENDS + timedelta(days=50)
PEOPLE = 2 * PORTION + 5


class StopError(Exception):
    """Somebody pulled the plug."""


@pytest.fixture
def place(tmp_path):
    create_event(tmp_path, "Fest", starts=ENDS - timedelta(hours=5), ends=ENDS)
    place = open_workplace(tmp_path)
    drafts = [
        Draft(kind=kind, registration=f"r{number:03}", payload=payload)
        for number in range(PEOPLE)
        for kind, payload in (
            (Kind.REGISTERED, {"origin": "list", "code": f"C-{number}", "fields": fields(number)}),
            (Kind.ARRIVED, {"reason": "registered"}),
        )
    ]
    with place.journal.write() as records:
        records.append_many(drafts)
    yield place
    place.close()


def fields(number):
    return {"name": f"Guest {number}", "email": f"g{number}@example.org"}


def with_address(place):
    return sum(bool(one.person.get("email")) for one in place.journal.standings())


def noted(place):
    return [(due.what, due.people) for _, due in Privacy(place).protocol()]


def test_a_run_tells_after_each_portion_how_far_it_is(place):
    told = []

    def go_on(*stage):
        told.append(stage)
        return True

    Privacy(place).delete_due(LATE, go_on)

    contact = DataClass.CONTACT
    assert told == [(contact, done, PEOPLE) for done in (PORTION, 2 * PORTION, PEOPLE)]
    assert (with_address(place), noted(place)) == (0, [(contact, PEOPLE)])


def test_a_stopped_run_is_in_the_protocol_as_far_as_it_came_and_goes_on_later(place):
    privacy = Privacy(place)

    (done,) = privacy.delete_due(LATE, lambda _what, done, _all: done < 2 * PORTION)

    assert done.people == 2 * PORTION
    assert with_address(place) == PEOPLE - 2 * PORTION
    assert noted(place) == [(DataClass.CONTACT, 2 * PORTION)]
    assert [due.people for due in privacy.would_delete(LATE)] == [PEOPLE - 2 * PORTION]

    (rest,) = privacy.delete_due(LATE)

    assert (rest.people, with_address(place)) == (PEOPLE - 2 * PORTION, 0)
    assert sum(people for _, people in noted(place)) == PEOPLE
    assert privacy.delete_due(LATE) == []


def test_the_collector_rests_meanwhile(place):
    """A full collection stops the thread of the window, too."""
    seen = []

    def go_on(*_stage):
        seen.append(gc.isenabled())
        return True

    Privacy(place).delete_due(LATE, go_on)

    assert set(seen) == {False}
    assert gc.isenabled()


def test_no_other_class_is_begun_after_a_stop(place):
    late = ENDS + timedelta(days=200)

    done = Privacy(place).delete_due(late, lambda _what, done, whole: done < whole)

    assert [due.what for due in done] == [DataClass.CONTACT]


def test_a_run_that_breaks_off_is_in_the_protocol_as_far_as_it_came(place):
    def fail(_what, _done, _all):
        raise StopError

    with pytest.raises(StopError):
        Privacy(place).delete_due(LATE, fail)

    assert with_address(place) == PEOPLE - PORTION
    assert noted(place) == [(DataClass.CONTACT, PORTION)]


def test_others_write_between_two_portions(place):
    """Nobody holds the transaction there: a desk beside the run writes at once."""
    added = []

    def add():
        added.append(place.registrar.add({"name": "Somebody New"}, sessions={}))
        place.journal.close()

    def go_on(what, _done, _all):
        if what is DataClass.CONTACT:
            desk = threading.Thread(target=add)
            desk.start()
            desk.join()
        return True

    Privacy(place).delete_due(LATE, go_on)

    assert len(added) == 3
    assert noted(place)[-1] == (DataClass.CONTACT, PEOPLE)
