"""The event in numbers, as the command line's contract defines them.

`figures` counts once; `app.reports.ledger.Ledger` keeps counting while the event goes on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from app.model.programme import Programme
from app.model.standing import Standing
from app.reports.account import Contact, Figures
from app.reports.doings import Doings
from app.reports.figures_json import as_json
from app.reports.ledger import Ledger

__all__ = ["Figures", "as_json", "figures"]


def figures(
    programme: Programme,
    standings: Iterable[Standing],
    *,
    counted: int | None = None,
    doings: Doings | None = None,
    now: datetime | None = None,
    contacts: Sequence[Contact] = (),
) -> Figures:
    """Count an event. Registrations that were substituted are left out of every number.

    Args:
        programme: Event and sessions.
        standings: Everybody, by the same journal.
        counted: People tallied without a name; else *doings* tell.
        doings: What the journal says beside the standings.
        now: Until when; else the end of the event.
        contacts: How well the stations are known; none where this machine is alone.
    """
    ledger = Ledger(programme, doings)
    for standing in standings:
        ledger.put(standing)
    numbers = ledger.figures(now or programme.event.ends, contacts)
    if counted is None:
        return numbers
    change = counted - numbers.counted
    here = replace(
        numbers.here,
        value=numbers.here.value + change,
        minimum=numbers.here.minimum + change,
        maximum=numbers.here.maximum + change,
    )
    return replace(numbers, counted=counted, here=here)
