"""A hub's journal and book in a file, without a network."""

import pytest

from app.search.searchable import searchable_words
from db.hub import SqliteHubBook
from db.hub_file import open_hub_file, settle
from tests.app.journals import HandClock


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def file(tmp_path, clock):
    opened = open_hub_file(settle(tmp_path), clock, searchable_words)
    yield opened
    opened.close()


@pytest.fixture
def book(file):
    return SqliteHubBook(file.journal)
