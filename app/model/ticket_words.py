"""Tickets and terms of a central ticket system as members of entries, and back.

What is written has the names of the fields of `app.model.ticketing`; what says nothing is left
out, and what a newer release says beside it is not read.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.clock import instant_of
from app.model.ticketing import AddOn, Terms, Ticket


def ticket_payload(ticket: Ticket) -> dict[str, Any]:
    """Return what an entry says of *ticket*."""
    said = {
        "source": ticket.source,
        "position": ticket.position,
        "item": ticket.item,
        "order": ticket.order,
        "state": ticket.state,
        "variation": ticket.variation,
        "subevent": ticket.subevent,
        "valid_from": _text(ticket.valid_from),
        "valid_until": _text(ticket.valid_until),
        "blocks": list(ticket.blocks),
        "is_unapproved": ticket.is_unapproved,
        "is_valid_if_pending": ticket.is_valid_if_pending,
        "needs_attention": ticket.needs_attention,
        "texts": list(ticket.texts),
        "told": list(ticket.told),
        "add_ons": [_add_on_payload(one) for one in ticket.add_ons],
    }
    return _telling(said)


def ticket_of(said: Mapping[str, Any] | None) -> Ticket | None:
    """Return the ticket that a well-formed member says, None where it says none."""
    if not said:
        return None
    return Ticket(
        source=said["source"],
        position=said["position"],
        item=said["item"],
        order=said["order"],
        state=said.get("state", "p"),
        variation=said.get("variation"),
        subevent=said.get("subevent"),
        valid_from=instant_of(said.get("valid_from")),
        valid_until=instant_of(said.get("valid_until")),
        blocks=tuple(said.get("blocks", ())),
        is_unapproved=said.get("is_unapproved", False),
        is_valid_if_pending=said.get("is_valid_if_pending", False),
        needs_attention=said.get("needs_attention", False),
        texts=tuple(said.get("texts", ())),
        told=tuple(said.get("told", ())),
        add_ons=tuple(map(_add_on, said.get("add_ons", ()))),
    )


def terms_payload(terms: Terms | None) -> dict[str, Any] | None:
    """Return what the entry of a session says of the *terms* of its door."""
    if terms is None:
        return None
    said = {
        "source": terms.source,
        "list_id": terms.list_id,
        "subevent": terms.subevent,
        "takes_pending": terms.takes_pending,
        "matches_add_ons": terms.matches_add_ons,
        "allows_many": terms.allows_many,
        "allows_after_exit": terms.allows_after_exit,
        "rules": dict(terms.rules),
        "moments": {name: moment.isoformat() for name, moment in terms.moments.items()},
        "gates": list(terms.gates),
        "is_gone": terms.is_gone,
    }
    return _telling(said) | ({} if terms.items is None else {"items": sorted(terms.items)})


def terms_of(said: Mapping[str, Any] | None) -> Terms | None:
    """Return the terms that a well-formed member says, None where it says none."""
    if not said:
        return None
    items = said.get("items")
    moments = {name: instant_of(text) for name, text in said.get("moments", {}).items()}
    return Terms(
        source=said["source"],
        list_id=said["list_id"],
        items=None if items is None else frozenset(items),
        subevent=said.get("subevent"),
        takes_pending=said.get("takes_pending", False),
        matches_add_ons=said.get("matches_add_ons", False),
        allows_many=said.get("allows_many", False),
        allows_after_exit=said.get("allows_after_exit", False),
        rules=said.get("rules", {}),
        moments={name: moment for name, moment in moments.items() if moment is not None},
        gates=tuple(said.get("gates", ())),
        is_gone=said.get("is_gone", False),
    )


def is_ticket(said: Any) -> bool:
    """Whether *said*, of any shape, is what `ticket_of` can read."""
    return said is None or (
        _has(said, _TICKET, ("source", "position", "item", "order"))
        and all(_has(one, _ADD_ON, tuple(_ADD_ON)[:3]) for one in said.get("add_ons", ()))
    )


def is_terms(said: Any) -> bool:
    """Whether *said*, of any shape, is what `terms_of` can read."""
    return said is None or _has(said, _TERMS, ("source", "list_id"))


def _telling(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return *said* without what is as it is when nothing is said."""
    return {
        key: value
        for key, value in said.items()
        if key in _NEEDED or (value is not None and value is not False and value not in ([], {}))
    }


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _add_on_payload(one: AddOn) -> dict[str, Any]:
    return _telling(
        {
            "position": one.position,
            "item": one.item,
            "secret": one.secret,
            "variation": one.variation,
            "subevent": one.subevent,
        }
    )


def _add_on(said: Mapping[str, Any]) -> AddOn:
    return AddOn(
        position=said["position"],
        item=said["item"],
        secret=said["secret"],
        variation=said.get("variation"),
        subevent=said.get("subevent"),
    )


def _has(said: Any, members: Mapping[str, Callable[[Any], bool]], needed: tuple[str, ...]) -> bool:
    return (
        isinstance(said, Mapping)
        and all(key in said for key in needed)
        and all(test(said[key]) for key, test in members.items() if key in said)
    )


_NEEDED = frozenset({"source", "position", "item", "order", "secret", "list_id"})


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def _is_number_or_none(value: Any) -> bool:
    return value is None or _is_number(value)


def _is_text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _is_texts(value: Any) -> bool:
    return _is_list(value) and all(map(_is_text, value))


def _is_numbers(value: Any) -> bool:
    return _is_list(value) and all(map(_is_number, value))


def _is_numbers_or_none(value: Any) -> bool:
    return value is None or _is_numbers(value)


def _is_members(value: Any) -> bool:
    return isinstance(value, Mapping) and all(map(_is_text, value))


def _is_moments(value: Any) -> bool:
    return _is_members(value) and all(map(_is_text, value.values()))


_TICKET: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("source", "order", "state"), _is_text),
    **dict.fromkeys(("position", "item"), _is_number),
    **dict.fromkeys(("variation", "subevent"), _is_number_or_none),
    **dict.fromkeys(("valid_from", "valid_until"), _is_text_or_none),
    **dict.fromkeys(("blocks", "texts", "told"), _is_texts),
    **dict.fromkeys(("is_unapproved", "is_valid_if_pending", "needs_attention"), _is_truth),
    "add_ons": _is_list,
}

_ADD_ON: Mapping[str, Callable[[Any], bool]] = {
    "position": _is_number,
    "item": _is_number,
    "secret": _is_text,
    "variation": _is_number_or_none,
    "subevent": _is_number_or_none,
}

_TERMS: Mapping[str, Callable[[Any], bool]] = {
    "source": _is_text,
    "list_id": _is_number,
    "items": _is_numbers_or_none,
    "subevent": _is_number_or_none,
    **dict.fromkeys(
        ("takes_pending", "matches_add_ons", "allows_many", "allows_after_exit", "is_gone"),
        _is_truth,
    ),
    "rules": _is_members,
    "moments": _is_moments,
    "gates": _is_numbers,
}
