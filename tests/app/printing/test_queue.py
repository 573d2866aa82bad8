"""Badge jobs go out once, in order, and wait for printers that come back."""

import pytest

from app.errors import UnknownError
from app.model.badge import JobState, Receipt, Trouble
from app.printing.printer import Paper
from app.printing.queue import PrintDesk
from db.badge_jobs import SqliteJobBook
from tests.app.journals import HandClock, event_file
from tests.app.printing.trays import OFF, Tray

GONE = "There is no registration gone."


class RunningClock(HandClock):
    """A clock that moves a little with every look, as clocks do."""

    def read(self):
        self.forward(0.001)
        return super().read()


def draw(job):
    if job.registration == "gone":
        raise UnknownError(GONE)
    return Paper(b"%PDF", f"CODE-{job.registration}", job.id)


@pytest.fixture
def tray():
    return Tray()


@pytest.fixture
def clock():
    return RunningClock()


@pytest.fixture
def book(tmp_path, clock):
    with event_file(tmp_path) as opened:
        yield SqliteJobBook(opened.database, clock)


@pytest.fixture
def desk(book, tray):
    return PrintDesk(book, draw, find=lambda _: tray)


def titles(tray):
    return [paper.title for paper in tray.papers]


def states(book):
    return [(job.state, job.reason) for job in book.jobs()]


def test_a_wanted_badge_is_sent(book, desk, tray):
    job = book.open_job("ana", "tray")
    (sent,) = desk.work()

    assert sent.state is JobState.SENT
    assert [(paper.title, paper.key) for paper in tray.papers] == [("CODE-ana", job.id)]


def test_jobs_go_out_once_and_in_order(book, desk, tray):
    for registration in ("ana", "bo", "cy"):
        book.open_job(registration, "tray")
    desk.work()
    desk.work()

    assert titles(tray) == ["CODE-ana", "CODE-bo", "CODE-cy"]


def test_two_desks_on_one_book_send_a_job_once(book, tray):
    job = book.open_job("ana", "tray")
    for _ in range(2):
        PrintDesk(book, draw, find=lambda _: tray).print_job(job)

    assert len(tray.papers) == 1


def test_a_dead_printer_leaves_jobs_open_with_the_reason(book, desk, tray):
    book.open_job("ana", "tray")
    book.open_job("bo", "tray")
    tray.is_on = False
    desk.work()

    assert tray.refused == 1
    assert states(book) == [(JobState.OPEN, OFF)] * 2
    assert {job.trouble for job in book.jobs()} == {Trouble.OFFLINE}


def test_a_printer_that_comes_back_gets_what_waited(book, desk, tray):
    book.open_job("ana", "tray")
    tray.is_on = False
    desk.work()
    tray.is_on = True
    desk.work()

    assert titles(tray) == ["CODE-ana"]
    assert states(book) == [(JobState.SENT, "")]


def test_a_dead_printer_does_not_hold_up_another(book):
    trays = {"dead": Tray(is_on=False), "fine": Tray()}
    desk = PrintDesk(book, draw, find=trays.__getitem__)
    book.open_job("ana", "dead")
    book.open_job("bo", "fine")
    desk.work()

    assert titles(trays["fine"]) == ["CODE-bo"]


def test_a_badge_that_cannot_be_drawn_fails_and_the_next_goes_out(book, desk):
    book.open_job("gone", "tray")
    book.open_job("ana", "tray")
    failed, sent = desk.work()

    assert (failed.state, failed.reason) == (JobState.FAILED, GONE)
    assert sent.state is JobState.SENT
    assert desk.work() == []


def test_failed_badges_are_tried_again_when_asked_for(book, desk, tray):
    job = book.open_job("ana", "tray")
    book.report(job, Receipt(JobState.FAILED, "No code."))
    desk.work()
    assert tray.papers == []

    desk.work(failed_too=True)
    assert len(tray.papers) == 1


def test_badges_go_to_a_folder_by_its_address(book, tmp_path):
    desk = PrintDesk(book, draw)
    book.open_job("ana", f"folder:{tmp_path / 'out'}")
    (job,) = desk.work()

    assert job.state is JobState.PRINTED
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["CODE-ana.pdf"]


def test_a_defect_while_drawing_fails_one_badge_and_holds_up_no_other(book, tray):
    def draw_most(job):
        return draw(job) if job.registration != "odd" else 1 / 0

    desk = PrintDesk(book, draw_most, find=lambda _: tray)
    book.open_job("odd", "tray")
    book.open_job("ana", "tray")
    with pytest.raises(ZeroDivisionError):
        desk.work()
    desk.work()

    assert [job.state for job in book.jobs()] == [JobState.FAILED, JobState.SENT]
    assert "print it again" in book.jobs()[0].reason


def test_a_killed_desk_leaves_a_job_that_the_next_one_sends(book, clock, desk, tray):
    job = book.open_job("ana", "tray")
    book.claim(job.id)
    desk.work()
    assert tray.papers == []

    clock.forward(60)
    desk.work()
    assert titles(tray) == ["CODE-ana"]
