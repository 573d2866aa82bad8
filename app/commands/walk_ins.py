"""``sync walk-ins``: what becomes of people who came without a ticket of pretix."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.context import answer, context
from app.ports.pretix import WalkInProduct


def walk_ins(
    product: Annotated[
        int | None, typer.Option(help="Number of the product that pretix shall order for them.")
    ] = None,
    variation: Annotated[int | None, typer.Option(help="Number of its variation.")] = None,
    date: Annotated[int | None, typer.Option(help="Number of the date of a series.")] = None,
    event: Annotated[str, typer.Option(help="Short name of the event, of several.")] = "",
    off: Annotated[bool, typer.Option("--off", help="Order nothing any more.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write those who have no ticket as CSV for pretix's import.")
    ] = None,
) -> None:
    """Show what is ordered for walk-ins and who is kept without a ticket, or choose it.

    Orders need a device with full access; they are free of charge, paid, and carry the code that
    the guest has here.
    """
    from app.bootstrap.pretix_walk_ins import WalkIns

    here = WalkIns(context().workplace)
    if out is not None:
        rows = here.export(out)
        answer({"rows": rows, "file": str(out)}, f"{rows} walk-ins written to {out}.")
        return
    if product is not None:
        chosen = WalkInProduct(event=event, item=product, variation=variation, subevent=date)
        here.choose(chosen)
    elif off:
        here.choose(None)
    said = here.look()
    answer(said, "\n".join(_lines(said)))


def _lines(said: dict[str, Any]) -> list[str]:
    chosen = said["product"]
    lines = [
        f"Product {chosen['id']} of {chosen['event']} is ordered for walk-ins."
        if chosen
        else "Nothing is ordered for walk-ins; choose a product with --product NUMBER."
    ]
    if chosen and not said["may_order"]:
        lines.append(
            "This device may not order; give it the profile Full device access in pretix, or"
            " export them with --out FILE."
        )
    lines.append(f"{said['kept']} walk-ins are kept here without a ticket of pretix.")
    for one in said["products"]:
        lines.append(f"{one['event']}: {one['id']} {one['name']}")
        lines += [f"  variation {two['id']} {two['name']}" for two in one["variations"]]
    return lines
