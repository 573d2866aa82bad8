"""Somebody wants to pass a door: look up, judge, record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.admission.alerts import alert
from app.admission.judge import expected_elsewhere, granted, judge
from app.admission.terms import out_of_time, under_terms
from app.model.entry import Draft, Kind
from app.model.programme import Occupancy, Programme, Session
from app.model.serial import split_badge_text
from app.model.standing import Direction, Origin, Standing
from app.model.ticket import SignedTicket
from app.model.verdict import Answer, Reason, Verdict
from app.ports import Records
from app.seating import move_seat

_TURNED_AWAY = (Reason.FULL, Reason.WAITING_LIST, Reason.NOT_BOOKED)


@dataclass(frozen=True, slots=True)
class Passage:
    """One person at one door, inside one transaction.

    *text* is what was scanned and *codes* what it may mean, *ticket* what a signature vouches for,
    *now* the time by the hub's clock; *together* is what the arrivals of one group at once share.
    """

    records: Records
    now: datetime
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
        is_overridden = self.admit and reason.verdict is Verdict.ATTENTION
        if is_overridden:
            reason = granted(standing, self.session)
        if reason.verdict is not Verdict.WELCOME:
            self._note_turned_away(reason, standing)
            return self._refusal(reason, standing, programme)
        return self._record(reason, standing, moves_seat=is_overridden)

    def _judge(self, standing: Standing, programme: Programme) -> Reason:
        is_coming = self.direction is Direction.IN
        if is_coming and programme.bars(self.codes):
            is_blocked = standing.ticket is not None and bool(standing.ticket.blocks)
            return Reason.BLOCKED if is_blocked else Reason.REVOKED
        if self._is_replaced(standing):
            return Reason.REPLACED
        occupancy = self.records.occupancy(self.session.id) if self.session else Occupancy()
        reason = judge(standing, programme, self.session, self.direction, occupancy, self.now)
        if is_coming:
            where, when = self.session, self.now
            reason = under_terms(reason, standing, where, self.codes, when, programme)
        is_out_of_time = self.ticket is not None and not self.ticket.is_due
        if is_coming and is_out_of_time and reason.verdict is Verdict.WELCOME:
            reason = Reason.WRONG_DAY
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

    def _record(self, reason: Reason, standing: Standing, *, moves_seat: bool) -> Answer:
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
                ref=move_seat(self.records, standing, self.session) if moves_seat else None,
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

    def _note_turned_away(self, reason: Reason, standing: Standing) -> None:
        """Record that somebody wanted into a room who has no seat there; it is no arrival."""
        is_room = self.session is not None and not self.session.is_entrance
        if is_room and reason in _TURNED_AWAY and self.records.standing(standing.registration):
            self.records.append(
                Draft(
                    kind=Kind.REFUSED,
                    registration=standing.registration,
                    session=self.session.id if self.session else None,
                    payload={"reason": reason.value},
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
            valid_on=self._valid_on(standing),
        )

    def _valid_on(self, standing: Standing) -> datetime | None:
        """Return when the ticket begins or ended to count, None while it does."""
        if self.ticket is not None and not self.ticket.is_due:
            return self.ticket.due
        return out_of_time(standing.ticket, self.now) if standing.ticket else None

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
