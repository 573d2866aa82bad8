"""Badge jobs survive, keep their order, and are claimed once."""

import pytest

from app.errors import UnknownError
from app.model.badge import JobState
from db.badge_jobs import SqliteJobBook
from tests.app.journals import HandClock, event_file


@pytest.fixture
def book(tmp_path):
    with event_file(tmp_path) as opened:
        yield SqliteJobBook(opened.database, HandClock())


def test_jobs_of_one_moment_keep_their_order(book):
    wanted = [book.open_job(f"r{number}", "").registration for number in range(20)]

    assert [job.registration for job in book.jobs()] == wanted


def test_a_job_is_claimed_once(book):
    job = book.open_job("r1", "")

    assert [book.claim(job.id) for _ in range(2)] == [True, False]


def test_a_failed_job_can_be_claimed_again(book):
    job = book.open_job("r1", "")
    book.claim(job.id)
    book.set_state(job.id, JobState.FAILED, "no paper")

    assert book.claim(job.id)


def test_a_printed_job_is_no_longer_open(book):
    job = book.open_job("r1", "")
    book.set_state(job.id, JobState.PRINTED)

    assert book.jobs(only_open=True) == []
    assert [done.state for done in book.jobs()] == [JobState.PRINTED]


def test_open_jobs_move_to_another_printer(book):
    waits, done = book.open_job("r1", "dead"), book.open_job("r2", "dead")
    book.set_state(done.id, JobState.PRINTED)
    book.move_open("folder:x")

    printers = {job.id: job.printer for job in book.jobs()}
    assert printers == {waits.id: "folder:x", done.id: "dead"}


def test_an_unknown_job_is_refused(book):
    with pytest.raises(UnknownError):
        book.set_state("none", JobState.OPEN)
