"""A difference as single edits, of which somebody takes some and leaves others."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.model.standing import Booking, Standing, Status
from app.roster.difference import Change, Difference
from app.roster.rows import RosterRow

_NO_LINE = 1 << 30
"""Who is in no line of the list comes last."""


class Fate(StrEnum):
    """What a list does to somebody."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    VANISHED = "vanished"


class Subject(StrEnum):
    """What of somebody changes."""

    PERSON = "person"
    FIELD = "field"
    BOOKING = "booking"
    STATUS = "status"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One thing that a list says differently; ``key`` is the same when the list is read again.

    Without a key there is nothing to take.

    ``field`` is the name of a field or the id of a session; ``before`` and ``after`` are as they
    are stored. ``hint`` is the name of somebody whom a new row resembles. ``is_harmful`` ones put
    a damaged letter where a right one was.
    """

    key: str
    fate: Fate
    name: str
    subject: Subject = Subject.PERSON
    field: str = ""
    before: str = ""
    after: str = ""
    hint: str = ""
    is_harmful: bool = False

    @property
    def is_usual(self) -> bool:
        """Whether it is taken unless somebody says no: who vanished stays, what harms is left."""
        return bool(self.key) and self.fate is not Fate.VANISHED and not self.is_harmful


def edits(difference: Difference, standings: Mapping[str, Standing]) -> list[Edit]:
    """Return what *difference* would do, one thing after the other, in the order of the list."""
    return [
        *_new(difference),
        *(edit for change in difference.changed for edit in _changed(change, standings)),
        *(edit for change in difference.cancelled for edit in _cancelled(change, standings)),
        *(_vanished(standings[one]) for one in difference.vanished),
    ]


def is_coming(person: Standing) -> bool:
    """Whether there is anything to cancel; nobody who has come is cancelled for a missing line."""
    return person.status in (Status.ACTIVE, Status.UNPAID) and person.arrived is None


def every_key(difference: Difference) -> set[str]:
    """Return the keys of all edits of *difference*."""
    changes = (*difference.changed, *difference.cancelled)
    return {
        *(_new_key(row) for row in difference.new),
        *(_key(one, "vanished") for one in difference.vanished),
        *(_key(one.registration, f"field:{name}") for one in changes for name in one.fields),
        *(_key(one.registration, f"booking:{name}") for one in changes for name in one.bookings),
        *(_key(one.registration, name) for one in changes for name in ("status", "code")),
    }


def chosen(difference: Difference, keys: Collection[str]) -> Difference:
    """Return *difference* with those edits only whose key is among *keys*."""
    wanted = set(keys)
    changes = [
        part
        for change in (*difference.changed, *difference.cancelled)
        if (part := _part(change, wanted))
    ]
    gone = [
        Change(registration=one, line=_NO_LINE, status=Status.CANCELLED, is_vanished=True)
        for one in difference.vanished
        if _key(one, "vanished") in wanted
    ]
    return replace(
        difference,
        new=tuple(row for row in difference.new if _new_key(row) in wanted),
        changed=tuple(one for one in changes if one.status is not Status.CANCELLED),
        cancelled=(*(one for one in changes if one.status is Status.CANCELLED), *gone),
    )


def _new(difference: Difference) -> Iterator[Edit]:
    doubles = {one.line: one.other_name for one in difference.duplicates}
    for row in difference.new:
        yield Edit(
            key=_new_key(row),
            fate=Fate.NEW,
            name=row.person.name,
            field="organisation" if row.person.organisation else "",
            after=row.person.organisation,
            hint=doubles.get(row.line, ""),
        )


def _vanished(person: Standing) -> Edit:
    """Return that somebody is in the list no more; only who is still to come can be cancelled."""
    return Edit(
        key=_key(person.registration, "vanished") if is_coming(person) else "",
        fate=Fate.VANISHED,
        name=person.person.name,
        before=person.status.value,
    )


def _changed(change: Change, standings: Mapping[str, Standing]) -> Iterator[Edit]:
    yield from _details(change, standings[change.registration], Fate.CHANGED)


def _cancelled(change: Change, standings: Mapping[str, Standing]) -> Iterator[Edit]:
    """Yield the cancellation, then whatever else changed with it."""
    person = standings[change.registration]
    yield Edit(
        key=_key(change.registration, "status"),
        fate=Fate.CANCELLED,
        name=person.person.name,
        subject=Subject.STATUS,
        before=person.status.value,
        after=Status.CANCELLED.value,
    )
    yield from _details(replace(change, status=None), person, Fate.CANCELLED)


def _details(change: Change, person: Standing, fate: Fate) -> Iterator[Edit]:
    who, name = change.registration, person.person.name
    for field, value in change.fields.items():
        before = person.person.get(field)
        yield Edit(
            key=_key(who, f"field:{field}"),
            fate=fate,
            name=name,
            subject=Subject.FIELD,
            field=field,
            before=before,
            after=value,
            is_harmful=is_harm(before, value),
        )
    for session, state in change.bookings.items():
        yield Edit(
            key=_key(who, f"booking:{session}"),
            fate=fate,
            name=name,
            subject=Subject.BOOKING,
            field=session,
            before=_word(person.bookings.get(session)),
            after=_word(state),
        )
    for subject, old, new in (
        (Subject.STATUS, person.status.value, change.status),
        (Subject.CODE, person.code, change.code),
    ):
        if new:
            key = _key(who, subject.value)
            yield Edit(key=key, fate=fate, name=name, subject=subject, before=old, after=str(new))


def is_harm(before: str, after: str) -> bool:
    """Whether *after* is *before* with letters that became question marks."""
    if len(before) != len(after) or before == after:
        return False
    return all(
        old == new or (not old.isascii() and new in "?\ufffd")
        for old, new in zip(before, after, strict=True)
    )


def _part(change: Change, wanted: Collection[str]) -> Change:
    """Return of *change* what somebody wants; it is false when that is nothing."""
    who = change.registration
    return replace(
        change,
        fields={
            name: value
            for name, value in change.fields.items()
            if _key(who, f"field:{name}") in wanted
        },
        bookings={
            session: state
            for session, state in change.bookings.items()
            if _key(who, f"booking:{session}") in wanted
        },
        status=change.status if _key(who, "status") in wanted else None,
        code=change.code if _key(who, "code") in wanted else None,
    )


def _new_key(row: RosterRow) -> str:
    return f"line {row.line}"


def _key(registration: str, what: str) -> str:
    return f"{registration} {what}"


def _word(state: Booking | None) -> str:
    return state.value if state is not None else ""
