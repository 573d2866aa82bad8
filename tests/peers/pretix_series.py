"""What a real pretix server once said, turned into a series of three dates.

Zoë and her add-ons are for the first date, Irina and José for the second, all others for the
third. Each date has a door of its own; the recorded lists are for all dates.
"""

import copy
from urllib.parse import parse_qs, urlsplit

MONDAY, TUESDAY, WEDNESDAY = 71, 72, 73
_OF_ORDER = {"EM9LZ": MONDAY, "FADJN": TUESDAY}


class Series:
    """Answers instead of the recording; ``moved`` are orders that are for another date now."""

    def __init__(self, replay):
        self.replay = replay
        self.moved = {}
        self.asked = []
        self.orders = []
        replay.instead = self

    def __call__(self, method, url):
        path = urlsplit(url).path
        if method != "GET":
            return None
        if path.endswith("/subevents/"):
            return page([date(MONDAY, 7), date(TUESDAY, 8), date(WEDNESDAY, 9)])
        if path.endswith("/gruender3/"):
            return 200, {**self.replay.reply_recorded(method, url)[2], "has_subevents": True}
        if path.endswith("/checkinlists/"):
            return self._lists(url)
        if path.endswith("/orders/"):
            return self._orders(url)
        return None

    def _lists(self, url):
        """The recorded lists, whatever is left out of them, and a door for each date."""
        kept = "exclude=checkin_count&exclude=position_count"
        said = self.replay.reply_recorded("GET", f"{urlsplit(url).path}?{kept}")[2]["results"]
        door = next(one for one in said if one["name"] == "Eingang")
        dated = [
            {**door, "id": 80 + number, "name": "Saal", "subevent": number}
            for number in (MONDAY, TUESDAY, WEDNESDAY)
        ]
        return page([*said, *dated])

    def _orders(self, url):
        query = parse_qs(urlsplit(url).query)
        self.asked.append(dict(query))
        wanted = {int(one) for one in query.pop("subevent", ())}
        bare = "&".join(f"{name}={one}" for name, several in query.items() for one in several)
        if not self.orders:
            said = self.replay.reply_recorded("GET", f"{urlsplit(url).path}?{bare}")[2]
            self.orders = said["results"]
        orders = copy.deepcopy(self.orders)
        for order in orders:
            number = {**_OF_ORDER, **self.moved}.get(order["code"], WEDNESDAY)
            for position in order["positions"]:
                position["subevent"] = number
        return page([one for one in orders if not wanted or _date_of(one) in wanted])


def _date_of(order):
    return order["positions"][0]["subevent"]


def date(number, day):
    return {
        "id": number, "name": {"de": "Werkstatt"}, "active": True, "date_admission": None,
        "date_from": f"2026-12-0{day}T17:00:00Z", "date_to": f"2026-12-0{day}T20:00:00Z",
    }  # fmt: skip


def page(results):
    return 200, {"count": len(results), "next": None, "previous": None, "results": results}
