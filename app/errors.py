"""Every failure that is expected, as one tree; anything else that is raised is a bug.

::

    EmpfangError
    ├── InputError            what somebody gave us cannot be used; exit status 2
    │   ├── UnknownError      a name or id that this event does not have
    │   ├── AmbiguousError    several things answer to that name
    │   │   ├── ListQuestionError  a registration list can be read in several ways
    │   │   └── EventChoiceError   what a device of pretix works for is to be said
    │   ├── FileError         a file that is missing, unreadable or not what it should be
    │   ├── EmptyError        there is nobody whom a paper or file could be about
    │   ├── ConsentError      no registration says who agreed to something
    │   ├── ExpiredError      something may not be told any more
    │   ├── RowsError         rows of a paper list that it does not have
    │   ├── TableError        a registration list that cannot be read or mapped
    │   └── PinError          the PIN is wrong, missing or too short
    │       └── PinPauseError     too many wrong ones came before it
    ├── NotAllowedError       whoever works here may not do that
    ├── StorageError          the database cannot be read or written
    │   ├── NotRecordedError  an entry did not reach the disk
    │   │   └── DiskFailedError   and none will, until somebody has seen to it
    │   ├── KeyLostError      the key of the databases is gone or damaged
    │   ├── DatabaseTooNewError
    │   ├── DatabaseForeignError
    │   └── DatabaseDamagedError
    ├── SyncError             the hub cannot be reached or does not want us
    │   ├── HubUnreachableError
    │   ├── HubRefusedError
    │   │   ├── JournalForkedError
    │   │   └── StationRevokedError
    │   ├── NoEventError      a device of pretix has no event
    │   └── EnrolmentError
    ├── PrintError            a badge did not reach the printer
    ├── BadgeError            a design or stock file is wrong
    └── ScannerError          camera or scanner cannot be used

An error carries one clear sentence: what happened, why, and what to do.
"""

from collections.abc import Sequence
from datetime import datetime


class EmpfangError(Exception):
    """Something that can happen on a good day; its text is fit for a user."""

    code = "error"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class InputError(EmpfangError):
    """What was given cannot be used; nothing was changed."""

    code = "input"


class UnknownError(InputError):
    """No such event, session, person or entry."""

    code = "input.unknown"


class AmbiguousError(InputError):
    """Several events, sessions, sheets or people answer; one must be named.

    ``choices`` are their ids where the caller may ask which one is meant.
    """

    code = "input.ambiguous"

    def __init__(self, sentence: str, choices: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.choices = tuple(choices)


class ListQuestionError(AmbiguousError):
    """A registration list can be read in several ways; somebody has to say which is meant.

    ``doubt`` says what is asked, one of `app.roster.reading.Doubt`; ``examples`` show what each
    of the ``choices`` would make of the list.
    """

    code = "input.list"

    def __init__(
        self,
        sentence: str,
        choices: Sequence[str] = (),
        *,
        doubt: str = "",
        examples: Sequence[str] = (),
    ) -> None:
        super().__init__(sentence, choices)
        self.doubt = doubt
        self.examples = tuple(examples)


class EventChoiceError(AmbiguousError):
    """Somebody has to say what a device of pretix works for: ``events``, ``dates`` or ``lists``.

    ``choices`` are short names or numbers, ``names`` what people call them, ``moments`` when they
    are, and ``ticked`` those of the choices that stand unless somebody says otherwise.
    """

    code = "input.event"

    def __init__(
        self,
        sentence: str,
        choices: Sequence[str] = (),
        names: Sequence[str] = (),
        *,
        asks: str = "events",
        moments: Sequence[datetime | None] = (),
        ticked: Sequence[str] = (),
    ) -> None:
        super().__init__(sentence, choices)
        self.names, self.asks, self.ticked = tuple(names), asks, frozenset(ticked)
        self.moments = tuple(moments) or (None,) * len(self.names)


class EmptyError(InputError):
    """There is nobody whom a paper or file could be about."""

    code = "input.empty"


class ConsentError(InputError):
    """No registration says who agreed to something, so nobody may be taken to have."""

    code = "input.consent"


class ExpiredError(InputError):
    """Something was to be forgotten by now and is not told any more."""

    code = "input.expired"


class RowsError(InputError):
    """A paper list, rows of it or a time that there are not; nothing was entered."""

    code = "input.rows"


class FileError(InputError):
    """A file is missing, cannot be read or written, or is not what it should be."""

    code = "input.file"


class TableError(InputError):
    """A registration list cannot be read or its columns cannot be told apart."""

    code = "input.table"


class PinError(InputError):
    """The PIN is wrong, too short, or nobody is there to type it."""

    code = "input.pin"


class PinPauseError(PinError):
    """There were too many wrong PINs; for a while none is tried."""

    code = "input.pin_pause"


class NotAllowedError(EmpfangError):
    """The role of whoever works here does not cover it; nothing was changed."""

    code = "not_allowed"


class StorageError(EmpfangError):
    """The database cannot be opened, read or written."""

    code = "storage"


class NotRecordedError(StorageError):
    """An entry could not be made durable; whatever it said did not happen."""

    code = "storage.not_recorded"


class DiskFailedError(NotRecordedError):
    """The disk refused a write before; nothing is tried until somebody asks for it."""

    code = "storage.disk_failed"


class KeyLostError(StorageError):
    """The key of the databases cannot be had."""

    code = "storage.key_lost"


class DatabaseTooNewError(StorageError):
    """The database was written by a newer release."""

    code = "storage.too_new"


class DatabaseForeignError(StorageError):
    """The file is not a database of Empfang."""

    code = "storage.foreign"


class DatabaseDamagedError(StorageError):
    """The journal does not verify: an entry was changed or is missing."""

    code = "storage.damaged"


class SyncError(EmpfangError):
    """The central list and this station could not exchange entries."""

    code = "sync"


class HubUnreachableError(SyncError):
    """No answer from the hub; trying again later is right."""

    code = "sync.unreachable"


class HubRefusedError(SyncError):
    """The hub answered and said no; trying again does not help."""

    code = "sync.refused"


class JournalForkedError(HubRefusedError):
    """The hub has other entries under a station's numbers: its folder was copied.

    ``seq`` is the first such number.
    """

    code = "sync.forked"

    def __init__(self, sentence: str, seq: int = 0) -> None:
        super().__init__(sentence)
        self.seq = seq


class StationRevokedError(HubRefusedError):
    """The hub shut this station out."""

    code = "sync.revoked"


class NoEventError(SyncError):
    """A device of pretix has no event that this station could work for."""

    code = "sync.no_event"


class EnrolmentError(SyncError):
    """The enrolment text is wrong, used up or too old."""

    code = "sync.enrolment"


class PrintError(EmpfangError):
    """The printer did not take the badge.

    ``trouble`` is one of `app.model.badge.Trouble`; ``is_unsure`` when the printer may have
    taken it all the same.
    """

    code = "print"

    def __init__(self, sentence: str, trouble: str = "other", *, is_unsure: bool = False) -> None:
        super().__init__(sentence)
        self.trouble = trouble
        self.is_unsure = is_unsure


class BadgeError(InputError):
    """A badge design or stock file is wrong."""

    code = "input.badge"


class ScannerError(EmpfangError):
    """The camera or scanner cannot be used."""

    code = "scanner"
