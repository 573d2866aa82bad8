"""Many stations, misfortune and a virtual clock, lived through seed by seed.

The simulation belongs to the tests, so only a checkout of Empfang has it.
"""

import importlib
import os
import sys
import time
from pathlib import Path
from typing import Any

import app
from app.errors import InputError

ROOT = Path(app.__file__).parents[1]
SIMULATION = ROOT / "tests" / "simulation"


def measure(
    _folder: Path, size: int, seed: int | None = None, *, mutants: bool = False
) -> dict[str, Any]:
    """Return how many of *size* seeds broke a law, and figures about them.

    Args:
        size: How many seeds, from nought on, over all cores.
        seed: Live through this one alone, again, instead.
        mutants: See instead that bugs planted on purpose are found.

    Raises:
        InputError: there is no simulation here.
    """
    runs = _simulation()
    if mutants:
        return {"mutants": [_hunted(runs, name) for name in runs.MUTANTS]}
    if seed is not None:
        return _told(runs.run(seed))
    began_s = time.perf_counter()
    reports = list(runs.run_many(range(size), os.cpu_count() or 1))
    broken = [_told(report) for report in reports if report.violations]
    return {**runs.figures(reports, time.perf_counter() - began_s), "failing": broken}


def _simulation() -> Any:
    if not SIMULATION.is_dir():
        sentence = (
            "The simulation is part of the tests, which this copy of Empfang comes without; run"
            " it in a checkout (python3 run.py bench simulation)."
        )
        raise InputError(sentence)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return importlib.import_module("tests.simulation.run")


def _told(report: Any) -> dict[str, Any]:
    return {
        "seed": report.seed,
        "digest": report.digest,
        "entries": report.entries,
        "violations": list(report.violations),
    }


def _hunted(runs: Any, name: str) -> dict[str, Any]:
    report = runs.hunt(name)
    if report is None:
        return {"mutant": name, "seed": None}
    return {"mutant": name, "seed": report.seed, "violation": report.violations[0]}
