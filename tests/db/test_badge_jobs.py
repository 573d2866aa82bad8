"""Badge jobs survive, keep their order, and are claimed once."""

import pytest

from app.clock import ClockReading
from app.errors import UnknownError
from app.model.badge import JobState, Receipt, Trouble
from db.badge_jobs import SqliteJobBook
from tests.app.journals import HandClock, event_file

PRINTED = Receipt(JobState.PRINTED)
FAILED = Receipt(JobState.FAILED, "no paper", trouble=Trouble.NO_PAPER)
UNDERWAY = Receipt(JobState.PRINTING, ticket="7")


class BootClock(HandClock):
    """A clock whose machine can be started anew."""

    boot = "first"

    def read(self):
        return ClockReading(self.boot, super().read().mono_ms, self.wall_ms)


@pytest.fixture
def clock():
    return BootClock()


@pytest.fixture
def book(tmp_path, clock):
    with event_file(tmp_path) as opened:
        yield SqliteJobBook(opened.database, clock)


def test_jobs_of_one_moment_keep_their_order(book):
    wanted = [book.open_job(f"r{number}", "").registration for number in range(20)]

    assert [job.registration for job in book.jobs()] == wanted


def test_a_job_is_claimed_once(book):
    job = book.open_job("r1", "")

    assert [bool(book.claim(job.id)) for _ in range(2)] == [True, False]


def test_a_job_that_is_being_sent_is_still_open(book):
    job = book.open_job("r1", "")
    book.claim(job.id)

    assert book.job(job.id).state is JobState.OPEN


@pytest.mark.parametrize(("seconds", "is_free"), [(39, False), (41, True)])
def test_the_claim_of_a_killed_process_ends_and_the_job_is_unsure(book, clock, seconds, is_free):
    job = book.open_job("r1", "")
    assert not book.claim(job.id).is_unsure
    clock.forward(seconds)
    again = book.claim(job.id)

    assert (again is not None and again.is_unsure) == is_free


def test_a_clock_that_is_set_ends_no_claim(book, clock):
    job = book.open_job("r1", "")
    book.claim(job.id)
    reading = clock.read()
    clock.read = lambda: ClockReading("first", reading.mono_ms + 5, reading.wall_ms + 10**9)

    assert book.claim(job.id) is None


@pytest.mark.parametrize(("seconds", "is_free"), [(5, False), (90, True), (-90, True)])
def test_after_a_new_start_of_the_machine_the_wall_clock_decides(book, clock, seconds, is_free):
    job = book.open_job("r1", "")
    book.claim(job.id)
    clock.boot = "second"
    clock.forward(seconds)

    assert (book.claim(job.id) is not None) == is_free


def test_a_report_ends_the_claim(book):
    job = book.open_job("r1", "")
    book.claim(job.id)
    reported = book.report(job, FAILED)

    assert (reported.reason, reported.trouble) == ("no paper", Trouble.NO_PAPER)
    assert not book.claim(job.id).is_unsure


def test_a_job_that_a_printer_has_is_not_sent_again(book):
    job = book.open_job("r1", "")
    book.claim(job.id)
    underway = book.report(job, UNDERWAY)

    assert (underway.ticket, underway.is_underway) == ("7", True)
    assert book.claim(job.id) is None


def test_a_printed_job_is_no_longer_open(book):
    job = book.open_job("r1", "")
    book.report(job, PRINTED)

    assert book.jobs(only_open=True) == []
    assert [done.state for done in book.jobs()] == [JobState.PRINTED]


def test_a_job_of_a_printer_that_tells_nothing_is_done_when_sent(book):
    silent, telling = book.open_job("r1", ""), book.open_job("r2", "")
    book.report(silent, Receipt(JobState.SENT))
    book.report(telling, UNDERWAY)

    assert [job.registration for job in book.jobs(only_open=True)] == ["r2"]


def test_jobs_that_no_printer_has_move_in_one_go(book):
    jobs = [book.open_job(f"r{number}", "dead") for number in range(4)]
    book.report(jobs[0], PRINTED)
    book.report(jobs[1], UNDERWAY)
    book.claim(jobs[2].id)
    book.redirect_open("folder:x")

    assert [job.printer for job in book.jobs()] == ["dead", "dead", "dead", "folder:x"]


def test_what_the_old_printer_reports_late_does_not_count(book):
    job = book.open_job("r1", "dead")
    book.claim(job.id)
    book.redirect(job.id, "fine")
    book.report(job, FAILED)

    now = book.job(job.id)
    assert (now.printer, now.state, now.reason) == ("fine", JobState.OPEN, "")


def test_why_jobs_wait_is_noted_at_all_but_those_being_sent(book):
    waiting, sending = book.open_job("r1", "p"), book.open_job("r2", "p")
    book.claim(sending.id)
    book.hold("p", Receipt(JobState.OPEN, "off", trouble=Trouble.OFFLINE))

    assert book.job(waiting.id).trouble is Trouble.OFFLINE
    assert book.job(sending.id).reason == ""


def test_the_badge_that_somebody_waits_for_is_found(book):
    done, waiting = book.open_job("r1", ""), book.open_job("r1", "", "BCD")
    book.report(done, PRINTED)

    found = book.waiting_for("r1")
    assert (found.id, found.serial) == (waiting.id, "BCD")
    assert book.waiting_for("r2") is None


def test_an_unknown_job_is_refused(book):
    with pytest.raises(UnknownError):
        book.job("none")
