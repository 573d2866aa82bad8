"""``hub board``: the link to the live page, and who may use it."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from app.commands.context import answer
from app.commands.hub_opening import known_hub, told_address
from app.errors import InputError


def board(
    new: Annotated[bool, typer.Option("--new", help="Another link; the old one ends.")] = False,
    off: Annotated[bool, typer.Option("--off", help="Show no board any more.")] = False,
    address: Annotated[str | None, typer.Option(help="HOST:PORT that browsers use.")] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Aggregate of an earlier edition, shown as outlines.")
    ] = None,
) -> None:
    """Show the link to the live board: counts for any browser, no names."""
    from app.hub.board_feed import save_before
    from app.hub.board_key import board_key, board_link, close_board, renew_board_key
    from app.reports.aggregate import read_aggregate

    if new and off:
        sentence = "A board is either given a new link (--new) or put away (--off)."
        raise InputError(sentence)
    earlier = None if compare is None else read_aggregate(compare)
    here = known_hub()
    with closing(here.store):
        if off:
            close_board(here.store)
            answer({"board": None}, "The board is put away; its link opens nothing.")
            return
        reached_at = address or told_address(here.memo)
        key = board_key(here.store)
        if new or not key:
            key = renew_board_key(here.store)
        if earlier is not None:
            save_before(here.store, [(one.minute, one.arrivals) for one in earlier.bins_5])
    link = board_link(reached_at, key)
    answer({"board": link}, link)
