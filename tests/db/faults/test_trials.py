"""On a disk that loses what was not flushed, fails or is full: no answer without its entry."""

import pytest

from app.commands import bench_power
from app.commands.bench_power import NORMAL, full_disk, io_errors, power_cuts

pytestmark = pytest.mark.expects_log


def test_a_power_cut_loses_nothing_that_was_answered(tmp_path):
    loss = power_cuts(tmp_path, 60, seed=1)

    assert (loss.trials, loss.lost, loss.damaged) == (60, 0, 0)
    assert loss.answered > 100


def test_without_flushes_the_trial_sees_a_loss(tmp_path):
    loss = power_cuts(tmp_path, 20, synchronous=NORMAL, seed=1)

    assert loss.lost > 0


def test_a_disk_that_fails_at_any_call_of_a_check_in_promises_nothing(tmp_path):
    loss = io_errors(tmp_path)

    assert loss.trials > 50
    assert (loss.lost, loss.damaged) == (0, 0)
    assert loss.answered == 2


def test_a_disk_that_is_full_at_every_commit_loses_nothing(tmp_path):
    loss = full_disk(tmp_path, 200, seed=1)

    assert (loss.answered, loss.lost, loss.damaged) == (200, 0, 0)


def test_the_bench_says_whether_all_is_safe(tmp_path):
    figures = bench_power.measure(tmp_path, 10)

    assert figures["is_safe"]
    assert (figures["cuts"], figures["lost"], figures["full_disk_trials"]) == (10, 0, 50)
    assert figures["control_lost"] > 0
