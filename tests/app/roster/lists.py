"""Lists and people for the tests of this folder."""

from app.admission.fold import fold
from app.bootstrap.rosters import with_vanished
from app.model.entry import Entry, digest
from app.model.erasure import barrier_of
from app.model.programme import Session
from app.roster.difference import compare, drafts
from app.roster.mapping import guess_mapping
from app.roster.rows import to_registrations
from app.roster.table import read_table

SESSIONS = (
    Session(id="s1", name="Bewerben"),
    Session(id="s2", name="Netzwerken, aber richtig"),
    Session(id="s3", name="Gründen"),
)


def written(folder, text, *, encoding="utf-8", name="list.csv"):
    """Return the path of a file with *text*."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def table_of(folder, text, **how):
    return read_table(written(folder, text, **how))


def read_list(folder, text):
    """Return rows and refusals of a list in *text*."""
    table = table_of(folder, text)
    return to_registrations(table, guess_mapping(table.headings), SESSIONS)


class Event:
    """A journal in memory: takes lists in and lets a desk speak."""

    def __init__(self, folder):
        self.folder = folder
        self.entries = []
        self._ids = 0

    def compare(self, text):
        rows, refused = read_list(self.folder, text)
        return compare(rows, self.standings(), refused, barrier_of(self.entries))

    def take_in(self, text, *, cancels_vanished=False):
        """Record what the list in *text* changes, and return that."""
        difference = self.compare(text)
        if cancels_vanished:
            difference = with_vanished(difference, list(self.standings()))
        for draft in drafts(difference, self._new_id):
            self.record(draft.kind, draft.registration, **draft.payload)
        return difference

    def record(self, kind, registration, **payload):
        seq = len(self.entries) + 1
        self.entries.append(
            Entry(
                id=f"e{seq}",
                station="a",
                seq=seq,
                kind=kind,
                boot="b",
                mono_ms=0,
                wall_ms=seq,
                registration=registration,
                session=None,
                ref=None,
                payload=payload,
                payload_digest=digest(payload),
                prev="",
            )
        )

    def standings(self):
        own = {}
        for entry in self.entries:
            own.setdefault(entry.registration, []).append(entry)
        return [fold(registration, entries) for registration, entries in own.items()]

    def standing(self, given):
        """Return the only standing with that given name."""
        (found,) = [one for one in self.standings() if one.person.given == given]
        return found

    def _new_id(self, _code):
        self._ids += 1
        return f"r{self._ids}"


def counts(difference):
    """Return the numbers of a difference that are not zero."""
    names = ("new", "changed", "unchanged", "cancelled", "vanished", "refused")
    numbers = {name: len(getattr(difference, name)) for name in names}
    return {name: number for name, number in numbers.items() if number}
