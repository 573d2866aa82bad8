"""What guests may do by themselves: be found by the code and the name that they know."""

from app.bootstrap.workplace import Workplace
from app.calls import Caller
from app.model.call import CallReason
from app.model.person import Person
from app.search.fold_name import fold_words


class KioskRoom:
    """The desk's part for a kiosk; implements `ui.kiosk_desk.KioskDesk`."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def find(self, code: str, family: str) -> str | None:
        """Return whose short code *code* is, when the whole *family* name is right too.

        A short code alone is quickly guessed, a name alone is no secret: only both open a door.
        """
        owners = self._workplace.journal.looked_up([code])
        standing = self._workplace.journal.standing(owners[0]) if len(owners) == 1 else None
        if standing is None or not _is_family_name(family, standing.person):
            return None
        return standing.registration

    def call_staff(self, note: str = "") -> None:
        """Ask all stations to send somebody to this one; a second call changes nothing."""
        Caller(self._workplace.journal).call(None, CallReason.KIOSK, note=note)


def _is_family_name(typed: str, person: Person) -> bool:
    """Whether somebody typed the whole family name, or the only name of who has one."""
    words = fold_words(typed)
    names = (person.family, person.given, person.get("name"))
    own = next((fold_words(name) for name in names if name), ())
    if not words or not own:
        return False
    if person.family or len(own) == 1:
        return words == own
    # One column with the whole name: it ends or begins with the family's.
    return own[-len(words) :] == words or own[: len(words)] == words
