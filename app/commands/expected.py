"""Who may come, for commands that do something for each of them."""

from collections.abc import Iterator

from app.commands.context import context
from app.model.standing import Standing, Status

_GONE = (Status.CANCELLED, Status.SUBSTITUTED, Status.REVOKED)


def expected() -> Iterator[Standing]:
    """Yield everybody who may come."""
    standings = context().workplace.journal.standings()
    return (standing for standing in standings if standing.status not in _GONE)
