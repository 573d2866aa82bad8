"""What can be chosen about a file, and which value comes next."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from app.model.programme import Session
from app.reports.kinds import FORMATS, Format, Kind
from app.reports.mail_merge import CONTACT, EVENT, MergeStatus
from app.reports.orders import Order, usual
from app.reports.source import Encoding, Options

T = TypeVar("T")
MOST_DESKS = 8


class Choice(StrEnum):
    """One thing to choose about a file."""

    FORMAT = "format"
    SESSION = "session"
    STATUS = "status"
    PURPOSE = "purpose"
    EACH = "each"
    DESKS = "desks"
    ENCODING = "encoding"
    LANGUAGE = "language"


_OF_SESSIONS = (Kind.ATTENDANCE, Kind.NO_SHOWS, Kind.SIGNATURES, Kind.CERTIFICATES)


def choices(order: Order) -> tuple[Choice, ...]:
    """Return what can be chosen about *order*."""
    kind = order.kind
    asked = {
        Choice.STATUS: kind is Kind.MAIL_MERGE,
        Choice.PURPOSE: kind is Kind.MAIL_MERGE,
        Choice.SESSION: kind in _OF_SESSIONS,
        Choice.EACH: kind is Kind.CERTIFICATES,
        Choice.DESKS: kind is Kind.FALLBACK,
        Choice.FORMAT: len(FORMATS[kind]) > 1,
        Choice.ENCODING: order.form is Format.CSV,
        Choice.LANGUAGE: order.form is not Format.JSON,
    }
    return tuple(choice for choice, is_asked in asked.items() if is_asked)


def first_order(kind: Kind, language: str, sessions: Sequence[Session]) -> Order:
    """Return how *kind* is usually written."""
    options = Options()
    if kind is Kind.MAIL_MERGE:
        options = Options(status=MergeStatus.ARRIVED, purpose=CONTACT)
    places = _places(kind, sessions)
    return Order(kind=kind, form=usual(kind), language=language, session=places[0], options=options)


def next_order(order: Order, choice: Choice, sessions: Sequence[Session]) -> Order:
    """Return *order* with the next value of one choice, after the last the first."""
    options = order.options
    if choice is Choice.FORMAT:
        form = _after(FORMATS[order.kind], order.form)
        encoding = options.encoding if form is Format.CSV else Encoding.UTF_8
        return replace(order, form=form, options=replace(options, encoding=encoding))
    if choice is Choice.LANGUAGE:
        return replace(order, language=_after(("de", "en"), order.language))
    if choice is Choice.SESSION:
        return replace(order, session=_after(_places(order.kind, sessions), order.session))
    return replace(order, options=_next_options(options, choice))


def _next_options(options: Options, choice: Choice) -> Options:
    if choice is Choice.STATUS:
        statuses = [status.value for status in MergeStatus]
        return replace(options, status=_after(statuses, options.status))
    if choice is Choice.PURPOSE:
        return replace(options, purpose=_after((CONTACT, EVENT), options.purpose))
    if choice is Choice.DESKS:
        return replace(options, desks=options.desks % MOST_DESKS + 1)
    if choice is Choice.ENCODING:
        return replace(options, encoding=_after(tuple(Encoding), options.encoding))
    return replace(options, is_each=not options.is_each)


def _places(kind: Kind, sessions: Sequence[Session]) -> tuple[str | None, ...]:
    """Return which parts of the programme can be chosen, the usual one first."""
    ids = [session.id for session in sessions]
    if kind is Kind.CERTIFICATES:
        doors = [session.id for session in sessions if session.is_entrance]
        return tuple(each for each in ids if each not in doors) + tuple(doors) or (None,)
    return (None, *ids)


def _after(values: Sequence[T], value: T) -> T:
    """Return what follows *value*, the first where it is none of *values*."""
    place = list(values).index(value) + 1 if value in values else 0
    return values[place % len(values)]
