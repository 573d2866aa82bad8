"""Which door is meant: from what somebody typed to a session of the programme."""

from app.errors import AmbiguousError, UnknownError
from app.model.programme import Programme, Session


def choose_session(programme: Programme, text: str | None) -> Session | None:
    """Return the session that *text* names by id or name, in any case.

    Without *text*: the only entrance, or ``None`` (the event's own door) when no entrance
    was planned.

    Raises:
        UnknownError: no session has that name.
        AmbiguousError: several have it, or several entrances wait for a choice.
    """
    if text is None:
        return _only_entrance(programme)
    if text in programme.sessions:
        return programme.sessions[text]
    wanted = text.strip().casefold()
    named = [one for one in programme.sessions.values() if one.name.casefold() == wanted]
    if len(named) > 1:
        sentence = f"Several sessions are called {text}; name one by its id (session list)."
        raise AmbiguousError(sentence)
    if not named:
        known = ", ".join(one.name for one in programme.sessions.values()) or "none yet"
        sentence = f"There is no session {text} in this event; its sessions are: {known}."
        raise UnknownError(sentence)
    return named[0]


def _only_entrance(programme: Programme) -> Session | None:
    entrances = programme.open_entrances
    if len(entrances) > 1:
        names = ", ".join(one.name for one in entrances)
        sentence = f"This event has several entrances ({names}); choose one with --session."
        raise AmbiguousError(sentence)
    return entrances[0] if entrances else None
