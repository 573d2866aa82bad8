"""The path of one scan, from the text of a code to an answer that is on disk."""

import contextlib
import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.clock import Clock, to_instant
from app.errors import AmbiguousError, StorageError, UnknownError
from app.model.entry import Entry
from app.model.programme import Programme, Session
from app.model.serial import with_badge_codes
from app.model.standing import Direction
from app.model.ticket import SignedTicket
from app.model.verdict import Answer, Reason
from app.passage import Passage
from app.ports import Journal, Records
from app.undoing import annul, annul_together, last_action, undoable

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Readers:
    """How a scan is understood.

    ``candidates`` turns a text into codes to try, in order; ``is_ticket_like`` tells an
    unknown ticket from a text that never was one (a web link, a Wi-Fi code); ``signed``
    returns the ticket that one of some codes is by the signature of a key of the event.
    ``clock`` tells when it was read.
    """

    candidates: Callable[[str], Sequence[str]]
    is_ticket_like: Callable[[str], bool]
    signed: Callable[[Sequence[str], Callable[[], Programme]], SignedTicket | None]
    clock: Clock


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
                        now = self._now(records)
                        passage = Passage(
                            records, now, texts[0], codes, session, direction, admit, ticket
                        )
                        return passage.answer(registration)
                return self._unknown(records, texts[0], tries[-1], session)
        except AmbiguousError as error:
            return self._question(texts[0], session, error.choices)
        except StorageError as error:
            logger.warning("A scan was not recorded. %s", error.sentence)
            return Answer(code=texts[0], reason=Reason.NOT_RECORDED, session=session)

    def check_in(
        self,
        registration: str,
        *,
        session: Session | None = None,
        direction: Direction = Direction.IN,
        admit: bool = False,
    ) -> Answer:
        """Answer for a person who was found by name; like `accept` in everything else."""
        try:
            with self._journal.write() as records:
                now = self._now(records)
                passage = Passage(records, now, "", [], session, direction, admit)
                return passage.answer(registration)
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
                now = self._now(records)
                passage = Passage(
                    records, now, "", [], session, Direction.IN, admit=False, together=together
                )
                return [passage.answer(registration) for registration in registrations]
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

    def _now(self, records: Records) -> datetime:
        """Return what time it is by the hub's clock, as far as this station knows it.

        A laptop whose clock is wrong would else give seats away minutes too early or too late.
        """
        moment = records.bearings().reading(self._journal.station, self._readers.clock.read())
        return to_instant(moment.ms)

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
