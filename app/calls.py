"""Calls from station to station: somebody is needed, or somebody has come."""

from app.errors import InputError, UnknownError
from app.model.call import Call, CallReason
from app.model.entry import Draft, Entry, Kind
from app.ports import Journal, Records
from app.undoing import annul

LONGEST_NOTE = 200


class Caller:
    """Calls, and takes calls."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def open(self) -> list[Call]:
        """Return the calls that nobody has taken, the oldest first."""
        return self._journal.calls()

    def call(
        self, registration: str | None, reason: CallReason, *, to: str = "", note: str = ""
    ) -> Entry:
        """Record that somebody is needed, and why.

        What this station has asked about the same person before, and nobody has taken, is
        replaced; asking the very same again changes nothing. So does a kiosk that calls again.

        Args:
            registration: About whom; None for a call about nobody.
            reason: Why.
            to: Id of the station that is asked; empty for all.
            note: What they should know.

        Raises:
            UnknownError: no such registration.
            InputError: the note is too long.
        """
        words = " ".join(note.split())
        if len(words) > LONGEST_NOTE:
            sentence = f"A note has {LONGEST_NOTE} characters at most; nobody was called."
            raise InputError(sentence)
        with self._journal.write() as records:
            if registration is not None and records.standing(registration) is None:
                sentence = f"There is no registration {registration}; roster list shows all."
                raise UnknownError(sentence)
            before = self._asked(records, registration, reason)
            entry = records.entry(before.id) if before else None
            if before and entry and (before.to, before.note) == (to, words):
                return entry
            if entry is not None:
                annul(records, entry)
            payload = {"reason": reason.value, "to": to, "note": words}
            return records.append(
                Draft(kind=Kind.CALLED, registration=registration, payload=payload)
            )

    def answer(self, call: str) -> Entry:
        """Record that somebody of this station has taken a call.

        Raises:
            UnknownError: no such call.
            InputError: somebody has taken it, or it was taken back.
        """
        with self._journal.write() as records:
            entry = records.entry(call)
            if entry is None or entry.kind != Kind.CALLED:
                sentence = f"There is no call {call}; calls shows the open ones."
                raise UnknownError(sentence)
            if all(one.id != call for one in records.calls()):
                sentence = "This call was taken or taken back already; calls shows the open ones."
                raise InputError(sentence)
            return records.append(
                Draft(kind=Kind.ANSWERED, registration=entry.registration, ref=call, payload={})
            )

    def _asked(self, records: Records, registration: str | None, reason: CallReason) -> Call | None:
        """Return what this station has asked about that person; alerts of arrivals stay."""
        is_asked = reason is CallReason.KIOSK or (registration and reason is CallReason.HELP)
        if not is_asked:
            return None
        own = self._journal.station
        return next(
            (
                call
                for call in records.calls()
                if (call.registration, call.reason, call.station) == (registration, reason, own)
            ),
            None,
        )
