"""``sync choose``: other events, dates of a series and check-in lists of pretix."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from app.commands.context import answer, context
from app.model.central import PretixChoice
from app.ports.pretix import Selection

Events = Annotated[
    list[str] | None,
    typer.Option("--event", help="Short name of an event of pretix; may be repeated."),
]
Dates = Annotated[
    list[str] | None,
    typer.Option("--date", help="Day or number of a date of a series; may be repeated."),
]
Lists = Annotated[
    list[str] | None,
    typer.Option("--list", help="Name or number of a check-in list; may be repeated."),
]


def choose(
    events: Events = None,
    dates: Dates = None,
    lists: Lists = None,
) -> None:
    """Work for other events of pretix, other dates of a series or with other lists as doors.

    What is not named stays as it is. The next sync fetches what is new; what is here stays.
    """
    from app.bootstrap.pretix_room import choose_again

    chosen = choose_again(context().workplace, choice_of(events, dates, lists))
    said = {"events": list(chosen.events), **shown_choice(chosen.selection)}
    answer(said, f"pretix: this station works for {', '.join(chosen.events)}; sync fetches it.")


def choice_of(
    events: Sequence[str] | None, dates: Sequence[str] | None, lists: Sequence[str] | None
) -> PretixChoice:
    """Return what was named on the command line."""
    return PretixChoice(
        events=tuple(events or ()),
        dates=tuple(dates) if dates else None,
        lists=tuple(lists) if lists else None,
    )


def shown_choice(selection: Selection) -> dict[str, Any]:
    """Return what of its events a station works for, as it is printed."""
    dates = selection.dates
    return {
        "dates": None if dates is None else sorted(dates),
        "lists_left_out": sorted(selection.left_out),
    }
