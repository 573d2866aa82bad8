"""What a killed process loses: ``scan -`` is killed at random moments and the journal recounted.

A page cache survives a killed process, so this proves the order of commit and answer, not the
disk's honesty.
"""

import contextlib
import json
import random
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from app.admission.proof import verify_journal
from app.bootstrap.workplace import create_event, open_workplace
from app.commands.self_call import self_command
from app.model.entry import Draft, Kind
from app.registrar import new_registration

LONGEST_LIFE_S = 0.06
"""After its first answer a process lives up to so long: several commits, rarely all."""

CODES_A_KILL = 40


@dataclass(frozen=True, slots=True)
class CrashReport:
    """The recount. ``lost`` and ``doubled`` must be zero, ``answered`` must not."""

    kills: int
    answered: int
    lost: int
    doubled: int
    is_sound: bool


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return the recount after *size* kills, in a folder of this disk."""
    return asdict(crash(size, folder=folder))


def crash(
    kills: int,
    seed: int = 0,
    command: Callable[..., list[str]] = self_command,
    folder: Path | None = None,
) -> CrashReport:
    """Kill ``scan -`` *kills* times at random moments and recount the journal.

    Args:
        kills: How often.
        seed: Of the moments.
        command: Gives the command line for arguments; a careless program shows that the
            recount can see.
        folder: Where the event lies meanwhile; None is the system's folder for such things.
    """
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory(prefix="empfang-crash-", dir=folder) as made:
        data = Path(made)
        codes = made_event(data, kills * CODES_A_KILL)
        answered: list[str] = []
        for kill in range(kills):
            part = codes[kill * CODES_A_KILL : (kill + 1) * CODES_A_KILL]
            answered += _killed_run(
                command("--data", made, "--json", "scan", "-"),
                part,
                chance.uniform(0, LONGEST_LIFE_S),
            )
        return _recount(data, kills, answered)


def made_event(data: Path, people: int) -> list[str]:
    """Make an event with so many people in *data*; return their codes."""
    moment = datetime.fromisoformat("2026-12-03T17:00+01:00")
    create_event(data, "Crash", starts=moment, ends=moment.replace(hour=22))
    workplace = open_workplace(data)
    codes = [f"CRASH-{number}" for number in range(people)]
    drafts = [
        Draft(
            kind=Kind.REGISTERED,
            registration=new_registration(),
            payload={"origin": "list", "code": code, "fields": {"name": code}, "bookings": {}},
        )
        for code in codes
    ]
    with contextlib.closing(workplace), workplace.journal.write() as records:
        records.append_many(drafts)
    return codes


def _killed_run(command: list[str], codes: list[str], life_s: float) -> list[str]:
    """Feed *codes* to a process, kill it, and return the entries that it had answered."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None  # noqa: S101 - piped above
    assert process.stdout is not None  # noqa: S101 - piped above
    feeder = threading.Thread(target=_feed, args=(process.stdin, codes))
    feeder.start()
    first = process.stdout.readline()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(life_s)
    process.kill()
    rest = process.stdout.readlines()
    process.wait()
    feeder.join()
    process.stdout.close()
    return list(_entries([first, *rest]))


def _feed(pipe: IO[bytes], codes: Iterable[str]) -> None:
    with contextlib.suppress(OSError), pipe:
        pipe.write("".join(f"{code}\n" for code in codes).encode())


def _entries(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the entries of whole answer lines; a line that was cut was not answered."""
    for line in lines:
        if line.endswith(b"\n"):
            answer = json.loads(line)
            if answer["recorded"]:
                yield answer["entry"]


def _recount(data: Path, kills: int, answered: list[str]) -> CrashReport:
    with contextlib.closing(open_workplace(data)) as workplace:
        entries = [entry for _, entry in workplace.journal.entries()]
        arrivals = [entry for entry in entries if entry.kind == Kind.ARRIVED]
        there = {entry.id for entry in arrivals}
        times = Counter(entry.registration for entry in arrivals)
        return CrashReport(
            kills=kills,
            answered=len(answered),
            lost=sum(entry not in there for entry in answered),
            doubled=sum(count - 1 for count in times.values()),
            is_sound=verify_journal(entries, workplace.journal.standings()).is_sound,
        )
