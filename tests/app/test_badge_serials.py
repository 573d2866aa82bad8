"""A reprinted badge takes the place of the one before; the invitation stays good."""

import pytest

from app.admission.fold import fold
from app.model.entry import Draft, Kind
from app.model.serial import badge_text
from app.model.standing import Direction
from app.model.verdict import Reason
from tests.app.journals import Pen, event_file, station_of

CODE = "CODE-r1"


@pytest.fixture
def opened(tmp_path):
    with event_file(tmp_path) as opened:
        pen = Pen("list")
        pen.register("r1")
        opened.journal.absorb(pen.entries)
        yield opened


def printed(opened, *serials):
    with opened.journal.write() as records:
        for serial in serials:
            draft = Draft(kind=Kind.PRINTED, registration="r1", payload={"serial": serial})
            records.append(draft)


def reason(opened, text):
    return station_of(opened).accept([text]).reason


def test_a_lone_badge_opens_the_door(opened):
    printed(opened, "BBB")

    assert reason(opened, badge_text(CODE, "BBB")) is Reason.REGISTERED


def test_a_badge_that_was_printed_elsewhere_opens_the_door(opened):
    assert reason(opened, badge_text(CODE, "BBB")) is Reason.REGISTERED


def test_after_a_reprint_the_old_badge_is_replaced_and_the_new_one_good(opened):
    printed(opened, "BBB", "CCC")

    assert reason(opened, badge_text(CODE, "BBB").lower()) is Reason.REPLACED
    assert reason(opened, badge_text(CODE, "CCC").lower()) is Reason.REGISTERED


def test_a_replaced_badge_changes_no_figure(opened):
    printed(opened, "BBB")
    station_of(opened).accept([CODE])
    before = opened.journal.counts().arrived
    printed(opened, "CCC")

    assert reason(opened, badge_text(CODE, "BBB")) is Reason.REPLACED
    assert opened.journal.counts().arrived == before


def test_the_invitation_is_good_however_often_a_badge_was_printed(opened):
    printed(opened, "BBB", "CCC", "DDD")

    assert reason(opened, CODE) is Reason.REGISTERED


def test_the_way_out_is_read_from_the_badge(opened):
    printed(opened, "BBB")
    station = station_of(opened)
    station.accept([badge_text(CODE, "BBB")])
    left = station.accept([badge_text(CODE, "BBB")], direction=Direction.OUT)

    assert left.reason is Reason.DEPARTED


def test_a_foreign_code_that_ends_like_a_badge_is_a_code(tmp_path):
    twin = badge_text("GAST", "BBB")
    with event_file(tmp_path / "other") as opened:
        pen = Pen("list")
        pen.write(Kind.REGISTERED, payload={"origin": "list", "code": twin, "fields": {}})
        opened.journal.absorb(pen.entries)

        assert reason(opened, twin) is Reason.REGISTERED


def test_the_latest_badge_counts_in_whatever_order_the_entries_come():
    pen = Pen()
    pen.register()
    for serial in ("BBB", "CCC", "BBB"):
        pen.write(Kind.PRINTED, payload={"serial": serial})

    standings = {fold("r1", order).serials for order in (pen.entries, pen.entries[::-1])}
    assert standings == {("CCC", "BBB")}


def test_a_rebuilt_journal_knows_the_same_badges(opened):
    printed(opened, "BBB", "CCC")
    before = opened.journal.standing("r1")
    opened.journal.rebuild()

    assert opened.journal.standing("r1") == before
    assert before.serials == ("BBB", "CCC")
