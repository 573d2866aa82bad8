"""What else a station and a real pretix server do for each other, each in an event of its own."""

import csv

import pytest

from app.badge.raster import page_image, page_texts
from tests.app.badge.test_pretix_layout import CODE, NAME
from tests.peers.pretix_lossy import lossy_line

pytestmark = [pytest.mark.pretix, pytest.mark.timeout(900)]


def come(door, name):
    """Somebody without a ticket is registered at a door and let in."""
    (walk_in,) = door("roster", "add", "--name", name)
    (arrival,) = door.scan(walk_in["code"])
    assert arrival["recorded"]
    return walk_in


def test_a_walk_in_gets_an_order_and_is_known_at_the_other_door(open_office, open_door):
    office = open_office(20, left="full", right="pretixscan")
    left, right = open_door(office, "left"), open_door(office, "right")
    walk_in = come(left, "Wanda Spontan")
    assert left.sync()["pretix_upload"]["waiting"] == {"no_ticket": 1}
    (said,) = left("sync", "walk-ins", "--product", office.made["items"]["Student"])
    assert (said["may_order"], said["kept"], len(said["products"])) == (True, 1, 3)

    told = left.sync()["pretix_upload"]

    assert (told["ordered"], told["redeemed"], told["waiting"]) == (1, 1, {})
    assert (told["declined"], told["troubles"]) == (0, [])
    (check_in,) = office.check_ins()
    bought = office("GET", f"orderpositions/{check_in['position']}/")
    assert (bought["secret"], bought["attendee_name"]) == (walk_in["code"], "Wanda Spontan")
    order = office("GET", f"orders/{bought['order']}/")
    assert (order["status"], order["total"]) == ("p", "0.00")
    assert len(left.people()) == 21
    assert right.sync()["pretix"]["heard"] == 1
    (again,) = right.scan(walk_in["code"])
    assert (again["verdict"], again["person"]["name"]) == ("already", "Wanda Spontan")


def test_a_walk_in_at_a_device_that_may_not_order_is_kept_and_exported(
    open_office, open_door, tmp_path
):
    office = open_office(5, door="pretixscan")
    door = open_door(office, "door")
    walk_in = come(door, "Wim Spontan")
    (said,) = door("sync", "walk-ins", "--product", office.made["items"]["Student"])
    assert not said["may_order"]

    told = door.sync()["pretix_upload"]

    assert (told["ordered"], told["waiting"]) == (0, {"no_ticket": 1})
    door("sync", "walk-ins", "--out", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["Ticket code"] for row in csv.DictReader(file)] == [walk_in["code"]]


def test_a_layout_of_the_server_becomes_a_badge(open_office, open_door, tmp_path):
    office = open_office(5, {"layouts": {"Gäste": [NAME, CODE]}}, door="pretixscan")
    door = open_door(office, "door")
    (guest, *_) = door.people().values()

    (made,) = door("badge", "layout")

    assert made["design"] == "Gäste"
    pdf = tmp_path / "badge.pdf"
    (written,) = door("badge", "make", guest["code"], "--design", "Gäste", "--out", pdf)
    assert written["pages"] == 1
    content = pdf.read_bytes()
    assert guest["name"] in page_texts(content)[0]
    page_image(content, 200).save(tmp_path / "badge.png")
    (read,) = door("decode", tmp_path / "badge.png")
    (scanned,) = door.scan(*read["texts"])
    assert scanned["person"]["id"] == guest["id"]


def test_another_key_opens_and_the_one_before_does_not(open_office, open_door, token_of):
    office = open_office(5, door="pretixscan")
    door = open_door(office, "door")
    before = token_of(door)

    (said,) = door("roll")

    assert said["rolled"]
    assert token_of(door) != before
    assert office.status_for(before) == 401
    assert office.status_for(token_of(door)) == 200
    door.scan(office.tickets[0]["secret"])
    assert door.sync()["pretix_upload"]["redeemed"] == 1


@pytest.mark.parametrize("then", ["roll", "sync"])
def test_a_key_whose_answer_was_lost_is_had_all_the_same(
    server, open_office, open_door, token_of, then
):
    office = open_office(5, door="pretixscan")
    with lossy_line(server.url) as line:
        door = open_door(office, "door", port=line.port)
        before = token_of(door)
        line.lose.append("/device/roll")

        door("roll")

        assert line.lost == [200]
        assert token_of(door) == before
        assert office.status_for(before) == 401, "pretix gave another key, which nobody heard"
        door(then)
        assert token_of(door) != before
        assert "pretix" in door.sync()


def test_a_series_and_an_event_of_their_own_are_one_event_here(open_office, open_door):
    office = open_office(6, door="pretixscan")
    series = open_office(6, {"dates": 2})
    door = open_door(office, "door", series)
    assert (door.joined["pretix"]["new"], len(door.people())) == (12, 12)
    doors = {one["name"] for one in door("session", "list")}
    first, second = sorted(name for name in doors if name.startswith("Eingang "))
    assert doors == {"Eingang", "Vortrag", "Workshop", first, second}
    today, tomorrow = series.tickets[:2]

    (welcome,) = door.scan(today["secret"], door=first)
    (wrong,) = door.scan(tomorrow["secret"], door=first)
    (other,) = door.scan(office.tickets[0]["secret"], door=first)
    (own,) = door.scan(office.tickets[0]["secret"], door="Eingang")
    assert (welcome["verdict"], own["verdict"]) == ("welcome", "welcome")
    assert {wrong["verdict"], other["verdict"]}.isdisjoint({"welcome", "already"})

    told = door.sync()["pretix_upload"]

    assert (told["redeemed"], told["declined"], told["troubles"]) == (2, 0, [])
    (there,) = series.check_ins()
    assert (there["position"], there["list"]) == (today["position"], series.made["lists"]["door1"])
    (here,) = office.check_ins()
    assert here["position"] == office.tickets[0]["position"]
    status = door("sync", "status")[0]
    assert set(status["events"]) == {office.event, series.event}
