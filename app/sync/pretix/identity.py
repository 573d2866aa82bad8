"""Under which names things of a pretix server are known here: the same on every station."""

import uuid
from urllib.parse import urlsplit

_NAMESPACE = uuid.UUID("6c1d8f0e-4b0a-5f0d-9c59-7f2b6a6e3d11")
"""Never changes: every station and every release derives the same names from it."""

_DEFAULT_PORTS = {"http": 80, "https": 443}


def source_of(address: str, organizer: str, event: str) -> str:
    """Return the name of an event at a server: ``host/organizer/event``.

    Args:
        address: Address of the server, with or without a path.
        organizer: Short name of the organiser there.
        event: Short name of the event there.
    """
    parts = urlsplit(address if "//" in address else f"https://{address}")
    host = parts.hostname or ""
    is_usual = parts.port in (None, _DEFAULT_PORTS.get(parts.scheme))
    return f"{host if is_usual else f'{host}:{parts.port}'}/{organizer}/{event}"


def event_of(source: str) -> str:
    """Return the event that is made of one there."""
    return _named(f"{source}/event")


def registration_of(source: str, position: int) -> str:
    """Return the registration that a position of an order is."""
    return _named(f"{source}/{position}")


def session_of(source: str, list_id: int) -> str:
    """Return the session that a check-in list is."""
    return _named(f"{source}/list/{list_id}")


def _named(name: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, name))
