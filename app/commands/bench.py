"""``bench``: how fast this machine is, each figure beside the bare floor of the same run."""

import importlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.context import answer, context
from app.errors import FileError, InputError

app = typer.Typer(add_completion=False)

BENCHES: Mapping[str, tuple[str, int]] = {
    "scan": ("bench_scan", 10_000),
    "search": ("bench_search", 10_000),
    "badge": ("bench_badge", 600),
    "wedge": ("bench_wedge", 10_000),
    "decode": ("bench_decode", 256),
    "import": ("bench_import", 10_000),
    "start": ("bench_start", 10_000),
    "window": ("bench_window", 10_000),
    "papers": ("bench_papers", 10_000),
    "day": ("bench_day", 20_000),
    "crash": ("bench_crash", 200),
    "storm": ("bench_storm", 60),
    "outage": ("bench_outage", 5),
    "simulation": ("bench_simulation", 200),
    "power": ("bench_power", 1_000),
    "hub": ("bench_hub", 100_000),
    "board": ("bench_board", 10_000),
    "pretix": ("bench_pretix", 10_000),
}
"""Measurement to module and usual size. A module offers ``measure(folder, size)``."""

SEEDED = ("decode", "storm", "simulation")
"""Those whose ``measure`` also takes a ``seed``."""

PROOFS = ("crash", "power", "storm", "outage", "simulation", "day", "pretix")
"""Those that take long and prove rather than measure, so they are run by name only."""


@app.command()
def bench(
    names: Annotated[list[str] | None, typer.Argument(help=", ".join(BENCHES))] = None,
    size: Annotated[
        int | None,
        typer.Option(min=1, help="Guests, badges, frames, kills, cuts, actions or seconds."),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help="The same pictures or faults again.")
    ] = None,
    seeds: Annotated[int | None, typer.Option(min=1, help="Runs of the simulation.")] = None,
    mutants: Annotated[bool, typer.Option("--mutants", help="Planted bugs instead.")] = False,
) -> None:
    """Measure this machine; without a name everything. Real events are not touched."""
    chosen = names or [name for name in BENCHES if name not in PROOFS]
    for name in chosen:
        if name not in BENCHES:
            sentence = f"There is no measurement {name}; there are: {', '.join(BENCHES)}."
            raise InputError(sentence)
    for name in chosen:
        module, usual = BENCHES[name]
        options: dict[str, int | None] = {"seed": seed} if name in SEEDED else {}
        options |= {"mutants": mutants} if name == "simulation" else {}
        answer({"bench": name, **_measured(module, seeds or size or usual, options)})


def _measured(module: str, size: int, options: Mapping[str, int | None]) -> dict[str, Any]:
    """Run one measurement in a folder of its own, on the disk that the events are on."""
    data = context().data
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="bench-", dir=data) as folder:
            figures: dict[str, Any] = importlib.import_module(f"app.commands.{module}").measure(
                Path(folder), size, **options
            )
            return figures
    except OSError as error:
        sentence = f"Nothing can be measured in {data}: {error.strerror}; choose another --data."
        raise FileError(sentence) from error
