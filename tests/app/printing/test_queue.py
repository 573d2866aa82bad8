"""Badge jobs go out once, in order, and wait for printers that come back."""

from dataclasses import dataclass, field, replace

import pytest

from app.badge.raster import page_texts
from app.errors import PrintError, UnknownError
from app.model.badge import JobState
from app.printing.queue import PrintDesk
from db.badge_jobs import SqliteJobBook
from tests.app.journals import HandClock, event_file

OFF = "The printer is off; switch it on."
GONE = "There is no registration gone."


@dataclass
class Tray:
    """A printer that keeps what it gets, or refuses while it is off."""

    name: str = "tray"
    is_on: bool = True
    refused: int = 0
    papers: list = field(default_factory=list)

    def send(self, pdf, title):
        if not self.is_on:
            self.refused += 1
            raise PrintError(OFF)
        self.papers.append((title, pdf))
        return JobState.SENT


class RunningClock(HandClock):
    """A clock that moves a little with every look, as clocks do."""

    def read(self):
        self.forward(0.001)
        return super().read()


@pytest.fixture
def tray():
    return Tray()


@pytest.fixture
def book(tmp_path):
    with event_file(tmp_path) as opened:
        yield SqliteJobBook(opened.database, RunningClock())


@pytest.fixture
def content(guest):
    def of(registration):
        if registration == "gone":
            raise UnknownError(GONE)
        return replace(guest, code=f"CODE-{registration}", given=registration.title())

    return of


@pytest.fixture
def desk(book, renderer, content, tray):
    return PrintDesk(book, renderer, content, find=lambda _: tray)


def test_a_wanted_badge_is_sent_with_its_name(desk, tray):
    desk.want("ana", "tray")
    (job,) = desk.work()

    assert job.state is JobState.SENT
    assert tray.papers[0][0] == "CODE-ana"
    assert "Ana" in page_texts(tray.papers[0][1])[0]


def test_jobs_go_out_once_and_in_order(desk, tray):
    for registration in ("ana", "bo", "cy"):
        desk.want(registration, "tray")
    desk.work()
    desk.work()

    assert [title for title, _ in tray.papers] == ["CODE-ana", "CODE-bo", "CODE-cy"]


def test_two_desks_on_one_book_send_a_job_once(book, renderer, content, tray):
    desks = [PrintDesk(book, renderer, content, find=lambda _: tray) for _ in range(2)]
    job = desks[0].want("ana", "tray")
    for desk in desks:
        desk.print_job(job)

    assert len(tray.papers) == 1


def test_a_dead_printer_leaves_jobs_open_with_the_reason(desk, tray, book):
    desk.want("ana", "tray")
    desk.want("bo", "tray")
    tray.is_on = False
    desk.work()

    assert tray.refused == 1
    assert [(job.state, job.reason) for job in book.jobs()] == [(JobState.OPEN, OFF)] * 2


def test_a_printer_that_comes_back_gets_what_waited(desk, tray, book):
    desk.want("ana", "tray")
    tray.is_on = False
    desk.work()
    tray.is_on = True
    desk.work()

    assert [title for title, _ in tray.papers] == ["CODE-ana"]
    assert [(job.state, job.reason) for job in book.jobs()] == [(JobState.SENT, "")]


def test_a_dead_printer_does_not_hold_up_another(book, renderer, content):
    trays = {"dead": Tray(is_on=False), "fine": Tray()}
    desk = PrintDesk(book, renderer, content, find=trays.__getitem__)
    desk.want("ana", "dead")
    desk.want("bo", "fine")
    desk.work()

    assert [title for title, _ in trays["fine"].papers] == ["CODE-bo"]


def test_a_badge_that_cannot_be_drawn_fails_and_the_next_goes_out(desk):
    desk.want("gone", "tray")
    desk.want("ana", "tray")
    failed, sent = desk.work()

    assert (failed.state, failed.reason) == (JobState.FAILED, GONE)
    assert sent.state is JobState.SENT
    assert desk.work() == []


def test_failed_badges_are_tried_again_when_asked_for(desk, tray, book):
    job = desk.want("ana", "tray")
    book.set_state(job.id, JobState.FAILED, "No code.")
    desk.work()
    assert tray.papers == []

    desk.work(failed_too=True)
    assert len(tray.papers) == 1


def test_who_keeps_the_journal_is_told_once_a_badge(book, renderer, content, tray):
    told = []
    desk = PrintDesk(book, renderer, content, find=lambda _: tray, handed_over=told.append)
    desk.want("ana", "tray")
    tray.is_on = False
    desk.work()
    tray.is_on = True
    desk.work()
    desk.work()

    assert [(job.registration, job.state) for job in told] == [("ana", JobState.SENT)]


def test_badges_go_to_a_folder_by_its_address(book, renderer, content, tmp_path):
    desk = PrintDesk(book, renderer, content)
    desk.want("ana", f"folder:{tmp_path / 'out'}")
    (job,) = desk.work()

    assert job.state is JobState.PRINTED
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["CODE-ana.pdf"]
