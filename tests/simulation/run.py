"""Runs of the simulation: one seed, many seeds, and the hunt for planted bugs."""

import logging
import multiprocessing
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.simulation.checks import judge
from tests.simulation.healing import heal
from tests.simulation.mutants import MUTANTS
from tests.simulation.stage import templates
from tests.simulation.story import Plot, Tally, story

HUNT = 10
"""Seeds within which each planted bug must be seen."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one seed came to."""

    seed: int
    violations: tuple[str, ...]
    tally: Tally = field(default_factory=Tally)
    entries: int = 0
    arrivals: int = 0
    wrong: int = 0
    digest: str = ""


def run(seed: int, plot: Plot | None = None) -> Report:
    """Live through one seed. An exception that nobody expects breaks a law, too."""
    with hushed(), story(seed, plot) as told:
        try:
            told.live()
            heal(told)
            verdict = judge(told)
        except Exception as error:  # noqa: BLE001 - whatever it is, the seed is named
            where = traceback.extract_tb(error.__traceback__)[-1]
            said = f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
            return Report(seed, (said,), told.tally)
        return Report(
            seed,
            verdict.violations,
            told.tally,
            verdict.entries,
            verdict.arrivals,
            verdict.wrong,
            verdict.digest,
        )


def run_many(seeds: Iterable[int], processes: int = 1) -> Iterator[Report]:
    """Yield a report a seed, in any order."""
    if processes == 1:
        yield from map(run, seeds)
        return
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap_unordered(run, seeds, chunksize=4)


def hunt(name: str, seeds: Iterable[int] = range(HUNT)) -> Report | None:
    """Return the first seed in which a planted bug breaks a law, None when none does."""
    mutant = MUTANTS[name]
    templates()  # what is there before a run was made without the bug
    with mutant.apply():
        reports = (run(seed, mutant.plot) for seed in seeds)
        return next((report for report in reports if report.violations), None)


def figures(reports: Iterable[Report], seconds: float) -> dict[str, object]:
    """Return sums over *reports*, which took so many seconds."""
    done = list(reports)
    arrivals, wrong = sum(r.arrivals for r in done), sum(r.wrong for r in done)
    return {
        "seeds": len(done),
        "violations": sum(len(report.violations) for report in done),
        "entries": sum(report.entries for report in done),
        "restored": sum(report.tally.restored for report in done),
        "forked": sum(report.tally.forked for report in done),
        "relayed": sum(report.tally.relayed for report in done),
        "revoked": sum(report.tally.revoked for report in done),
        "crashed": sum(report.tally.crashed for report in done),
        "wrong_first_arrivals": round(wrong / max(1, arrivals), 4),
        "seeds_per_s": round(len(done) / max(seconds, 1e-9), 2),
    }


@contextmanager
def hushed() -> Iterator[None]:
    """Keep warnings about forks and refusals, which are the point, out of sight."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
