"""Corrected time and stations shut out: pure functions of the journal."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from app.admission.bearings import take_bearings
from app.admission.fold import fold
from app.clock import to_instant
from app.model.entry import Kind, digest
from tests.app.journals import NOON_MS, Pen

DAY_MS = 86_400_000


def stamped(entry, *, boot="boot", mono_ms=0):
    return replace(entry, boot=boot, mono_ms=mono_ms)


def sample(pen, offset_ms, *, rtt_ms=4, mono_ms=0, wall_ms=NOON_MS, boot="boot"):
    """A station's clock compared with the hub's."""
    payload = {"boot": boot, "offset_ms": offset_ms, "rtt_ms": rtt_ms}
    entry = pen.write(Kind.CLOCK, None, payload=payload, wall_ms=wall_ms)
    return stamped(entry, boot=boot, mono_ms=mono_ms)


def test_without_any_sample_the_wall_clock_is_all_there_is():
    entry = Pen().write(Kind.ARRIVED, wall_ms=NOON_MS)

    moment = take_bearings([entry]).moment(entry)

    assert (moment.ms, moment.is_unsure) == (NOON_MS, False)


def test_the_sample_with_the_shortest_way_corrects_its_whole_boot():
    pen = Pen()
    before = stamped(pen.write(Kind.ARRIVED, wall_ms=NOON_MS - DAY_MS), mono_ms=1000)
    poor = sample(pen, NOON_MS + 900, rtt_ms=2000)
    good = sample(pen, NOON_MS, rtt_ms=4)
    after = stamped(pen.write(Kind.ARRIVED, wall_ms=0), mono_ms=5000)

    bearings = take_bearings([poor, good])

    assert bearings.moment(before).ms == NOON_MS + 1000
    assert bearings.moment(after).ms == NOON_MS + 5000
    assert not bearings.moment(after).is_unsure


def test_a_boot_without_sample_goes_by_the_last_known_drift_and_is_unsure():
    pen = Pen()
    first = sample(pen, NOON_MS, wall_ms=NOON_MS - DAY_MS)
    other = stamped(pen.write(Kind.ARRIVED, wall_ms=NOON_MS - DAY_MS + 60_000), boot="later")

    moment = take_bearings([first]).moment(other)

    assert (moment.ms, moment.is_unsure) == (NOON_MS + 60_000, True)


def test_clocks_that_are_a_day_off_do_not_decide_who_came_first():
    good, bad = Pen("good"), Pen("bad")
    clocks = [sample(good, NOON_MS), sample(bad, NOON_MS, wall_ms=NOON_MS - DAY_MS)]
    register = good.register()
    late = stamped(bad.write(Kind.ARRIVED, wall_ms=NOON_MS - DAY_MS + 9000), mono_ms=9000)
    early = stamped(good.write(Kind.ARRIVED, wall_ms=NOON_MS + 3000), mono_ms=3000)

    with_clocks = fold("r1", [register, late, early], take_bearings(clocks))
    without = fold("r1", [register, late, early])

    assert with_clocks.arrived.entry == early.id
    assert without.arrived.entry == late.id  # what the samples are for


def revoke(pen, station, last_seq):
    payload = {"station": station, "name": "Gate", "last_seq": last_seq}
    return pen.write(Kind.REVOKED, None, payload=payload)


def pardon(pen, revocation, answer="same"):
    payload = {"conflict": "c", "as": answer, "of": revocation.id}
    return pen.write(Kind.RESOLVED, None, payload=payload)


def test_what_a_station_wrote_after_it_was_shut_out_does_not_count():
    lost, hub = Pen("lost"), Pen("hub")
    entries = [lost.register(), lost.write(Kind.ARRIVED), lost.write(Kind.DEPARTED)]
    bearings = take_bearings([revoke(hub, "lost", 2)])

    standing = fold("r1", entries, bearings)

    assert [movement.entry for movement in standing.movements] == ["lost2"]


def test_a_human_may_take_those_entries_in_and_think_better_of_it():
    lost, hub = Pen("lost"), Pen("hub")
    late = [lost.register(), lost.write(Kind.ARRIVED)]
    revocation = revoke(hub, "lost", 0)
    word = pardon(hub, revocation)
    undone = hub.write(Kind.ANNULLED, None, ref=word.id)

    assert fold("r1", late, take_bearings([revocation])) is None
    assert fold("r1", late, take_bearings([revocation, word])).arrived
    assert fold("r1", late, take_bearings([revocation, word, undone])) is None
    assert fold("r1", late, take_bearings([revocation, pardon(hub, revocation, "second")])) is None


def test_a_station_that_was_shut_out_does_not_pardon_itself():
    lost, hub = Pen("lost"), Pen("hub")
    revocation = revoke(hub, "lost", 0)

    bearings = take_bearings([revocation, pardon(lost, revocation)])

    assert bearings.shut_out == {"lost": 0}


words = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
MEMBERS = """fields bookings status code by base as conflict codes into of since_ms boot offset_ms
    rtt_ms station last_seq from_seq count serial origin signed name reason"""
members = st.sampled_from(MEMBERS.split())


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), st.dictionaries(members, words))))
def test_no_payload_stops_a_station(said):
    pen = Pen()
    pen.register()
    for kind, payload in said:
        entry = pen.write(kind, payload=payload)
        assert entry.payload_digest == digest(payload)

    bearings = take_bearings(pen.entries)

    assert fold("r1", pen.entries, bearings).registration == "r1"


numbers = st.integers(-(2**63), 2**63 - 1)


@given(numbers, numbers, numbers)
def test_no_clock_leaves_the_calendar(wall_ms, mono_ms, offset_ms):
    pen = Pen()
    clock = sample(pen, offset_ms)
    register = pen.register()
    arrived = stamped(pen.write(Kind.ARRIVED, wall_ms=wall_ms), mono_ms=mono_ms)

    for bearings in (take_bearings([]), take_bearings([clock])):
        assert fold("r1", [register, arrived], bearings).arrived.at.year >= 1970


def test_the_time_of_a_forged_clock_is_a_date_in_every_zone():
    pen = Pen()
    forged = pen.write(Kind.ARRIVED, wall_ms=2**63 - 1)

    moment = take_bearings([forged]).moment(forged)

    assert to_instant(moment.ms).astimezone(ZoneInfo("Pacific/Kiritimati")).year > 2026
