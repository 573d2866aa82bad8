"""From an order of pretix to registrations; pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.clock import instant_of
from app.model.person import STANDARD_FIELDS
from app.model.standing import Booking, Status
from app.model.ticketing import AddOn, Ticket
from app.roster.rows import VALUE_LIMIT, RosterRow
from app.sync.pretix.identity import registration_of
from app.sync.pretix.lists import admits, session_id, workshops
from app.sync.pretix.wire import Said, Shop, number, product_of, text_of

TEST_TEXT = "Testbestellung / test order"
"""Said at the door about an order that was made in pretix's test mode."""

SEAT = "Sitzplatz"

_FILE = "F"
_RESERVED = frozenset({*STANDARD_FIELDS, "code", "status", "sessions"})
_NAME_PARTS = {"title": "title", "given_name": "given", "family_name": "family"}


def rows_of(order: Said, shop: Shop) -> list[RosterRow]:
    """Return a row for each ticket of an order that is a person's.

    Positions that were bought on top of a ticket and name nobody belong to that ticket.
    """
    positions = [one for one in order.get("positions") or () if not one.get("canceled")]
    own = [one for one in positions if not _is_carried(one, positions)]
    return [_row(one, _carried_by(one, positions), order, shop) for one in own]


def counts(order: Said, shop: Shop) -> bool:
    """Whether an order is for real; test orders are, as long as the event is in test mode."""
    return not order.get("testmode") or shop.is_rehearsal


def status_of(order: Said, shop: Shop) -> Status:
    """Return what the state of an order is for its tickets."""
    if not counts(order, shop) or order.get("status") in ("e", "c"):
        return Status.CANCELLED
    if order.get("status") == "n" and not order.get("valid_if_pending"):
        return Status.UNPAID
    return Status.ACTIVE


def _is_carried(position: Said, positions: Sequence[Said]) -> bool:
    """Whether a position belongs to another one: it is on top of it and names nobody."""
    return not position.get("attendee_name") and any(
        one["id"] == position.get("addon_to") for one in positions
    )


def _carried_by(position: Said, positions: Sequence[Said]) -> list[Said]:
    return [
        one
        for one in positions
        if one.get("addon_to") == position["id"] and _is_carried(one, positions)
    ]


def _row(position: Said, add_ons: Sequence[Said], order: Said, shop: Shop) -> RosterRow:
    return RosterRow(
        line=0,
        fields=_fields(position, order, shop),
        code=position.get("secret") or None,
        status=status_of(order, shop),
        bookings=_bookings((position, *add_ons), shop),
        registration=registration_of(shop.source, position["id"]),
        ticket=_ticket(position, add_ons, order, shop),
    )


def _bookings(positions: Sequence[Said], shop: Shop) -> dict[str, Booking]:
    return {
        session_id(shop, one): Booking.BOOKED
        for one in workshops(shop)
        if any(admits(one, position) for position in positions)
    }


def _fields(position: Said, order: Said, shop: Shop) -> dict[str, str]:
    """Return the person's fields; each that pretix has is there, an empty one takes it away."""
    invoice: Said = order.get("invoice_address") or {}
    said = {
        **_name(position, order, invoice),
        "organisation": position.get("company") or invoice.get("company") or "",
        "email": position.get("attendee_email") or order.get("email") or "",
        "country": position.get("country") or "",
        "language": str(order.get("locale") or "").partition("-")[0],
        "category": _product(position, shop),
    }
    seat = (position.get("seat") or {}).get("name")
    if seat:
        said[SEAT] = seat
    said.update(_answers(position, shop))
    return {name: text_of(value)[:VALUE_LIMIT] for name, value in said.items()}


def _name(position: Said, order: Said, invoice: Said) -> dict[str, str]:
    """Return the parts of a name where pretix has such, else the whole."""
    for parts, whole in (
        (position.get("attendee_name_parts"), position.get("attendee_name")),
        (invoice.get("name_parts"), invoice.get("name")),
    ):
        known: Said = parts or {}
        if known.get("given_name") and known.get("family_name"):
            named = {ours: known.get(theirs) or "" for theirs, ours in _NAME_PARTS.items()}
            return {**named, "name": ""}
        if whole:
            return {**dict.fromkeys(_NAME_PARTS.values(), ""), "name": whole}
    unknown = f"{order['code']}-{position.get('positionid', 1)}"
    return {**dict.fromkeys(_NAME_PARTS.values(), ""), "name": unknown}


def _product(position: Said, shop: Shop) -> str:
    item: Said = shop.items.get(position["item"], {})
    return product_of(item, _variation(position, item))


def _variation(position: Said, item: Said) -> Said:
    wanted = position.get("variation")
    return next((one for one in item.get("variations") or () if one.get("id") == wanted), {})


def _answers(position: Said, shop: Shop) -> dict[str, str]:
    """Return the answer to every question about this product; an empty one where there is none."""
    given = _given(position)
    return {_field(one): given.get(key) or "" for key, one in _asked(position, shop).items()}


def _told(position: Said, shop: Shop) -> Iterator[str]:
    """Yield the fields of answers that pretix wants to be seen at the door."""
    for one in _asked(position, shop).values():
        if one.get("show_during_checkin") is True:
            yield _field(one)


def _asked(position: Said, shop: Shop) -> dict[int, Said]:
    """Return the questions about this product whose answers are words, by number."""
    given = _given(position)
    return {
        key: one
        for key, one in shop.questions.items()
        if one.get("type") != _FILE
        and (key in given or position["item"] in (one.get("items") or ()))
    }


def _given(position: Said) -> dict[Any, str]:
    return {
        one.get("question"): str(one.get("answer") or "") for one in position.get("answers") or ()
    }


def _field(question: Said) -> str:
    """Return the name of the field: the question, told apart from what it does not mean."""
    name = text_of(question.get("question")) or str(question.get("identifier") or question["id"])
    return f"{name} (pretix)" if name.casefold() in _RESERVED else name


def _ticket(position: Said, add_ons: Sequence[Said], order: Said, shop: Shop) -> Ticket:
    sold: Said = shop.items.get(position["item"], {})
    kinds: tuple[Said, ...] = (order, sold, _variation(position, sold))
    return Ticket(
        source=shop.source,
        position=position["id"],
        item=position["item"],
        order=str(order["code"]),
        state=str(order.get("status") or "p"),
        variation=number(position.get("variation")),
        subevent=number(position.get("subevent")),
        valid_from=instant_of(position.get("valid_from")),
        valid_until=instant_of(position.get("valid_until")),
        blocks=tuple(map(str, position.get("blocked") or ())),
        is_unapproved=order.get("require_approval") is True,
        is_valid_if_pending=order.get("valid_if_pending") is True,
        needs_attention=any(one.get("checkin_attention") is True for one in kinds),
        texts=tuple(_texts(kinds, is_test=order.get("testmode") is True)),
        told=tuple(_told(position, shop)),
        add_ons=tuple(map(_add_on, add_ons)),
    )


def _texts(kinds: Sequence[Said], *, is_test: bool) -> Iterator[str]:
    if is_test:
        yield TEST_TEXT
    yield from filter(None, (text_of(one.get("checkin_text")) for one in kinds))


def _add_on(position: Mapping[str, object]) -> AddOn:
    return AddOn(
        position=number(position["id"]) or 0,
        item=number(position["item"]) or 0,
        secret=str(position.get("secret") or ""),
        variation=number(position.get("variation")),
        subevent=number(position.get("subevent")),
    )
