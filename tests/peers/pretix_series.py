"""What a real pretix server once said, turned into a series of three dates.

Zoë and her add-ons are for the first date, Irina and José for the second, all others for the
third. Each date has a door of its own; the recorded lists are for all dates.
"""

import copy
from urllib.parse import parse_qs, urlsplit

MONDAY, TUESDAY, WEDNESDAY = 71, 72, 73
_OF_ORDER = {"EM9LZ": MONDAY, "FADJN": TUESDAY}


class Series:
    """Answers instead of the recording.

    ``moved`` are orders that are for another date now, ``days`` the days of December by date.
    """

    def __init__(self, replay):
        self.replay = replay
        self.moved = {}
        self.days = {MONDAY: 7, TUESDAY: 8, WEDNESDAY: 9}
        self.asked = []
        self.orders = []
        replay.instead = self

    def __call__(self, method, url):
        path = urlsplit(url).path
        if method != "GET":
            return None
        if path.endswith("/subevents/"):
            return page([date(number, day) for number, day in self.days.items()])
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


class TwoSeries(Series):
    """Two series of the same days and products; dates, lists and orders are each one's own."""

    OTHER = "herbst"
    STEP = 1000
    """What numbers of the other series have more than those of the first."""

    def __call__(self, method, url):
        path = urlsplit(url).path
        if path.endswith("/events/"):
            first = super().__call__(method, f"{path}gruender3/")[1]
            return page([first, _other_event(first)])
        if f"/{self.OTHER}/" not in path or method != "GET":
            return super().__call__(method, url)
        status, said = self._of_first(url)
        said = copy.deepcopy(said)
        if path.endswith(f"/{self.OTHER}/"):
            return status, _other_event(said)
        for kind in ("subevents", "checkinlists", "orders"):
            if path.endswith(f"/{kind}/"):
                said["results"] = [_of_other(one, self.STEP) for one in said["results"]]
        return status, said

    def _of_first(self, url):
        """Return what the first series says to a question about the other one."""
        asked = url.replace(f"/{self.OTHER}/", "/gruender3/")
        for number in (MONDAY, TUESDAY, WEDNESDAY):
            asked = asked.replace(f"subevent={number + self.STEP}", f"subevent={number}")
        said = super().__call__("GET", asked)
        if said is None:
            status, _, body = self.replay.reply_recorded("GET", asked)
            return status, body
        return said


def _other_event(said):
    return {**said, "slug": TwoSeries.OTHER, "name": {"de": "Herbsttag"}}


def _of_other(said, step):
    """Return a date, a list or an order of the first series as one of the other."""
    numbers = ("id", "subevent", "addon_to")
    changed = {n: v + step if n in numbers and v is not None else v for n, v in said.items()}
    if "positions" in said:
        changed["code"] = f"H{said['code']}"
        changed["positions"] = [_of_other(one, step) for one in said["positions"]]
    if "secret" in said:
        changed["secret"] = f"herbst{said['secret']}"
    return changed
