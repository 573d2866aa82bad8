"""``badge make``, ``badge check`` and ``badge designs``."""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from app.badge.design import load_design
from app.badge.library import DesignLibrary
from app.bootstrap.badges import DESIGNS, BadgeDesk
from app.commands.badge_design import design
from app.commands.badge_layout import layout
from app.commands.context import NO, YES, answer, context, finish
from app.commands.expected import expected
from app.errors import FileError, InputError
from app.model.badge import Problem, ProblemKind
from app.model.standing import Standing
from app.reading.payload import candidates

app = typer.Typer(add_completion=False, help="Badges.", no_args_is_help=True)
app.command("design")(design)
app.command("layout")(layout)

HARMLESS = (ProblemKind.TIGHT,)
_TELLS_EVERY_S = 1.0

Item = TypeVar("Item")


@app.command("make")
def make(
    out: Annotated[Path, typer.Option(help="The PDF to write.")],
    codes: Annotated[list[str] | None, typer.Argument(help="Whose badges.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Everybody who may come.")] = False,
    design: Annotated[str | None, typer.Option(help="A design's name or file.")] = None,
    stock: Annotated[str | None, typer.Option(help="What it is printed on.")] = None,
    skip: Annotated[int, typer.Option(min=0, help="Places of a begun sheet left empty.")] = 0,
) -> None:
    """Write badges as a PDF, a page a badge, or as many on a sheet as the stock has."""
    here = context()
    standings = list(expected() if everybody else standings_of(codes or []))
    if not standings:
        sentence = "Nobody was named; give codes, or --all when the list is not empty."
        raise InputError(sentence)
    desk = BadgeDesk(here.workplace, here.settings, design=design, stock=stock)
    start = time.perf_counter()
    rendered = desk.render(standings, skip=skip)
    took_ms = (time.perf_counter() - start) * 1000
    _write(out, rendered.pdf)
    answer(
        {"pages": rendered.pages, "ms": round(took_ms, 1)},
        f"{out}: {len(standings)} badges on {rendered.pages} pages, "
        f"{len(rendered.warnings)} warnings.",
    )


@app.command("check")
def check(
    design: Annotated[str | None, typer.Option(help="A design's name or file.")] = None,
    stock: Annotated[str | None, typer.Option(help="What it is printed on.")] = None,
) -> None:
    """Name everybody whose badge would not come out well."""
    here = context()
    desk = BadgeDesk(here.workplace, here.settings, design=design, stock=stock)
    everybody = list(expected())
    is_well = True
    for standing, problems in _watched(desk.checked(everybody), len(everybody)):
        for problem in problems:
            is_well = is_well and problem.kind in HARMLESS
            _tell(standing, problem)
    finish(YES if is_well else NO)


@app.command("designs")
def designs() -> None:
    """Show the designs that are shipped, and this machine's own."""
    library = DesignLibrary(context().data / DESIGNS)
    for name in library.names():
        design = load_design(library.path(name))
        size = f"{design.stock.width:g} × {design.stock.height:g} mm"
        answer(
            {
                "name": name,
                "title": design.name,
                "width_mm": design.stock.width,
                "height_mm": design.stock.height,
            },
            f"{name}: {design.name}, {size}",
        )


def _tell(standing: Standing, problem: Problem) -> None:
    """Print one problem of one person."""
    name = standing.person.name
    line = {
        "id": standing.registration,
        "name": name,
        "problem": problem.kind.value,
        "detail": problem.detail,
    }
    answer(line, f"{problem.kind.value:8} {name}: {problem.detail}")


def _watched(items: Iterable[Item], total: int) -> Iterator[Item]:
    """Yield *items*; say once a second on stderr how many of *total* are through."""
    told = time.monotonic()
    for number, item in enumerate(items, start=1):
        yield item
        now = time.monotonic()
        if now - told >= _TELLS_EVERY_S:
            told = now
            sys.stderr.write(f"{number} of {total} badges checked\n")
            sys.stderr.flush()


def standings_of(codes: Iterable[str]) -> Iterable[Standing]:
    """Yield the people behind codes.

    Raises:
        InputError: nobody has one of the codes.
    """
    journal = context().workplace.journal
    for code in codes:
        found = journal.find(list(candidates(code)))
        standing = journal.standing(found) if found else None
        if standing is None:
            sentence = f"Nobody has the code {code}; find looks for a name."
            raise InputError(sentence)
        yield standing


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        sentence = f"{path} cannot be written: {error.strerror}; choose another place."
        raise FileError(sentence) from error
