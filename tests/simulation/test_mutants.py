"""The simulation sees: each planted bug breaks a law within ten seeds."""

import pytest

from tests.simulation.mutants import MUTANTS
from tests.simulation.run import HUNT, hunt, run


@pytest.mark.parametrize("name", MUTANTS)
def test_a_planted_bug_is_seen_within_ten_seeds(name):
    report = hunt(name)

    assert report is not None
    assert report.violations
    assert not run(report.seed, MUTANTS[name].plot).violations, "it was the bug"
    assert report.seed < HUNT
