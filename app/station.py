"""The path of one scan, from the text of a code to an answer that is on disk."""

import contextlib
import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.admission.alerts import alert
from app.admission.judge import expected_elsewhere, granted, judge
from app.errors import AmbiguousError, StorageError, UnknownError
from app.model.entry import Draft, Entry, Kind
from app.model.programme import Occupancy, Programme, Session
from app.model.serial import split_badge_text, with_badge_codes
from app.model.standing import Direction, Origin, Standing
from app.model.ticket import SignedTicket
from app.model.verdict import Answer, Reason, Verdict
from app.ports import Journal, Records
from app.undoing import annul, annul_together, last_action, undoable

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Readers:
    """How the text of a scan is understood.

    ``candidates`` turns a text into codes to try, in order; ``is_ticket_like`` tells an
    unknown ticket from a text that never was one (a web link, a Wi-Fi code); ``signed``
    returns the ticket that one of some codes is by the signature of a key of the event.
    """

    candidates: Callable[[str], Sequence[str]]
    is_ticket_like: Callable[[str], bool]
    signed: Callable[[Sequence[str], Callable[[], Programme]], SignedTicket | None]


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and the entry that says so.

    ``together`` are the ids of all arrivals of a group, where they were taken back at once.
    """

    entry: Entry
    target: Entry
    name: str
    together: Sequence[str] = ()


class Station:
    """Answers scans at one laptop."""

    def __init__(self, journal: Journal, readers: Readers) -> None:
        self._journal = journal
        self._readers = readers

    def accept(
        self,
        texts: Sequence[str],
        *,
        session: Session | None = None,
        direction: Direction = Direction.IN,
        admit: bool = False,
        otherwise: Sequence[str] = (),
    ) -> Answer:
        """Answer one scan; what the answer says is durable before this returns.

        Args:
            texts: What one scan may have meant, best guess first; at least one.
            session: The door; None is the event's own.
            direction: In or out.
            admit: Somebody lets the person in, in spite of a warning.
            otherwise: What it may have meant if nobody has any of *texts*.

        Returns:
            The answer. A failure to record is an answer too, `Reason.NOT_RECORDED`.
        """
        tries = [self._codes(group) for group in (texts, otherwise) if group]
        try:
            with self._journal.write() as records:
                for codes in tries:
                    registration = records.find(codes) if codes else None
                    ticket = self._readers.signed(codes, records.programme)
                    registration = registration or (ticket.registration if ticket else None)
                    if registration is not None:
                        scan = _Scan(records, texts[0], codes, session, direction, admit, ticket)
                        return scan.answer(registration)
                return self._unknown(records, texts[0], tries[-1], session)
        except AmbiguousError as error:
            return self._question(texts[0], session, error.choices)
        except StorageError as error:
            logger.warning("A scan was not recorded. %s", error.sentence)
            return Answer(code=texts[0], reason=Reason.NOT_RECORDED, session=session)

    def check_in(
        self, registration: str, *, session: Session | None = None, admit: bool = False
    ) -> Answer:
        """Answer for a person who was found by name; like `accept` in everything else."""
        try:
            with self._journal.write() as records:
                scan = _Scan(records, "", [], session, Direction.IN, admit)
                return scan.answer(registration)
        except StorageError as error:
            logger.warning("A check-in was not recorded. %s", error.sentence)
            return Answer(code="", reason=Reason.NOT_RECORDED, session=session)

    def check_in_many(
        self, registrations: Sequence[str], *, session: Session | None = None
    ) -> list[Answer]:
        """Answer for the members of a group, all or none recorded; one undo takes them back.

        Returns:
            An answer for each, in order. A warning is overridden for nobody.
        """
        together = str(uuid.uuid4())
        try:
            with self._journal.write() as records:
                scan = _Scan(records, "", [], session, Direction.IN, admit=False, together=together)
                return [scan.answer(registration) for registration in registrations]
        except StorageError as error:
            logger.warning("A group was not recorded. %s", error.sentence)
            failed = Answer(code="", reason=Reason.NOT_RECORDED, session=session)
            return [failed] * len(registrations)

    def undo(self, entry_id: str | None = None, *, together: bool = False) -> Undone | None:
        """Take back an entry, or this station's last scan or desk action.

        Args:
            entry_id: Which entry; None is the last action.
            together: Whether arrivals of the entry's group go with it, as with the last action.

        Returns:
            What was taken back, ``None`` when there is nothing to take back.

        Raises:
            InputError: *entry_id* is unknown, already taken back, or of a kind that stays.
            NotRecordedError: it could not be recorded; nothing changed.
        """
        with self._journal.write() as records:
            target = last_action(records) if entry_id is None else undoable(records, entry_id)
            if target is None:
                return None
            standing = records.standing(target.registration) if target.registration else None
            name = standing.person.name if standing else ""
            if entry_id is not None and not together:
                return Undone(annul(records, target), target, name)
            entry, group = annul_together(records, target)
            return Undone(entry, target, name, group)

    def _codes(self, texts: Sequence[str]) -> Sequence[str]:
        return with_badge_codes(code for text in texts for code in self._readers.candidates(text))

    def _question(self, text: str, session: Session | None, choices: Sequence[str]) -> Answer:
        """Return the answer to a code that leads to several people: none of them, until asked."""
        people = tuple(filter(None, map(self._journal.standing, choices)))
        return Answer(code=text, reason=Reason.UNKNOWN_CODE, session=session, between=people)

    def _unknown(
        self, records: Records, text: str, codes: Sequence[str], session: Session | None
    ) -> Answer:
        is_ticket = self._readers.is_ticket_like(text)
        reason = Reason.UNKNOWN_CODE if is_ticket else Reason.NO_TICKET
        with contextlib.suppress(UnknownError):  # a station that has just joined
            reason = Reason.REVOKED if records.programme().bars(codes) else reason
        return Answer(code=text, reason=reason, session=session)


@dataclass(frozen=True, slots=True)
class _Scan:
    """One scan inside its transaction; *ticket* is what a signature vouches for.

    *together* is what the arrivals of one group at once share.
    """

    records: Records
    text: str
    codes: Sequence[str]
    session: Session | None
    direction: Direction
    admit: bool
    ticket: SignedTicket | None = None
    together: str = ""

    def answer(self, registration: str) -> Answer:
        """Look up, judge, record."""
        vouched = self.ticket.standing() if self.ticket else None
        standing = self.records.standing(registration) or vouched
        if standing is None:
            return Answer(code=self.text, reason=Reason.UNKNOWN_CODE, session=self.session)
        programme = self.records.programme()
        reason = self._judge(standing, programme)
        if reason.verdict is not Verdict.WELCOME:
            return self._refusal(reason, standing, programme)
        return self._record(reason, standing)

    def _judge(self, standing: Standing, programme: Programme) -> Reason:
        is_coming = self.direction is Direction.IN
        if is_coming and programme.bars(self.codes):
            return Reason.REVOKED
        if self._is_replaced(standing):
            return Reason.REPLACED
        occupancy = self.records.occupancy(self.session.id) if self.session else Occupancy()
        reason = judge(standing, programme, self.session, self.direction, occupancy)
        is_out_of_time = self.ticket is not None and not self.ticket.is_due
        if is_coming and is_out_of_time and reason.verdict is Verdict.WELCOME:
            reason = Reason.WRONG_DAY
        if self.admit and reason.verdict is Verdict.ATTENTION:
            return granted(standing, self.session)
        return reason

    def _is_replaced(self, standing: Standing) -> bool:
        """Whether the scanned code or badge is one that this person had before."""
        folded = {code.casefold() for code in self.codes}
        if standing.code.casefold() not in folded:
            return any(former.casefold() in folded for former in standing.former_codes)
        badges = filter(None, map(split_badge_text, self.codes))
        shown = {serial for code, serial in badges if code.casefold() == standing.code.casefold()}
        # A serial that nobody has told this station of yet is as good as the latest.
        return not shown.isdisjoint(standing.serials[:-1])

    def _record(self, reason: Reason, standing: Standing) -> Answer:
        """Append the movement, unless the person already went out by this door."""
        door = self.session.id if self.session else None
        last = next((m for m in reversed(standing.movements) if m.session == door), None)
        if reason is Reason.DEPARTED and last is not None and last.direction is Direction.OUT:
            return self._answer(reason, standing, last.entry)
        kind = Kind.DEPARTED if reason is Reason.DEPARTED else Kind.ARRIVED
        self._register_vouched(standing)
        payload: dict[str, Any] = {"reason": reason.value}
        if self.admit:
            payload["admit"] = True
        if self.together:
            payload["together"] = self.together
        entry = self.records.append(
            Draft(
                kind=kind,
                registration=standing.registration,
                session=door,
                payload=payload if kind is Kind.ARRIVED else {},
            )
        )
        if kind is Kind.ARRIVED and (call := alert(standing, self.records.programme(), entry)):
            self.records.append(call)
        recorded = self.records.standing(standing.registration) or standing
        return self._answer(reason, recorded, entry.id)

    def _register_vouched(self, standing: Standing) -> None:
        """Register, by what the signed code says, somebody whose registration is on its way."""
        if self.ticket is None or self.records.standing(standing.registration) is not None:
            return
        self.records.append(
            Draft(
                kind=Kind.REGISTERED,
                registration=self.ticket.registration,
                payload={
                    "origin": Origin.LIST.value,
                    "code": self.ticket.code,
                    "fields": dict(self.ticket.fields),
                    "by": "signature",
                    "signed": self.ticket.key,
                },
            )
        )

    def _refusal(self, reason: Reason, standing: Standing, programme: Programme) -> Answer:
        return Answer(
            code=self.text or standing.code,
            reason=reason,
            standing=standing,
            session=self.session,
            first_arrival=self._first_arrival(standing),
            elsewhere=expected_elsewhere(standing, programme, self.session),
            valid_on=self.ticket.due if self.ticket and not self.ticket.is_due else None,
        )

    def _answer(self, reason: Reason, standing: Standing, entry: str) -> Answer:
        return Answer(
            code=self.text or standing.code,
            reason=reason,
            standing=standing,
            session=self.session,
            entry=entry,
            first_arrival=self._first_arrival(standing),
        )

    def _first_arrival(self, standing: Standing) -> datetime | None:
        first = standing.first_arrival(self.session.id if self.session else None)
        return None if first is None else first.at
