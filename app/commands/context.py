"""What all commands share: where the data is, which event is meant, how answers are printed."""

import sys
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import typer

from app.admission.doors import choose_session
from app.bootstrap.workplace import Workplace, localised, open_workplace
from app.errors import InputError
from app.model.programme import Programme, Session
from app.settings import Settings, load_settings

YES = 0
NO = 1
BAD_INPUT = 2


@dataclass
class Context:
    """The options that stand before a command, and what follows from them."""

    data: Path
    event: str | None
    json: bool

    @cached_property
    def workplace(self) -> Workplace:
        """The event that is meant, opened when first asked for."""
        return open_workplace(self.data, self.event or self.settings.event or None)

    @cached_property
    def settings(self) -> Settings:
        """The choices of this laptop."""
        return load_settings(self.data)

    @property
    def programme(self) -> Programme:
        """Event and sessions of the event that is meant."""
        return self.workplace.journal.programme()

    def session(self, text: str | None) -> Session | None:
        """Return the session that an option names; see `choose_session`."""
        return choose_session(self.programme, text)

    def close(self) -> None:
        """Close the event if the command opened it, so that its file is whole without a log."""
        opened = self.__dict__.get("workplace")
        if opened is not None:
            opened.close()


_current: ContextVar[Context] = ContextVar("_current")


def context() -> Context:
    """Return what the options before the running command say."""
    return _current.get()


def begin(here: Context) -> None:
    """Set what `context` returns to the command that follows."""
    _current.set(here)


def answer(value: Mapping[str, Any], text: str | None = None) -> None:
    """Print one answer at once: a JSON object with ``--json``, else *text* for people.

    Without *text* people see the members of *value* line by line.
    """
    if context().json:
        line = msgspec.json.encode(value).decode()
    elif text is not None:
        line = text
    else:
        line = "\n".join(f"{key}: {_plain(item)}" for key, item in value.items())
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def instant(text: str, programme: Programme | None = None) -> datetime:
    """Return the instant that an option names; naive times are in the event's zone.

    Raises:
        InputError: *text* is no time in ISO 8601.
    """
    try:
        value = datetime.fromisoformat(text)
    except ValueError as error:
        sentence = f"{text} is not a time; write it like 2026-12-03T17:00."
        raise InputError(sentence) from error
    return localised(value, programme.event.zone) if programme else value


def finish(status: int) -> None:
    """End the command with an exit status."""
    raise typer.Exit(status)


def _plain(item: object) -> str:
    return "" if item is None else str(item)
