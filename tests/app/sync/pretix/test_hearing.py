"""What other devices of pretix did is known here, once, and told to nobody."""

from app.model.conflict import ConflictKind
from app.model.entry import Kind
from app.sync.pretix.hearing import Hearing
from app.undoing import last_action
from db.pretix_book import SqlitePretixBook
from db.pretix_hearsay import SqliteHearsayBook
from tests.app.journals import NOON_MS
from tests.app.sync.pretix.desks import DOOR, OWN, check_in


def moves(desk, key="r1"):
    return [(m.station, m.direction) for m in desk.journal.standing(key).movements]


def test_an_arrival_at_another_device_is_known_here_once_and_told_to_nobody(desk, heard, pretix):
    assert heard(check_in(1)) == 1
    assert heard(check_in(1)) == 0

    assert moves(desk) == [("pretix 8", "in")]
    assert desk.upload().redeemed == 0
    assert not pretix.seen


def test_a_departure_and_a_check_in_of_a_browser_are_known_too(desk, heard):
    heard(check_in(1, device=None), check_in(2, NOON_MS + 900, type="exit"))

    assert moves(desk) == [("pretix", "in"), ("pretix 8", "out")]


def test_the_station_s_own_check_ins_are_not_heard(desk, heard):
    desk.arrive(session=DOOR)
    desk.upload()
    at_ms = round(desk.journal.standing("r1").movements[0].at.timestamp() * 1000)

    assert heard(check_in(1, at_ms, device=OWN)) == 0
    assert len(moves(desk)) == 1


def test_what_this_station_told_as_another_device_is_not_heard(desk, heard):
    arrived = desk.arrive(session=DOOR)
    desk.upload()
    at_ms = round(desk.journal.standing("r1").movements[0].at.timestamp() * 1000)
    desk.annul(arrived)

    assert heard(check_in(1, at_ms)) == 0
    assert moves(desk) == []


def test_an_arrival_of_somebody_else_in_the_same_millisecond_is_heard(desk, heard):
    desk.arrive("r2", session=DOOR)
    desk.upload()
    at_ms = round(desk.journal.standing("r2").movements[0].at.timestamp() * 1000)

    assert heard(check_in(1, at_ms)) == 1


def test_let_in_at_both_is_asked(desk, heard):
    heard(check_in(1))
    desk.arrive(session=DOOR)

    (question,) = desk.questions()

    assert question.kind is ConflictKind.ADMITTED_TWICE
    assert question.stations == ("pretix 8", desk.journal.station)


def test_a_check_in_that_is_gone_there_is_gone_here(desk, heard):
    heard(check_in(1), check_in(2, NOON_MS + 800))

    heard(check_in(2, NOON_MS + 800))

    assert len(moves(desk)) == 1
    heard()
    assert moves(desk) == []
    assert heard() == 0


def test_one_that_came_again_is_known_again(desk, heard):
    heard(check_in(1))
    heard()

    assert heard(check_in(1)) == 1
    assert len(moves(desk)) == 1


def test_lists_and_tickets_that_nobody_knows_are_left_alone(desk, heard):
    unknown = {"id": 9, "secret": "nobody's", "checkins": [check_in(5)]}
    assert heard(check_in(1, list=99), {"id": None}, {"id": 4, "datetime": "soon"}) == 0

    book = SqlitePretixBook(desk.journal)
    hearing = Hearing(desk.journal, SqliteHearsayBook(desk.journal), book)
    assert hearing.hear(desk.pretix.source, [{"code": "A3", "positions": [unknown]}, {}]) == 0


def test_undo_takes_back_what_was_done_here_not_what_was_heard(desk, heard):
    arrived = desk.arrive("r2")
    heard(check_in(1))

    assert last_action(desk.journal).id == arrived.id


def test_the_journal_made_anew_says_the_same(desk, heard):
    heard(check_in(1), other=[check_in(2)])
    before = [moves(desk), moves(desk, "r2")]

    desk.journal.rebuild()

    assert [moves(desk), moves(desk, "r2")] == before
    kinds = [entry.kind for entry in desk.journal.about("r1")]
    assert kinds == [Kind.REGISTERED, Kind.ARRIVED]
