"""People who came without a ticket: ordered at pretix where the device may, else kept."""

import csv

import pytest

from tests.app.commands.test_pretix import PROFILE, people

GUEST = "Ohne Karte"
TAKEN = (
    400,
    {"positions": [{"secret": ["You cannot assign a position secret that already exists."]}]},
)
SOLD_OUT = (400, {"positions": [{"item": ["This product is not sold any more."]}]})


class Shop:
    """Takes orders, and tells of them at the next download."""

    def __init__(self, pretix):
        self.pretix, self.made, self.redeemed = pretix, [], []
        self.answer = None

    def __call__(self, method, path):
        if "/redeem/" in path:
            self.redeemed.append(self.pretix.bodies[-1])
            return 201, {"status": "ok", "position": {}}
        if "/orders/" not in path:
            return None
        if method == "GET":
            page = {"count": len(self.made), "next": None, "previous": None}
            return (200, {**page, "results": list(map(_order, self.made))}) if self.made else None
        if self.answer is None or self.answer is TAKEN:
            self.made.append(self.pretix.bodies[-1])
        return self.answer or (201, {"code": "WALK1"})


def _order(body):
    (said,) = body["positions"]
    name = said.get("attendee_name")
    position = {**said, "id": 9001, "attendee_name": name or "x", "checkins": []}
    return {"code": "WALK1", "status": "p", "testmode": False, "positions": [position]}


@pytest.fixture
def shop(pretix):
    shop = Shop(pretix)
    pretix.instead = shop
    return shop


@pytest.fixture
def walk_in(joined):
    """Somebody who is here and whom pretix does not know."""
    walk_in = joined.one("roster", "add", "--name", GUEST)
    joined("scan", walk_in["code"], "--session", "Eingang", "--admit")
    joined("sync")
    assert joined.one("sync", "status")["waiting"] == {"no_ticket": 1}
    return walk_in


def test_an_order_is_made_with_the_code_of_the_guest_and_the_arrival_is_told(joined, shop, walk_in):
    said = joined.one("sync", "walk-ins", "--product", 12)
    assert (said["kept"], said["may_order"]) == (1, True)
    before = len(people(joined))

    upload, _ = joined("sync")

    assert (upload["pretix_upload"]["ordered"], upload["pretix_upload"]["redeemed"]) == (1, 1)
    assert upload["pretix_upload"]["waiting"] == {}
    (order,) = shop.made
    assert order["positions"][0]["secret"] == walk_in["code"]
    assert (order["status"], order["positions"][0]["price"]) == ("p", "0.00")
    assert [body["secret"] for body in shop.redeemed] == [walk_in["code"]]
    assert joined.one("sync", "status")["waiting"] == {}
    assert len(people(joined)) == before
    assert people(joined)[GUEST]["id"] == walk_in["id"]


def test_who_was_ordered_for_elsewhere_is_no_trouble(joined, shop, walk_in):
    shop.answer = TAKEN
    joined("sync", "walk-ins", "--product", 12)

    joined("sync")

    assert [body["secret"] for body in shop.redeemed] == [walk_in["code"]]


@pytest.mark.parametrize("answer", [SOLD_OUT, PROFILE])
def test_where_pretix_makes_no_order_the_guest_is_kept_and_it_is_said(joined, shop, answer):
    walk_in = joined.one("roster", "add", "--name", GUEST)
    joined("scan", walk_in["code"], "--session", "Eingang", "--admit")
    joined("sync", "walk-ins", "--product", 12)
    shop.answer = answer

    (upload,) = [one["pretix_upload"] for one in joined("sync") if "pretix_upload" in one]

    assert joined.status == 0
    assert upload["ordered"] == 0
    assert upload["waiting"] == {"no_ticket": 1}
    assert len(upload["troubles"]) == 1


def test_nothing_is_ordered_before_somebody_chose_a_product(joined, shop, walk_in):
    assert joined.one("sync", "walk-ins")["product"] is None
    joined("sync")
    assert shop.made == []
    joined("sync", "walk-ins", "--product", 12)

    assert joined.one("sync", "walk-ins", "--off")["product"] is None

    joined("sync")
    assert shop.made == []
    assert walk_in["code"]


def test_a_product_that_is_not_sold_is_refused_with_those_that_are(joined):
    joined("sync", "walk-ins", "--product", 4711)

    assert joined.status == 2
    assert "12 (" in joined.complaint


def test_those_without_a_ticket_are_a_file_for_pretix(joined, walk_in, tmp_path):
    out = tmp_path / "walk-ins.csv"

    assert joined.one("sync", "walk-ins", "--out", out)["rows"] == 1

    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["Attendee name"] == GUEST
    assert row["Ticket code"] == walk_in["code"]
    assert "pretix-walk-ins" in str(joined("audit"))
