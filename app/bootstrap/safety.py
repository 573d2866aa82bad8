"""The self-test's checks of what keeps a list safe: its key, the reserve, room on the disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

from app import vault
from app.bootstrap.workplace import Workplace
from app.model.check import Check
from db.connection import try_again

LEAST_FREE_MB = 500
"""A big event takes less; a disk with less left is full by something else soon."""

_MB = 1024 * 1024


def safety_checks(
    open_event: Callable[[], Workplace], data: Path
) -> Iterator[tuple[str, Callable[[], Check]]]:
    """Yield the checks by name; see `app.bootstrap.selftest`."""
    yield "key", lambda: key_check(data)
    yield "reserve", lambda: _reserve(open_event())
    yield "space", lambda: _space(open_event())


def key_check(data: Path) -> Check:
    """Tell where the key of the databases is, and whether a PIN protects it."""
    place = vault.place_of(data)
    if place is None:
        return Check("key", ok=True, detail="is made together with the first event")
    where = f"in the file {place.path}" if place.is_file else "in the keyring of this system"
    how = "protected by a PIN" if place.is_protected else "without a PIN"
    return Check("key", ok=True, detail=f"{where}, {how}")


def _reserve(workplace: Workplace) -> Check:
    """Write for real, which also makes a reserve that was given up."""
    database = workplace.file.database
    try_again(database)
    if database.disk.has_reserve:
        return Check("reserve", ok=True, detail=str(database.disk.reserve))
    step = "Free space on this disk, then run doctor again."
    return Check("reserve", ok=False, detail="no room for the reserve", next_step=step)


def _space(workplace: Workplace) -> Check:
    try:
        free_mb = workplace.file.database.disk.free_bytes // _MB
    except OSError as error:
        step = "Choose another folder with --data."
        return Check("space", ok=False, detail=str(error.strerror), next_step=step)
    if free_mb >= LEAST_FREE_MB:
        return Check("space", ok=True, detail=f"{free_mb} MB free")
    step = f"Free space; {LEAST_FREE_MB} MB is little enough."
    return Check("space", ok=False, detail=f"{free_mb} MB free", next_step=step)
