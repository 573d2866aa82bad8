"""Counting people without a name: school classes, passers-by, companions of a guest."""

from app.errors import InputError, UnknownError
from app.model.entry import Draft, Entry, Kind
from app.ports import Journal

MOST = 9_999
"""So many people at once; more is a slip of the keyboard."""

LONGEST_LABEL = 80


class Tally:
    """Records numbers; nothing else about anybody."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def count(
        self,
        number: int,
        *,
        label: str = "",
        session: str | None = None,
        registration: str | None = None,
        arrival: str | None = None,
    ) -> Entry:
        """Record that so many people came in.

        Args:
            number: How many, 1 to `MOST`.
            label: What they are, like ``class 7b``; nobody's name.
            session: The door; None is the event's own.
            registration: Of the guest whom they accompany, if they do.
            arrival: The entry that let that guest in by the same key; it is undone with this one.

        Raises:
            InputError: the number or the label does not fit.
            UnknownError: no such registration.
        """
        words = " ".join(label.split())
        if not 1 <= number <= MOST:
            sentence = f"Between 1 and {MOST} people can be counted at once; nothing was counted."
            raise InputError(sentence)
        if len(words) > LONGEST_LABEL:
            sentence = f"A label has {LONGEST_LABEL} characters at most; nothing was counted."
            raise InputError(sentence)
        with self._journal.write() as records:
            if registration is not None and records.standing(registration) is None:
                sentence = f"There is no registration {registration}; roster list shows all."
                raise UnknownError(sentence)
            place = {"registration": registration, "session": session, "ref": arrival}
            payload = {"number": number, "label": words}
            return records.append(Draft(kind=Kind.COUNTED, payload=payload, **place))
