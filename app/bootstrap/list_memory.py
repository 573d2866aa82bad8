"""What was said about a list, remembered in the event for the next one with the same headings."""

from collections.abc import Sequence

import msgspec

from app.roster.listing import NO_HABITS, Habits, Listing, headings_key
from db.events import EventFile
from db.notes import note, save_notes

_KEY = "list "


class ListMemory:
    """Remembers columns, and how names and dates are meant; it holds nothing of any guest."""

    def __init__(self, file: EventFile) -> None:
        self._database = file.database

    def known(self, headings: Sequence[str]) -> Habits:
        """Return what was said about a list with these headings; nothing where nobody has."""
        text = note(self._database, _KEY + headings_key(headings))
        if text is None:
            return NO_HABITS
        try:
            return msgspec.json.decode(text, type=Habits)
        except msgspec.DecodeError:
            return NO_HABITS  # of a newer release

    def keep(self, listing: Listing) -> None:
        """Remember how *listing* was read, where somebody had to say anything."""
        if listing.habits == self.known(listing.table.headings):
            return
        text = msgspec.json.encode(listing.habits).decode()
        save_notes(self._database, {_KEY + headings_key(listing.table.headings): text})
