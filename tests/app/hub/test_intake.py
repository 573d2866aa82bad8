"""The longest continuing beginning is taken; contradictions are refused whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.hub.intake import EMPTY, RefusedError, take_in
from app.model.entry import FORMAT_VERSION
from app.ports.hub import Head
from app.sync import wire
from tests.app.journals import Pen

LENGTH = 8


@pytest.fixture(scope="module")
def chain():
    return chain_of("a")


def chain_of(station):
    pen = Pen(station)
    for number in range(LENGTH):
        pen.register(f"r{number}")
    return pen.entries


def taken(chain, head, pushed):
    """Push entries to a hub that has the first *head* of a chain."""
    known = {entry.seq: entry.id for entry in chain[:head]}
    at = Head(head, chain[head - 1].link()) if head else EMPTY
    push = wire.PushRequest(epoch="e", station="a", entries=pushed)
    return take_in(push, at, known)


@given(st.integers(0, LENGTH), st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_repeats_are_done_already_and_holes_end_the_push(head, first, last):
    chain = chain_of("a")
    intake = taken(chain, head, chain[first:last])

    if first < last and first <= head:
        assert [entry.seq for entry in intake.fresh] == list(range(head + 1, last + 1))
        assert intake.acked == last
        assert intake.head.seq == max(head, last)
    else:
        assert not intake.fresh
        assert intake.has_hole == (first < last)
        assert intake.acked == head


def test_a_hole_in_the_middle_ends_the_push(chain):
    intake = taken(chain, 0, [chain[0], chain[1], chain[3]])

    assert [entry.seq for entry in intake.fresh] == [1, 2]
    assert intake.acked == 2
    assert not intake.has_hole


def test_the_end_of_the_chain_is_that_of_the_last_entry(chain):
    assert taken(chain, 2, chain[2:]).head == Head(LENGTH, chain[-1].link())


def test_another_entry_under_a_known_number_is_a_fork(chain):
    assert refused(chain, 3, [replace(chain[1], id="other")]) == (409, wire.FORKED)


def test_an_entry_that_does_not_follow_is_a_fork(chain):
    assert refused(chain, 1, [replace(chain[1], prev="0" * 64)]) == (409, wire.FORKED)


def test_a_changed_payload_is_damage(chain):
    assert refused(chain, 1, [replace(chain[1], payload={"x": 1})]) == (422, wire.DAMAGED)


def test_an_erased_payload_is_none(chain):
    assert len(taken(chain, 1, [replace(chain[1], payload=None)]).fresh) == 1


@pytest.mark.parametrize("change", [{"wall_ms": 2**63}, {"mono_ms": -(2**70)}, {"station": "b"}])
def test_what_no_database_could_hold_is_damage(chain, change):
    assert refused(chain, 1, [replace(chain[1], **change)]) == (422, wire.DAMAGED)


def test_a_newer_format_asks_for_an_update(chain):
    newer = replace(chain[0], v=FORMAT_VERSION + 1)

    assert refused(chain, 0, [newer]) == (426, wire.TOO_NEW)


def test_nothing_of_a_refused_push_is_taken(chain):
    with pytest.raises(RefusedError):
        taken(chain, 0, [*chain[:3], replace(chain[3], prev="")])


def refused(chain, head, pushed):
    with pytest.raises(RefusedError) as refusal:
        taken(chain, head, pushed)
    return refusal.value.status, refusal.value.refusal.reason
