"""Printers that can be asked are asked, and print every badge exactly once."""

import pytest

from app.model.badge import JobState
from app.printing.printer import Paper, TellingPrinter
from app.printing.queue import PrintDesk
from db.badge_jobs import SqliteJobBook
from tests.app.journals import HandClock, event_file
from tests.app.printing.trays import OFF, TellingTray, Tray


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def book(tmp_path, clock):
    with event_file(tmp_path) as opened:
        yield SqliteJobBook(opened.database, clock)


@pytest.fixture
def trays():
    return {"tray": TellingTray(), "next": Tray()}


@pytest.fixture
def done():
    return []


@pytest.fixture
def desk(book, trays, done):
    def finished(job, result):
        done.append(job.registration)
        return book.report(job, result)

    return PrintDesk(
        book,
        lambda job: Paper(b"%PDF", job.registration, job.id),
        find=trays.__getitem__,
        finished=finished,
    )


def keys(tray):
    return [paper.title for paper in tray.papers]


def test_the_trays_are_what_they_say():
    assert isinstance(TellingTray(), TellingPrinter)
    assert not isinstance(Tray(), TellingPrinter)


def test_a_badge_counts_as_printed_when_the_printer_says_so(book, desk, trays, done):
    book.open_job("ana", "tray")
    (sent,) = desk.work()
    assert (sent.state, done) == (JobState.PRINTING, [])

    trays["tray"].finish()
    (printed,) = desk.work()
    assert (printed.state, done) == (JobState.PRINTED, ["ana"])


def test_a_printer_that_tells_nothing_has_the_last_word_when_it_takes_it(book, desk, done):
    book.open_job("ana", "next")
    desk.work()

    assert done == ["ana"]


def test_a_job_that_was_handed_over_before_a_crash_is_not_sent_again(book, clock, desk, trays):
    job = book.open_job("ana", "tray")
    book.claim(job.id)
    trays["tray"].send(Paper(b"%PDF", "ana", job.id))
    clock.forward(60)
    trays["tray"].finish()

    assert [one.state for one in desk.work()] == [JobState.PRINTED]
    assert keys(trays["tray"]) == ["ana"]


def test_a_job_whose_answer_got_lost_is_not_sent_again(book, desk, trays):
    book.open_job("ana", "tray")
    trays["tray"].breaks_after = True
    (unsure,) = desk.work()
    assert (unsure.state, unsure.is_unsure, unsure.reason) == (JobState.OPEN, True, OFF)

    trays["tray"].finish()
    assert [one.state for one in desk.work()] == [JobState.PRINTED]
    assert keys(trays["tray"]) == ["ana"]


def test_an_unsure_job_waits_while_the_printer_cannot_be_asked(book, clock, desk, trays):
    job = book.open_job("ana", "tray")
    book.claim(job.id)
    trays["tray"].send(Paper(b"%PDF", "ana", job.id))
    trays["tray"].is_on = False
    clock.forward(60)
    (waiting,) = desk.work()

    assert (waiting.state, waiting.is_unsure) == (JobState.OPEN, True)


def test_a_printer_that_falls_silent_keeps_the_job(book, desk, trays):
    book.open_job("ana", "tray")
    desk.work()
    trays["tray"].is_on = False
    (silent,) = desk.work()

    assert (silent.state, silent.reason, silent.ticket) == (JobState.PRINTING, OFF, "1")


def test_a_job_goes_to_the_next_printer_and_is_taken_back_from_the_first(book, desk, trays):
    book.open_job("ana", "tray")
    desk.work()
    desk.redirect_all("next")
    desk.work()

    assert trays["tray"].canceled == ["1"]
    assert keys(trays["next"]) == ["ana"]


def test_a_job_that_came_out_after_all_goes_nowhere_else(book, desk, trays, done):
    book.open_job("ana", "tray")
    desk.work()
    trays["tray"].finish()
    desk.redirect_all("next")
    desk.work()

    assert (keys(trays["next"]), done) == ([], ["ana"])


def test_a_dead_printer_is_asked_once_and_not_waited_for(book, desk, trays):
    for registration in ("ana", "bo", "cy"):
        book.open_job(registration, "tray")
    desk.work()
    trays["tray"].is_on = False
    desk.redirect_all("next")
    desk.work()

    assert trays["tray"].refused == 1
    assert keys(trays["next"]) == ["ana", "bo", "cy"]


def test_a_job_that_moves_while_it_is_sent_is_taken_back(book, desk, trays):
    class Slow(TellingTray):
        def send(self, paper):
            book.redirect(paper.key, "next")
            return super().send(paper)

    trays["tray"] = Slow()
    book.open_job("ana", "tray")
    desk.work()
    desk.work()

    assert (trays["tray"].canceled, keys(trays["next"])) == (["1"], ["ana"])
