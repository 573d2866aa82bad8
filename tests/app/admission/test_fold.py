"""The fold: a pure function of a set of entries."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from app.admission.fold import fold, living
from app.model.entry import Kind
from app.model.standing import Booking, Direction, Origin, Status
from tests.app.journals import NOON_MS, Pen

KINDS = (
    Kind.ARRIVED,
    Kind.DEPARTED,
    Kind.AMENDED,
    Kind.CANCELLED,
    Kind.PRINTED,
    Kind.ANNULLED,
    "kind of a newer release",
)


@st.composite
def histories(draw):
    """Entries of two stations about one registration, annulments of anything included."""
    pens = (Pen("a"), Pen("b"))
    entries = [pens[0].register(bookings={"w1": "booked"})]
    for _ in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(KINDS))
        entries.append(
            draw(st.sampled_from(pens)).write(
                kind,
                session=draw(st.sampled_from([None, "w1"])),
                wall_ms=NOON_MS + draw(st.integers(-5, 5)),
                ref=draw(st.sampled_from(entries)).id if kind == Kind.ANNULLED else None,
                payload={"by": "desk", "fields": {"name": draw(st.sampled_from("XY"))}},
            )
        )
    return entries


@given(histories(), st.randoms())
def test_any_order_and_any_double_give_the_same_standing(entries, random):
    shuffled = [*entries, *random.choices(entries, k=3)]
    random.shuffle(shuffled)

    assert fold("r1", shuffled) == fold("r1", entries)


@given(histories())
def test_an_annulled_entry_has_no_effect(entries):
    annulled = {e.ref for e in living(entries) if e.kind == Kind.ANNULLED}
    without = [entry for entry in entries if entry.id not in annulled]

    assert {e.id for e in living(entries)} == {e.id for e in without} & {
        e.id for e in living(entries)
    }
    assert not annulled & {entry.id for entry in living(entries)}


def test_nobody_stands_without_a_registration():
    assert fold("r1", [Pen().write(Kind.ARRIVED)]) is None


def test_an_annulled_registration_leaves_nobody():
    pen = Pen()
    pen.write(Kind.ANNULLED, ref=pen.register().id)

    assert fold("r1", pen.entries) is None


def test_an_annulled_annulment_restores():
    pen = Pen()
    pen.register()
    arrived = pen.write(Kind.ARRIVED)
    undo = pen.write(Kind.ANNULLED, ref=arrived.id)
    pen.write(Kind.ANNULLED, ref=undo.id)

    assert fold("r1", pen.entries).is_inside(None)


def test_a_circle_of_forged_annulments_ends():
    pen = Pen()
    pen.register()
    pen.write(Kind.ANNULLED, ref="a3")
    pen.write(Kind.ANNULLED, ref="a2")

    assert fold("r1", pen.entries) is not None


def test_a_chain_of_annulments_may_be_longer_than_the_stack():
    pen = Pen()
    pen.register()
    last = pen.write(Kind.ARRIVED)
    for _ in range(2 * sys.getrecursionlimit()):
        last = pen.write(Kind.ANNULLED, ref=last.id)

    assert fold("r1", pen.entries).is_inside(None)


def test_movements_tell_first_arrival_and_who_is_inside():
    pen = Pen()
    pen.register()
    first = pen.write(Kind.ARRIVED, session="s")
    pen.write(Kind.DEPARTED, session="s")
    pen.write(Kind.ARRIVED, session="s")
    standing = fold("r1", pen.entries)

    assert standing.first_arrival("s").entry == first.id
    assert standing.is_inside("s")
    assert [m.direction for m in standing.movements].count(Direction.IN) == 2


def test_a_desk_correction_stays_apart_from_what_the_list_said():
    pen = Pen()
    pen.register(name="Jana Muller")
    pen.write(Kind.AMENDED, payload={"by": "desk", "fields": {"name": "Jana Müller"}})
    standing = fold("r1", pen.entries)

    assert standing.person.name == "Jana Müller"
    assert standing.source == {"name": "Jana Muller"}


def test_an_empty_value_takes_a_field_away():
    pen = Pen()
    pen.register(name="Ana", organisation="HHU")
    pen.write(Kind.AMENDED, payload={"by": "desk", "fields": {"organisation": ""}})

    assert fold("r1", pen.entries).person.fields == {"name": "Ana"}


def test_a_new_code_makes_the_old_one_a_former_code():
    pen = Pen()
    pen.register()
    pen.write(Kind.AMENDED, payload={"by": "desk", "code": "NEW"})
    standing = fold("r1", pen.entries)

    assert (standing.code, standing.former_codes) == ("NEW", {"CODE-r1"})


def test_a_substituted_person_gives_the_seats_away():
    pen = Pen()
    pen.register(bookings={"w1": "booked"})
    pen.write(Kind.SUBSTITUTED, payload={"by": "r2"})
    standing = fold("r1", pen.entries)

    assert (standing.status, standing.substitute) == (Status.SUBSTITUTED, "r2")
    assert standing.bookings == {}


def test_a_booking_can_be_moved_and_taken_away():
    pen = Pen()
    pen.register(bookings={"w1": "booked", "w2": "waiting"})
    moved = {"w1": None, "w2": "booked"}
    pen.write(Kind.AMENDED, payload={"by": "desk", "bookings": moved})
    standing = fold("r1", pen.entries)

    assert standing.bookings == {"w2": Booking.BOOKED}
    assert standing.source_bookings == {"w1": Booking.BOOKED, "w2": Booking.WAITING}


def test_words_of_a_newer_release_ask_a_human_instead_of_ending_the_program():
    pen = Pen()
    later = {"origin": "portal", "code": "X", "fields": {"name": "A"}, "status": "blocked"}
    pen.write(Kind.REGISTERED, payload={**later, "bookings": {"w1": "standby"}})
    standing = fold("r1", pen.entries)

    assert (standing.origin, standing.status) == (Origin.LIST, Status.UNPAID)
    assert standing.bookings == {"w1": Booking.WAITING}


def test_a_change_is_not_lost_when_the_clock_of_the_list_ran_ahead():
    lists, desk = Pen("list"), Pen("desk")
    lists.register(name="Jana Muller")
    corrected = {"by": "desk", "fields": {"name": "Jana Müller"}}
    desk.write(Kind.AMENDED, wall_ms=NOON_MS - 60_000, payload=corrected)

    assert fold("r1", lists.entries + desk.entries).person.name == "Jana Müller"
