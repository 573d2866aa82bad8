"""What a desk does for one guest beyond letting them in."""

from collections.abc import Mapping

from app.bootstrap.rights import Rights
from app.bootstrap.workplace import Workplace
from app.model.person import Person
from app.model.standing import Standing, Status
from app.search.resemblance import resembling
from db.search_index import SqliteSearchIndex

_COMING = (Status.ACTIVE, Status.UNPAID)


class Concierge:
    """Implements `ui.guest_desk.GuestDesk`; safe to call from several threads."""

    def __init__(self, workplace: Workplace, rights: Rights) -> None:
        self._workplace = workplace
        self._rights = rights

    def resembling(self, fields: Mapping[str, str]) -> list[Standing]:
        """Return who may be the guest of *fields* under another spelling, likeliest first."""
        index = SqliteSearchIndex(self._workplace.file.database)
        hits = resembling(index, self._workplace.finder, Person(fields).name)
        found = map(self._workplace.journal.standing, (hit.id for hit in hits))
        return [one for one in found if one and one.status in _COMING and one.merged_into is None]

    def substitute(self, registration: str, fields: Mapping[str, str]) -> Standing:
        """Let another person come instead; an arrival of a moment ago was theirs."""
        since_ms = self._rights.undoable_since_ms()
        return self._workplace.registrar.substitute(registration, fields, since_ms=since_ms)

    def reinstate(self, registration: str) -> Standing:
        """Let somebody come again who was cancelled."""
        self._rights.require_organiser("Taking back a cancellation")
        return self._workplace.registrar.amend(registration, {"status": "active"})
