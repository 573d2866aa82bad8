"""Which events, dates of series and check-in lists of pretix a station works for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.clock import instant_of
from app.errors import EventChoiceError, HubRefusedError, NoEventError
from app.model.central import PretixChoice
from app.ports.pretix import PretixLink, Selection
from app.sync.pretix.client import PretixClient
from app.sync.pretix.paging import each
from app.sync.pretix.wire import Said, number, text_of

UNCOUNTED = ("checkin_count", "position_count")
"""Members of check-in lists that pretix would have to count."""

_ZONE = "Europe/Berlin"
_AGAIN = {
    "events": "--event NAME, once for each that you want",
    "dates": "--date DAY, once for each that you want",
    "lists": "--list NAME, once for each that you want",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was chosen; ``first`` is the first of the events, ``dates`` are those of it."""

    events: tuple[str, ...]
    selection: Selection
    first: Said
    dates: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Choosing:
    """Looks at what a device has and takes what is wanted of it, or asks.

    Args:
        client: The server.
        link: The device.
        wanted: What somebody said.
        kept: What the station works for until now, None where it does not yet.
    """

    client: PretixClient
    link: PretixLink
    wanted: PretixChoice
    kept: Selection | None = None

    async def choose(self) -> Chosen:
        """Return what to work for.

        Raises:
            EventChoiceError: something wanted is not there, or has to be said.
            NoEventError: the device has no event.
            HubRefusedError: pretix does not tell of an event.
        """
        slugs = await self._events()
        shops = [await self._shop(slug) for slug in slugs]
        dates = self._dates(shops)
        left_out = self._left_out(shops, dates)
        first = shops[0]
        return Chosen(
            events=slugs,
            selection=Selection(dates=dates, left_out=left_out),
            first=first.event,
            dates=[one for one in first.dates if dates is None or one["id"] in dates],
        )

    async def _events(self) -> tuple[str, ...]:
        path = f"organizers/{self.link.organizer}/events/"
        known = {str(one["slug"]): one async for one in each(self.client, path)}
        if not known:
            sentence = (
                f"This device has no event at {self.client.address}. Give it one in pretix under"
                " Devices, and join again with the same token."
            )
            raise NoEventError(sentence)
        offer = _Offer("events", "event")
        for slug, said in known.items():
            # The days of a series are those of its dates; the series itself says nothing of it.
            at = None if said.get("has_subevents") else instant_of(said.get("date_from"))
            offer.add(slug, text_of(said.get("name")), at)
        offer.ticked = [slug for slug in self.link.events if slug in known]
        wanted = tuple(dict.fromkeys(self.wanted.events))
        self._see_that_all_are_there(offer, [slug for slug in wanted if slug not in known])
        if not wanted and len(known) > 1 and (self.wanted.is_asking or self.kept is None):
            raise self._question(offer)
        return wanted or tuple(offer.ticked) or tuple(known)

    async def _shop(self, slug: str) -> "_Shop":
        path = f"organizers/{self.link.organizer}/events/{slug}/"
        reply = await self.client.get(path)
        if not reply.is_success:
            sentence = (
                f"pretix at {self.client.address} does not tell of the event. Give this device"
                " access to it in pretix under Devices, and join again with the same token."
            )
            raise HubRefusedError(sentence)
        is_series = reply.json.get("has_subevents") is True
        dates = [one async for one in each(self.client, f"{path}subevents/")] if is_series else []
        lists: list[Said] = []
        if self.wanted.is_asking or self.wanted.lists is not None:
            lists = [
                one async for one in each(self.client, f"{path}checkinlists/", exclude=UNCOUNTED)
            ]
        dates = sorted((one for one in dates if one.get("active") is not False), key=_begin)
        return _Shop(reply.json, dates, lists)

    def _dates(self, shops: Sequence["_Shop"]) -> frozenset[int] | None:
        """Return the dates that are wanted, None for all that there are and will be."""
        offer = _Offer("dates", "date")
        days: dict[str, str] = {}
        for shop in shops:
            for one in shop.dates:
                at, key = instant_of(one.get("date_from")), str(one["id"])
                offer.add(key, text_of(one.get("name")), at)
                days[key] = at.astimezone(shop.zone).date().isoformat() if at else ""
        before = None if self.kept is None else self.kept.dates
        if self.wanted.dates is None:
            if not self.wanted.is_asking or len(offer.keys) < 2:  # noqa: PLR2004 - no choice of one
                return before
            if self.kept is not None:
                offer.ticked = [key for key in offer.keys if before is None or int(key) in before]
            raise self._question(offer)
        asked = {one: offer.found(one, days) for one in self.wanted.dates}
        self._see_that_all_are_there(offer, [one for one, keys in asked.items() if not keys])
        chosen = frozenset(int(key) for keys in asked.values() for key in keys)
        return None if len(chosen) == len(offer.keys) else chosen

    def _left_out(self, shops: Sequence["_Shop"], dates: frozenset[int] | None) -> frozenset[int]:
        """Return the lists that are no doors here."""
        expected, offer = Selection(dates=dates), _Offer("lists", "list")
        for shop in shops:
            begins = {one["id"]: instant_of(one.get("date_from")) for one in shop.dates}
            for one in shop.lists:
                date = number(one.get("subevent"))
                if expected.expects(date):
                    at = begins.get(date) if date else None
                    offer.add(str(one["id"]), text_of(one.get("name")), at)
        before = frozenset[int]() if self.kept is None else self.kept.left_out
        if self.wanted.lists is None:
            if not self.wanted.is_asking or len(offer.keys) < 2:  # noqa: PLR2004 - no choice of one
                return before
            offer.ticked = [key for key in offer.keys if int(key) not in before]
            raise self._question(offer)
        asked = {one: offer.found(one) for one in self.wanted.lists}
        self._see_that_all_are_there(offer, [one for one, keys in asked.items() if not keys])
        chosen = {key for keys in asked.values() for key in keys}
        return frozenset(int(key) for key in offer.keys if key not in chosen)

    def _see_that_all_are_there(self, offer: "_Offer", missing: Sequence[str]) -> None:
        if missing:
            raise self._question(offer, missing[0])

    def _question(self, offer: "_Offer", missing: str = "") -> EventChoiceError:
        """Return the question what of *offer* is wanted; *missing* is wanted and not there."""
        has = ", ".join(offer.shown()) or "none"
        again = _AGAIN[offer.asks]
        how = f"Join again with the same token and {again}."
        if self.kept is not None:
            how = f"Choose again: sync choose {again}."
        if not missing:
            sentence = f"This device has several {offer.asks}: {has}. {how}"
        else:
            at = self.client.address
            sentence = f"This device has no {offer.kind} {missing} at {at}; it has {has}. {how}"
        return EventChoiceError(
            sentence,
            offer.keys,
            offer.names,
            asks=offer.asks,
            moments=offer.moments,
            ticked=offer.ticked,
        )


@dataclass(frozen=True, slots=True)
class _Shop:
    """An event, its dates where it is a series, and its check-in lists where these matter."""

    event: Said
    dates: Sequence[Said]
    lists: Sequence[Said]

    @property
    def zone(self) -> ZoneInfo:
        """Where its days begin and end."""
        try:
            return ZoneInfo(str(self.event.get("timezone") or _ZONE))
        except ZoneInfoNotFoundError:
            return ZoneInfo(_ZONE)


@dataclass(slots=True)
class _Offer:
    """What there is to choose from."""

    asks: str
    kind: str
    keys: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    moments: list[datetime | None] = field(default_factory=list)
    ticked: list[str] = field(default_factory=list)

    def add(self, key: str, name: str, at: datetime | None) -> None:
        """Take one more thing in."""
        self.keys.append(key)
        self.names.append(name)
        self.moments.append(at)

    def found(self, wanted: str, days: dict[str, str] | None = None) -> list[str]:
        """Return what is meant by a number, a name or a day."""
        if wanted in self.keys:
            return [wanted]
        known = days or {}
        named = zip(self.keys, self.names, strict=True)
        plain = wanted.casefold()
        return [key for key, name in named if plain in (name.casefold(), known.get(key))]

    def shown(self) -> list[str]:
        """Return everything as the command line shows it."""
        if self.asks == "events":
            return self.keys
        rows = zip(self.keys, self.names, self.moments, strict=True)
        return [f"{key} {name}{f' {at:%Y-%m-%d}' if at else ''}" for key, name, at in rows]


def _begin(date: Said) -> str:
    return str(date.get("date_from") or "")
