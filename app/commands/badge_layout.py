"""``badge layout``: a badge layout of pretix becomes a design of this machine."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.badge.choices import key_of
from app.badge.library import DesignLibrary
from app.badge.pretix_adopt import PretixLayout, adopt, layout_of
from app.bootstrap.badges import DESIGNS
from app.commands.context import answer, context
from app.errors import FileError, UnknownError

if TYPE_CHECKING:
    from app.sync.pretix.exchange import Exchange
    from app.sync.pretix.layouts import Layouts

_FOR = (
    "pretix prints it for: {products}. From now on this laptop does so, too; badge design shows who"
    " prints with which design, and changes it."
)
_TAKEN = (
    "Guests of the same name print with another layout already, and go on so: {categories};"
    " badge design changes that."
)
_BARE = (
    "For these products pretix prints no badge: {products}. Here everybody has one; print what is"
    " wanted by badge make.\n"
)


def layout(
    file: Annotated[
        Path | None,
        typer.Argument(help="The layout, JSON as pretix exports it; fetched without."),
    ] = None,
    background: Annotated[Path | None, typer.Option(help="Its background, a PDF.")] = None,
    name: Annotated[str, typer.Option(help="What to call the design, or which one to fetch.")] = "",
) -> None:
    """Make a design of a badge layout of pretix and say what it cannot keep.

    Without FILE all layouts of the events for which this station works are fetched, and guests
    print with those that pretix prints for their products.
    """
    library = DesignLibrary(context().workplace.file.path.parent.parent / DESIGNS)
    if file is not None:
        text = _read(file).decode("utf-8", "replace")
        given = [layout_of(text, name or file.stem, _read(background) if background else b"")]
    else:
        given = _fetched(name)
    chosen = set[str]()
    for one in given:
        _keep(library, one, chosen)


def _keep(library: DesignLibrary, given: PretixLayout, chosen: set[str]) -> None:
    """Make a design of a layout, and that of its guests but for those who were *chosen* before."""
    made = adopt(library, given)
    remarks = [remark.sentence for remark in made.remarks]
    if given.products:
        remarks.insert(0, _FOR.format(products=", ".join(given.products)))
    taken = [category for category in given.categories if key_of(category) in chosen]
    if taken:
        remarks.insert(1, _TAKEN.format(categories=", ".join(taken)))
    for category in given.categories:
        if key_of(category) not in chosen:
            library.choose(category, made.name)
    chosen.update(map(key_of, given.categories))
    answer(
        {
            "design": made.name,
            "file": str(made.path),
            "remarks": remarks,
            "products": list(given.products),
        },
        "\n".join([f"{made.name}: {made.path}", *remarks]),
    )


def _fetched(name: str) -> list[PretixLayout]:
    from app.bootstrap.pretix_room import exchange

    layouts = asyncio.run(_layouts(exchange(context().workplace)))
    if layouts.bare:
        sys.stderr.write(_BARE.format(products=", ".join(layouts.bare)))
    found = layouts.every
    wanted = [one for one in found if name in ("", one.name)]
    if not wanted:
        known = ", ".join(one.name for one in found) or "none; switch its plugin for badges on"
        sentence = f"pretix has no such badge layout here; it has {known}."
        raise UnknownError(sentence)
    return wanted


async def _layouts(steps: "Exchange") -> "Layouts":
    from app.sync.pretix.layouts import layouts_of

    link = steps.link()
    async with steps.connect(link.address, link.token) as client:
        return await layouts_of(client, link)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        sentence = f"{path} cannot be read ({error.strerror}); check the path."
        raise FileError(sentence) from error
