"""Event files of an earlier release are opened with all that a later one asks of them."""

import contextlib

from playhouse.migrations import Runner
from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.search.searchable import searchable_words
from db.connection import APPLICATION_ID, MIGRATIONS
from db.events import open_event_file
from db.rows import INSERT, to_row
from tests.app.journals import HandClock, Pen


def older_file(path, *, of_release, entries):
    """Make an event file as the release with that last migration left it, without views."""
    database = SqlCipherDatabase(str(path), pragmas={"journal_mode": "wal"})
    database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    Runner(database, str(MIGRATIONS)).up(of_release)
    for key, value in (("event", "e1"), ("station", "s1"), ("views", "fresh")):
        database.execute_sql("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, value))
    for position, entry in enumerate(entries, start=1):
        database.execute_sql(INSERT, to_row(position, entry))
    database.close()


def test_groups_of_older_files_are_known(tmp_path):
    pen = Pen("list")
    pen.register("p1", name="Ana Li", group="Klasse 7b")
    older_file(tmp_path / "e1.db", of_release="0006_link", entries=pen.entries)

    with contextlib.closing(
        open_event_file(tmp_path / "e1.db", HandClock(), searchable_words)
    ) as opened:
        (member,) = opened.journal.group_members("klasse 7b")
        assert member.registration == "p1"
