"""Under what terms of a central ticket system a ticket opens a door.

`app.admission.judge` has answered by what holds at every door; here pretix's own conditions come
on top, in the order in which pretix asks them. They hold for those who come in. Who has no
ticket of such a system (a walk-in, a guest of another list) is not measured by its terms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.admission.rules import Facts, allows
from app.model.programme import Programme, Session
from app.model.standing import Booking, Direction, Standing
from app.model.ticketing import Terms, Ticket
from app.model.verdict import Reason, Verdict

_SIGNED = ("pretix_item", "pretix_variation", "pretix_subevent")
"""What a signed code says of its product, as fields of a person of whom nothing else is known."""

_MISFITS = (Reason.WRONG_PRODUCT, Reason.WRONG_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A product that a guest may show: the ticket itself, or one that was bought on top of it.

    ``position`` and ``secret`` name it in the ticket system; a signed code alone names none.
    """

    item: int
    variation: int | None = None
    subevent: int | None = None
    position: int | None = None
    secret: str = ""


def under_terms(
    reason: Reason,
    standing: Standing,
    session: Session | None,
    codes: Sequence[str],
    now: datetime,
    programme: Programme,
) -> Reason:
    """Return what the terms of the ticket system make of the *reason* to let somebody in or not.

    Args:
        reason: What follows from everything else.
        standing: Who comes.
        session: The door, None for the event's own.
        codes: What was scanned; nothing when somebody was found by name.
        now: The time by which validity and rules are measured.
        programme: Tells the terms of the event's own door, and the zone in which rules count days.
    """
    if reason.verdict is Verdict.STOP or not parts_of(standing):
        return reason
    if standing.ticket and standing.ticket.blocks:
        return Reason.BLOCKED
    door = session.id if session else None
    visit = _Visit(reason, standing, door, codes, now, programme.event.zone)
    answers = [visit.under(terms) for terms in terms_at(programme, session)]
    answers = answers or [visit.anywhere() or reason]
    welcome = (answer for answer in answers if answer.verdict is Verdict.WELCOME)
    fitting = [answer for answer in answers if answer not in _MISFITS]
    asked = (answer for answer in fitting if answer.verdict is not Verdict.STOP)
    return next(welcome, None) or next(asked, None) or next(iter(fitting), answers[0])


def terms_at(programme: Programme, session: Session | None) -> list[Terms]:
    """Return the terms of a door; the event's own door takes what any of its entrances takes.

    Of entrances that the ticket system has no more, it takes nothing.
    """
    if session is not None:
        return [] if session.terms is None else [session.terms]
    return [door.terms for door in programme.open_entrances if door.terms is not None]


def parts_of(standing: Standing) -> list[Part]:
    """Return everything that a guest may show, the ticket itself first."""
    ticket = standing.ticket
    if ticket is None:
        return _signed_part(standing)
    own = Part(
        item=ticket.item,
        variation=ticket.variation,
        subevent=ticket.subevent,
        position=ticket.position,
        secret=standing.code,
    )
    bought = [
        Part(
            item=add_on.item,
            variation=add_on.variation,
            subevent=add_on.subevent,
            position=add_on.position,
            secret=add_on.secret,
        )
        for add_on in ticket.add_ons
    ]
    return [own, *bought]


def part_at(standing: Standing, terms: Terms, codes: Sequence[str] = ()) -> Part | None:
    """Return the part of a ticket that opens a door, None when none of them does.

    A code of something bought on top stands for that alone. The ticket's own code, and a guest
    who was found by name, stand for all: first for the ticket, then for what was bought.
    """
    if standing.ticket is not None and standing.ticket.source != terms.source:
        return None
    return next((part for part in _shown(standing, codes) if _fits(part, terms)), None)


def out_of_time(ticket: Ticket, now: datetime) -> datetime | None:
    """Return when a ticket begins or ended to be valid, None while it is."""
    if ticket.valid_from is not None and now < ticket.valid_from:
        return ticket.valid_from
    if ticket.valid_until is not None and now > ticket.valid_until:
        return ticket.valid_until
    return None


def _signed_part(standing: Standing) -> list[Part]:
    said = [standing.person.get(name) for name in _SIGNED]
    item, variation, subevent = (int(text) if text.isdecimal() else None for text in said)
    return [] if item is None else [Part(item=item, variation=variation, subevent=subevent)]


def _shown(standing: Standing, codes: Sequence[str]) -> list[Part]:
    """Return what was shown: one part of the ticket by its own code, else all of it."""
    parts = parts_of(standing)
    folded = {code.casefold() for code in codes}
    return [part for part in parts[1:] if part.secret.casefold() in folded] or parts


def _fits(part: Part, terms: Terms) -> bool:
    is_product = terms.items is None or part.item in terms.items
    return is_product and (terms.subevent is None or part.subevent == terms.subevent)


@dataclass(frozen=True, slots=True)
class _Visit:
    """Somebody who comes to a door; ``reason`` is what follows from everything but terms."""

    reason: Reason
    standing: Standing
    door: str | None
    codes: Sequence[str]
    now: datetime
    zone: ZoneInfo

    def under(self, terms: Terms) -> Reason:
        """Ask in pretix's order, but tell first who has been here before."""
        is_new = self.reason not in (Reason.ALREADY_ARRIVED, Reason.RETURNED)
        if not (is_new or terms.allows_many):
            if self.reason is Reason.ALREADY_ARRIVED:
                return self.reason
            if not terms.allows_after_exit:
                return Reason.NO_REENTRY
        return self._of_the_ticket() or self._at_door(terms)

    def anywhere(self) -> Reason | None:
        """Return what is wrong at a door without terms, None when nothing is."""
        return None if self.reason is Reason.ALREADY_ARRIVED else self._of_the_ticket()

    def _of_the_ticket(self) -> Reason | None:
        """Return what is wrong with the ticket itself."""
        ticket = self.standing.ticket
        if ticket and ticket.is_unapproved:
            return Reason.UNAPPROVED
        return Reason.INVALID_TIME if ticket and out_of_time(ticket, self.now) else None

    def _at_door(self, terms: Terms) -> Reason:
        """Ask for product, date and payment, then the rules."""
        booking = self.standing.bookings.get(self.door) if self.door else None
        part = part_at(self.standing, terms, self.codes)
        if part is None and booking is not Booking.BOOKED:
            return self._misfit(terms)
        if self.reason is Reason.UNPAID:
            return Reason.UNPAID if terms.takes_pending else Reason.PAYMENT_DUE
        told = allows(terms.rules, self._facts(part or parts_of(self.standing)[0], terms))
        if told is not True:
            return Reason.RULES if told is False else Reason.RULES_UNSURE
        if self.reason is Reason.NOT_BOOKED:
            return Reason.WALK_IN if self.standing.is_walk_in else Reason.REGISTERED
        return Reason.RETURNED if self.reason is Reason.ALREADY_ARRIVED else self.reason

    def _misfit(self, terms: Terms) -> Reason:
        """Tell the wrong date of a series from the wrong product."""
        ticket = self.standing.ticket
        is_other = ticket is not None and ticket.source != terms.source
        shown = _shown(self.standing, self.codes)
        is_product = any(terms.items is None or part.item in terms.items for part in shown)
        return Reason.WRONG_PRODUCT if is_other or not is_product else Reason.WRONG_DAY

    def _facts(self, part: Part, terms: Terms) -> Facts:
        """Return what rules may ask; the gate is pretix's, and no station is bound to one."""
        arrivals = [
            movement.at
            for movement in self.standing.movements
            if movement.session == self.door and movement.direction is Direction.IN
        ]
        return Facts(
            now=self.now,
            zone=self.zone,
            product=part.item,
            variation=part.variation,
            arrivals=arrivals,
            is_present=self.standing.is_inside(self.door),
            moments=terms.moments,
        )
