"""Data sets of invented guests in real event files, and a place for figures."""

import contextlib
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap.workplace import create_event, open_workplace
from app.model.entry import Draft, Kind
from tests.stories.guests import guests
from tests.stories.listing import FIGURE
from tests.ui.conftest import clock, desk, keyboard, settings, window

__all__ = ["clock", "desk", "keyboard", "settings", "window"]
"""Fixtures: a window on a desk in memory, and hands to work it."""

STARTS = datetime(2026, 12, 3, 16, tzinfo=UTC)
EVENT_NAME = "Talente am Rhein"


@pytest.fixture
def measured(request):
    """Take down a figure of a story; the list of stories shows it."""

    def note(story, text):
        request.node.user_properties.append((f"{FIGURE} {story}", text))

    return note


@pytest.fixture(scope="session")
def data_set(tmp_path_factory):
    """Give guests of a data set and the folder with their event, made once a run.

    The folder is to be read only; `event_of` opens a copy.
    """
    shared = tmp_path_factory.getbasetemp()
    # Processes that run tests side by side have folders of their own below a common one.
    shared = shared.parent if shared.name.startswith("popen-") else shared
    known = {}

    def get(size, mix="international"):
        key = f"{mix}-{size}"
        if key not in known:
            people = guests(size, mix)
            known[key] = people, _made(shared / key, people, tmp_path_factory.mktemp(key))
        return known[key]

    return get


@pytest.fixture
def event_of(data_set, tmp_path):
    """Open events of their own with the guests of a data set; give guests and workplace."""
    with contextlib.ExitStack() as opened:

        def get(size, mix="international"):
            people, folder = data_set(size, mix)
            copy = shutil.copytree(folder, tmp_path / f"{mix}-{size}")
            return people, opened.enter_context(contextlib.closing(open_workplace(copy)))

        yield get


@pytest.fixture(scope="session")
def finder_of(data_set, tmp_path_factory):
    """Open events to search in; nobody may write to them.

    They are copies, too: whoever opens a file has others beside it that come and go, and some
    other process may be copying the folder just then.
    """
    known = {}
    with contextlib.ExitStack() as opened:

        def get(size, mix="international"):
            if (size, mix) not in known:
                people, folder = data_set(size, mix)
                copy = shutil.copytree(folder, tmp_path_factory.mktemp("finder") / folder.name)
                place = opened.enter_context(contextlib.closing(open_workplace(copy)))
                known[size, mix] = people, place.finder
            return known[size, mix]

        yield get


def _made(folder, people, draft):
    """Return *folder* with the event of *people*; who makes it second throws his away."""
    if folder.is_dir():
        return folder
    create_event(draft, EVENT_NAME, starts=STARTS, ends=STARTS + timedelta(hours=6))
    with contextlib.closing(open_workplace(draft)) as place, place.journal.write() as records:
        records.append_many([registered(guest) for guest in people])
    with contextlib.suppress(OSError):
        draft.rename(folder)
    return folder


def registered(guest):
    payload = {"origin": "list", "code": guest.code, "fields": guest.fields}
    return Draft(kind=Kind.REGISTERED, registration=guest.id, payload=payload)
