"""From check-in lists of pretix to sessions of ours; pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.clock import instant_of
from app.model.entry import canonical
from app.model.programme import Session, SessionKind
from app.model.ticketing import Terms
from app.sync.pretix.identity import session_of
from app.sync.pretix.wire import Said, Shop, number, text_of

_READING = 3
"""Grows when more is read out of an order than before, so that known ones are read anew."""

GONE = " (in pretix gelöscht / deleted,"
"""Stands behind the name of a list that is no more, with its number."""

_MOMENTS = ("date_from", "date_to", "date_admission")


def sessions_of(shop: Shop, known: Mapping[str, Session]) -> list[Session]:
    """Return the sessions that the lists of *shop* are and that are not so in *known* yet.

    What a desk said of a session that pretix does not know (room, seats) stays. Lists that pretix
    has no more stay too, because people were at their doors; their names say what they are.
    """
    doors, here = shop.doors, {session_id(shop, one) for one in shop.lists}
    # A door that was chosen once keeps up with its list: people were there.
    wanted, named = [], dict(known)
    for one in shop.lists:
        key = session_id(shop, one)
        if one in doors or key in known:
            # No two of them may be called alike, either.
            named[key] = _session(shop, one, named)
            wanted.append(named[key])
    gone = [_gone(one) for one in known.values() if _is_of(shop, one) and one.id not in here]
    return [session for session in (*wanted, *gone) if session != known.get(session.id)]


def session_id(shop: Shop, said: Said) -> str:
    """Return the session that a list is."""
    return session_of(shop.source, said["id"])


def workshops(shop: Shop) -> Iterable[Said]:
    """Return the lists of which one needs a booking: what is bought on top of a ticket."""
    return [one for one in shop.doors if _is_workshop(shop, one)]


def admits(said: Said, position: Said) -> bool:
    """Whether a position is on a list, as far as its product and its date say."""
    if said.get("subevent") not in (None, position.get("subevent")):
        return False
    if said.get("all_products"):
        return position.get("addon_to") is not None
    return position["item"] in (said.get("limit_products") or ())


def shape_of(shop: Shop) -> str:
    """Return what differs when orders have to be read anew: products, lists, questions, dates."""
    said = {
        "reading": _READING,
        "test": shop.is_rehearsal,
        "items": [_without(one, "quotas") for one in shop.items.values()],
        "questions": list(shop.questions.values()),
        "categories": sorted(shop.categories),
        "lists": [_without(one, "exit_all_at") for one in shop.doors],
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def _without(said: Said, name: str) -> Said:
    return {key: value for key, value in said.items() if key != name}


def _is_workshop(shop: Shop, said: Said) -> bool:
    if said.get("addon_match"):
        return True
    items = said.get("limit_products") or ()
    is_limited = not said.get("all_products") and bool(items)
    return is_limited and all(shop.is_add_on(item) for item in items)


def _is_of(shop: Shop, session: Session) -> bool:
    return session.terms is not None and session.terms.source == shop.source


def _gone(session: Session) -> Session:
    """Return a session as one whose list was deleted in pretix."""
    if session.terms is None or session.terms.is_gone:
        return session
    name = f"{session.name}{GONE} {session.terms.list_id})"
    return replace(session, name=name, terms=replace(session.terms, is_gone=True))


def _session(shop: Shop, said: Said, known: Mapping[str, Session]) -> Session:
    key = session_id(shop, said)
    before = known.get(key) or Session(id=key, name="")
    date: Said = shop.subevents.get(said.get("subevent") or 0, {})
    return replace(
        before,
        name=_name(shop, said, date, known),
        kind=SessionKind.WORKSHOP if _is_workshop(shop, said) else SessionKind.ENTRANCE,
        starts=instant_of(date.get("date_from")) or before.starts,
        ends=instant_of(date.get("date_to")) or before.ends,
        terms=_terms(shop, said, date),
    )


def _name(shop: Shop, said: Said, date: Said, known: Mapping[str, Session]) -> str:
    """Return the list's name, with what tells it from other sessions of that name."""
    key = session_id(shop, said)
    plain = text_of(said.get("name")) or f"pretix {said['id']}"
    slug = shop.source.rpartition("/")[2]
    day = str(date.get("date_from") or "").partition("T")[0]
    taken = {one.name.casefold() for one in known.values() if one.id != key}
    taken |= {text_of(one.get("name")).casefold() for one in shop.lists if one["id"] != said["id"]}
    dated = f"{plain} {day}".strip()
    names = (plain, dated, f"{dated} ({slug})", f"{dated} ({slug} {said['id']})")
    return next((name for name in names if name.casefold() not in taken), names[-1])


def _terms(shop: Shop, said: Said, date: Said) -> Terms:
    items = said.get("limit_products") or ()
    dated = date or shop.event
    moments = {name: instant_of(dated.get(name)) for name in _MOMENTS}
    return Terms(
        source=shop.source,
        list_id=said["id"],
        items=None if said.get("all_products") else frozenset(items),
        subevent=number(said.get("subevent")),
        takes_pending=said.get("include_pending") is True,
        matches_add_ons=said.get("addon_match") is True,
        allows_many=said.get("allow_multiple_entries") is True,
        allows_after_exit=said.get("allow_entry_after_exit") is True,
        rules=said.get("rules") or {},
        moments={name: moment for name, moment in moments.items() if moment},
        gates=tuple(one for one in said.get("gates") or () if isinstance(one, int)),
    )
