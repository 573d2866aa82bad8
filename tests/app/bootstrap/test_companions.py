"""Companions who are counted with a guest, and what one undo takes back of that."""

import pytest

from app.model.entry import Kind
from tests.app.bootstrap.desks import real_desk
from tests.app.journals import Pen


@pytest.fixture
def desk(tmp_path):
    with real_desk(tmp_path) as (workplace, desk, _clock):
        workplace.journal.absorb([Pen("list").register("jana", name="Jana Müller")])
        yield desk


def numbers(desk):
    counts = desk.counts()
    return counts.arrived, counts.counted


def test_the_key_that_lets_a_host_in_with_companions_is_undone_whole(desk):
    desk.crowd.accompany("jana", 3, session=None)
    assert numbers(desk) == (1, 3)

    undone = desk.undo()

    assert (undone.kind, undone.number) == (Kind.COUNTED, 3)
    assert numbers(desk) == (0, 0)
    assert desk.latest(5) == []
    assert desk.undo() is None


def test_a_host_who_was_here_before_stays(desk):
    desk.check_in("jana", session=None)
    desk.crowd.accompany("jana", 3, session=None)

    desk.undo()

    assert numbers(desk) == (1, 0)
    assert len(desk.latest(5)) == 1
