"""The answer to a scan."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.model.programme import Session
from app.model.standing import Standing


class Verdict(StrEnum):
    """The four answers; each has its own colour, shape, words and sound."""

    WELCOME = "welcome"
    ALREADY = "already"
    ATTENTION = "attention"
    STOP = "stop"


class Reason(StrEnum):
    """Why; the values are part of the command line's contract."""

    REGISTERED = "registered"
    BOOKED = "booked"
    WALK_IN = "walk_in"
    RETURNED = "returned"
    DEPARTED = "departed"
    ALREADY_ARRIVED = "already_arrived"
    NOT_BOOKED = "not_booked"
    FULL = "full"
    WAITING_LIST = "waiting_list"
    WRONG_DAY = "wrong_day"
    WRONG_SESSION = "wrong_session"
    UNPAID = "unpaid"
    INVALID_TIME = "invalid_time"
    WRONG_PRODUCT = "wrong_product"
    NO_REENTRY = "no_reentry"
    UNAPPROVED = "unapproved"
    RULES = "rules"
    RULES_UNSURE = "rules_unsure"
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    PAYMENT_DUE = "payment_due"
    REVOKED = "revoked"
    BLOCKED = "blocked"
    UNKNOWN_CODE = "unknown_code"
    NO_TICKET = "no_ticket"
    NOT_RECORDED = "not_recorded"

    @property
    def verdict(self) -> Verdict:
        """The answer that this reason leads to."""
        return _VERDICTS[self]


_VERDICTS = {
    **dict.fromkeys(
        (Reason.REGISTERED, Reason.BOOKED, Reason.WALK_IN, Reason.RETURNED, Reason.DEPARTED),
        Verdict.WELCOME,
    ),
    Reason.ALREADY_ARRIVED: Verdict.ALREADY,
    **dict.fromkeys(
        (
            Reason.NOT_BOOKED,
            Reason.FULL,
            Reason.WAITING_LIST,
            Reason.WRONG_DAY,
            Reason.WRONG_SESSION,
            Reason.UNPAID,
            Reason.INVALID_TIME,
            Reason.WRONG_PRODUCT,
            Reason.NO_REENTRY,
            Reason.UNAPPROVED,
            Reason.RULES,
            Reason.RULES_UNSURE,
        ),
        Verdict.ATTENTION,
    ),
    **dict.fromkeys(
        (
            Reason.CANCELLED,
            Reason.REPLACED,
            Reason.PAYMENT_DUE,
            Reason.REVOKED,
            Reason.BLOCKED,
            Reason.UNKNOWN_CODE,
            Reason.NO_TICKET,
            Reason.NOT_RECORDED,
        ),
        Verdict.STOP,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a scan led to.

    ``entry`` is the id of the entry that stands because of this scan, ``None`` when nothing
    was recorded. ``first_arrival`` is the first living arrival at this door, this scan
    included, ``first_place`` what people call the station that wrote it. ``elsewhere`` are the
    sessions where the person is expected instead; ``valid_on`` (aware UTC) is a moment at which
    a ticket counts that does not count now. ``between`` are the people whom the readings
    of one code lead to when they are several: then nobody was let in, and somebody has to ask.
    """

    code: str
    reason: Reason
    standing: Standing | None = None
    session: Session | None = None
    entry: str | None = None
    first_arrival: datetime | None = None
    elsewhere: tuple[Session, ...] = ()
    between: tuple[Standing, ...] = ()
    valid_on: datetime | None = None
    first_place: str = ""

    @property
    def verdict(self) -> Verdict:
        """The colour of this answer."""
        return self.reason.verdict

    @property
    def is_unsure(self) -> bool:
        """Whether no hub's clock vouches for the time of the first arrival."""
        movements = self.standing.movements if self.standing else ()
        return any(m.is_unsure for m in movements if m.at == self.first_arrival)

    @property
    def is_recorded(self) -> bool:
        """Whether an entry stands; it was on disk before this object was made."""
        return self.entry is not None
