"""A PostgreSQL server of its own for measurements and tests, from the system's programs.

It keeps its files in a folder that goes away with it and is reached by a socket in that folder
only. ``fsync`` stays on: what is measured and killed is what a hub would run on.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import InputError

OWNER = "empfang"
"""The database's user; the server believes whoever reaches its socket."""

_ACCOUNTS = ("postgres", "nobody")
"""PostgreSQL refuses to run as root; then it runs as the first of these that exists."""

_SETTINGS = "-c listen_addresses='' -c shared_buffers=64MB -c max_connections=200"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server and where its files and programs are."""

    folder: Path
    programs: Path

    def url(self, database: str, user: str = OWNER) -> str:
        """Return the URL of a database of this server."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def create(self, database: str) -> str:
        """Make a database; return its URL."""
        self._run("createdb", *self._address(), database)
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is in it."""
        self._run("dropdb", *self._address(), "--force", database)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-k {self.folder} {_SETTINGS}"
        self._control("start", "-w", "-o", options, "-l", str(self.folder / "log"))

    def restart_at_once(self) -> None:
        """Kill the server as a power cut would, start it and wait until it has recovered."""
        self._control("restart", "-w", "-m", "immediate", "-l", str(self.folder / "log"))

    def stop(self, how: str = "fast") -> None:
        """Stop the server: ``fast`` in order, ``immediate`` as a power cut would."""
        self._control("stop", "-w", "-m", how)

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), *arguments)

    def _address(self) -> tuple[str, ...]:
        return ("-h", str(self.folder), "-U", OWNER)

    def _run(self, program: str, *arguments: str) -> None:
        # Its output goes to a file: the server keeps what it inherits for as long as it runs.
        with (self.folder / "output").open("a+b") as output:
            done = subprocess.run(
                [self.programs / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                check=False,
                **_account(),
            )
        if done.returncode != 0:
            said = (self.folder / "output").read_text(errors="replace")[-500:]
            message = f"{program} failed with status {done.returncode}: {said}"
            raise RuntimeError(message)


@contextlib.contextmanager
def cluster(parent: Path | None = None) -> Iterator[Cluster]:
    """Start a server in a folder of its own, by preference in *parent*; stop it at the end.

    Raises:
        InputError: PostgreSQL is not installed.
    """
    made = new_cluster(parent)
    try:
        yield made
    finally:
        remove(made)


def new_cluster(parent: Path | None = None) -> Cluster:
    """Start a server in a folder of its own.

    Raises:
        InputError: PostgreSQL is not installed.
    """
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="empfang-pg-", dir=parent))
    made = Cluster(folder, programs)
    _give_away(folder)
    try:
        _initialise(made)
        made.start()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return made


def remove(made: Cluster) -> None:
    """Stop a server, if it still runs, and remove its files."""
    with contextlib.suppress(RuntimeError):
        made.stop("immediate")
    shutil.rmtree(made.folder, ignore_errors=True)


def find_programs() -> Path:
    """Return the folder of PostgreSQL's programs, the newest where there are several.

    Raises:
        InputError: PostgreSQL is not installed.
    """
    for folder in _places():
        if all(shutil.which(name, path=folder) for name in ("initdb", "pg_ctl", "createdb")):
            return folder
    sentence = (
        "PostgreSQL is not installed; install the package postgresql (Debian) or put the folder"
        " of initdb and pg_ctl on the PATH."
    )
    raise InputError(sentence)


def _places() -> Iterator[Path]:
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if folder:
            yield Path(folder)
    asked = shutil.which("pg_config")
    if asked:
        said = subprocess.run([asked, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(said.stdout.strip())
    # Debian keeps several releases side by side and none of their servers on the PATH.
    releases = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(releases, key=lambda path: (len(path.parent.name), path), reverse=True)


def _initialise(made: Cluster) -> None:
    # Only making the empty files is spared the flush; nothing is in them yet.
    made._run(  # noqa: SLF001 - the same module
        "initdb", "-D", str(made.folder / "data"), "-U", OWNER, "-A", "trust", "-E", "UTF8",
        "--no-locale", "--no-sync",
    )  # fmt: skip


def _account() -> dict[str, Any]:
    """Return as whom a program of the server runs: as nobody in particular where we are root."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = next(known[name] for name in _ACCOUNTS if name in known)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _give_away(folder: Path) -> None:
    account = _account()
    if account:
        os.chown(folder, account["user"], account["group"])
