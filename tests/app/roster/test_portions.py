"""Portions follow how busy the machine is, and whether somebody waits."""

import pytest

from app.model.entry import Draft, Kind
from app.roster.portions import (
    AWAITED_FOR_S,
    GIVE_WAY_S,
    HOLD_S,
    LARGEST,
    SMALLEST,
    STEP_S,
    Portions,
)

CROWD = [Draft(kind=Kind.REGISTERED, registration=str(n), payload={}) for n in range(50_000)]


class Machine:
    """Records so many rows a second; sometimes somebody waits."""

    def __init__(self, rows_a_second):
        self.now_s, self.is_awaited = 0.0, False
        self._rows_a_second = rows_a_second
        self.pauses = []
        self.portions = Portions(lambda: self.is_awaited, lambda: self.now_s, self.pauses.append)

    def record(self, drafts=CROWD):
        """Return what one transaction records, step by step."""
        steps = []
        for step in self.portions.turn(drafts):
            self.now_s += len(step) / self._rows_a_second
            steps.append(list(step))
        return steps


@pytest.mark.parametrize(
    ("rows_a_second", "size"), [(100, SMALLEST), (2_000, 120), (10**9, LARGEST)]
)
def test_a_step_takes_as_long_as_somebody_may_wait(rows_a_second, size):
    machine = Machine(rows_a_second)
    for _ in range(5):
        machine.record()

    assert machine.portions.size == size


def test_a_transaction_takes_as_long_as_nobody_minds():
    machine = Machine(2_000)
    machine.record()
    begun_s = machine.now_s
    machine.record()

    assert HOLD_S <= machine.now_s - begun_s < HOLD_S + STEP_S


def test_between_steps_other_threads_have_a_turn():
    machine = Machine(2_000)
    steps = machine.record()

    assert machine.pauses == [GIVE_WAY_S] * len(steps)


def test_it_ends_with_the_step_in_which_somebody_began_to_wait():
    machine = Machine(2_000)
    machine.record()

    machine.is_awaited = True
    assert len(machine.record()) == 1


def test_after_somebody_waited_one_step_is_a_transaction_for_a_while():
    machine = Machine(2_000)
    machine.is_awaited = True
    machine.record()

    machine.is_awaited = False
    assert len(machine.record()) == 1
    machine.now_s += AWAITED_FOR_S
    assert len(machine.record()) > 1


def test_everything_is_recorded_once_and_in_order():
    machine, left, done = Machine(2_000), CROWD[:3_000], []
    while left:
        steps = machine.record(left)
        done += [draft for step in steps for draft in step]
        left = CROWD[len(done) : 3_000]

    assert done == CROWD[:3_000]
