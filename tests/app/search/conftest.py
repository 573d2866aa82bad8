"""A reception with people of many scripts, in a real event file."""

import pytest

from app.clock import SystemClock
from app.model.entry import Draft, Kind
from app.search.finder import Finder
from app.search.searchable import searchable_words
from db.connection import open_database
from db.journal import SqliteJournal
from db.search_index import SqliteSearchIndex


class Reception:
    """An event file to which tests add people, and the finder over it."""

    def __init__(self, path):
        self._database = open_database(path, create=True)
        self._journal = SqliteJournal(self._database, "st1", SystemClock(), searchable_words)
        self._finder = Finder(SqliteSearchIndex(self._database))
        self._number = 0

    def add(self, *names, code="", **fields):
        for name in names:
            self._number += 1
            payload = {
                "origin": "list",
                "code": code or f"TK{self._number:04}",
                "fields": {"name": name, **fields},
            }
            registration = f"r{self._number:04}"
            self._say(Kind.REGISTERED, registration, payload)
        return registration

    def arrive(self, registration):
        self._say(Kind.ARRIVED, registration, {"reason": "registered"})

    def rename(self, registration, name):
        self._say(Kind.AMENDED, registration, {"fields": {"name": name}, "by": "desk"})

    def find(self, text, limit=10):
        return [hit.name for hit in self._finder.find(text, limit)]

    def close(self):
        self._journal.close()

    def _say(self, kind, registration, payload):
        with self._journal.write() as records:
            records.append(Draft(kind=kind, registration=registration, payload=payload))


@pytest.fixture
def reception(tmp_path):
    reception = Reception(tmp_path / "event.db")
    yield reception
    reception.close()
