"""What makes an entry of a draft."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.clock import Clock
from app.errors import InputError
from app.model.chance import pooled
from app.model.entry import (
    LARGEST_BYTES,
    Draft,
    Entry,
    Kind,
    Randbits,
    digest,
    new_id,
    size_bytes,
)

ID_BYTES = 10
"""Of chance in an id: 12 bits and 62 bits."""

BASED = (Kind.AMENDED, Kind.CANCELLED)
"""Kinds that say on which changes they build."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Makes entries of drafts: tells the time and draws ids."""

    clock: Clock
    randbits: Randbits = secrets.randbits

    def for_many(self, count: int) -> "Pen":
        """Return a pen for so many entries, which draws what it needs for their ids at once."""
        return replace(self, randbits=pooled(self.randbits, ID_BYTES * count))

    def entry(self, draft: Draft, station: str, seq: int, prev: str) -> Entry:
        """Return *draft* as the entry number *seq* of *station*, behind the link *prev*.

        Raises:
            InputError: it says more than an entry can carry to other machines.
        """
        now = self.clock.read()
        entry = Entry(
            id=new_id(now.wall_ms, self.randbits),
            station=station,
            seq=seq,
            kind=draft.kind.value,
            boot=now.boot,
            mono_ms=now.mono_ms,
            wall_ms=now.wall_ms,
            registration=draft.registration,
            session=draft.session,
            ref=draft.ref,
            payload=draft.payload,
            payload_digest=digest(draft.payload),
            prev=prev,
        )
        if size_bytes(entry) > LARGEST_BYTES:
            sentence = (
                f"An entry of {size_bytes(entry) >> 20} MB is too large to reach other machines;"
                " shorten the text, or give the list in several parts. Nothing was recorded."
            )
            raise InputError(sentence)
        return entry


def based(draft: Draft, latest: Mapping[str, list[str]]) -> Draft:
    """Let a change say on which changes it builds (`app.admission.edits`)."""
    if draft.kind not in BASED or draft.registration is None:
        return draft
    return replace(draft, payload={**draft.payload, "base": latest.get(draft.registration, [])})
