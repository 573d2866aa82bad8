"""A pretix server of its own for measurements and tests: from PyPI, on PostgreSQL.

The first run makes an environment and installs pretix (about 150 packages), and lets pretix make
its tables, which takes minutes; both are kept in the cache of this user. Later runs start in
seconds, each with a database of its own that goes away with it.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import venv
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from app.commands.bench_postgresql import OWNER, Cluster, cluster
from app.errors import InputError
from app.paths import resources_dir

VERSION = "2026.8.0"
PACKAGES = (f"pretix=={VERSION}", "gunicorn", "psycopg2-binary")
VENV_VARIABLE = "EMPFANG_PRETIX_VENV"
"""Environment variable that names an environment in which pretix is installed already."""

WORKERS = 3
STARTS_WITHIN_S = 180.0
STOPS_WITHIN_S = 30.0

_DATABASE = "pretix"
_SETTINGS = """[pretix]
instance_name=empfang-test
url={url}
currency=EUR
datadir={data}
registration=off
ecb_rates=off
[django]
debug=off
[locale]
default=de
timezone=Europe/Berlin
[database]
backend=postgresql
name=pretix
user={owner}
host={socket}
"""
_RUN = "import sys, django, runpy; django.setup(); runpy.run_path(sys.argv[1])"


@dataclass(slots=True)
class PretixServer:
    """A server and where its files and programs are."""

    folder: Path
    environment: Path
    database: Cluster
    port: int
    _process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises:
            RuntimeError: it does not.
        """
        with (self.folder / "gunicorn.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(_program(self.environment, "gunicorn"), "served"),
                    *("--pythonpath", str(resources_dir() / "pretix")),
                    *("--workers", str(WORKERS), "--timeout", "120", "--log-level", "warning"),
                    *("--bind", f"127.0.0.1:{self.port}"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=self._variables(),
                start_new_session=True,
            )
        self._wait()

    def kill(self) -> None:
        """End the server as a power cut would, with all that it is about to do."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Stop the server in order."""
        self._end(signal.SIGTERM)

    def shop(self, **wishes: Any) -> dict[str, Any]:
        """Make an event there (``resources/pretix/shop.py``); return what was made."""
        script = str(resources_dir() / "pretix" / "shop.py")
        made: dict[str, Any] = json.loads(self.run("-c", _RUN, script, said=json.dumps(wishes)))
        return made

    def run(self, *arguments: str, said: str = "") -> str:
        """Run the server's Python; return what it printed.

        Raises:
            RuntimeError: it failed.
        """
        done = subprocess.run(
            [_program(self.environment, "python"), *arguments],
            input=said,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=self._variables(),
            check=False,
        )
        if done.returncode:
            message = f"pretix failed with status {done.returncode}: {done.stderr[-2000:]}"
            raise RuntimeError(message)
        return done.stdout

    def configure(self) -> None:
        """Write the settings of the server."""
        data = self.folder / "data"
        data.mkdir()
        said = _SETTINGS.format(url=self.url, data=data, owner=OWNER, socket=self.database.folder)
        (self.folder / "pretix.cfg").write_text(said, "utf-8")

    def _variables(self) -> dict[str, str]:
        return {
            **os.environ,
            "PRETIX_CONFIG_FILE": str(self.folder / "pretix.cfg"),
            "DJANGO_SETTINGS_MODULE": "pretix.settings",
        }

    def _wait(self) -> None:
        process, pause = self._process, threading.Event()
        for _ in range(round(STARTS_WITHIN_S * 2)):
            if process is None or process.poll() is not None:
                break
            if self._answers():
                return
            pause.wait(0.5)
        said = (self.folder / "gunicorn.log").read_text("utf-8", "replace")[-2000:]
        self.stop()
        message = f"pretix does not answer at {self.url}: {said}"
        raise RuntimeError(message)

    def _answers(self) -> bool:
        """Whether it says anything but that it is broken; without a log-in it says 401 or 403."""
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as asked:
            try:
                asked.request("GET", "/api/v1/version")
                return asked.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
            except (OSError, HTTPException):
                return False

    def _end(self, how: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for signalled in (how, signal.SIGKILL):  # its workers finish what they are about, or not
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signalled)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(STOPS_WITHIN_S)
                return


@contextlib.contextmanager
def pretix_server(folder: Path) -> Iterator[PretixServer]:
    """Start a server that has no organiser yet, its files in *folder*; stop it at the end.

    Raises:
        InputError: PostgreSQL is not installed, or pretix cannot be.
    """
    environment = _environment()
    folder.mkdir(parents=True, exist_ok=True)
    with cluster() as database:
        server = PretixServer(folder, environment, database, _free_port())
        server.configure()
        _fill(server)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def cache_folder() -> Path:
    """Return where the environment and the empty tables are kept."""
    return user_cache_path("Empfang", appauthor=False) / f"pretix-{VERSION}"


def _environment() -> Path:
    """Return an environment that has pretix; it is made where there is none."""
    given = os.environ.get(VENV_VARIABLE)
    environment = Path(given) if given else cache_folder() / "venv"
    if not Path(_program(environment, "python")).exists():
        venv.create(environment, with_pip=True)
    if not _has_pretix(environment):
        pip = [_program(environment, "python"), "-m", "pip", "install", "--quiet", *PACKAGES]
        done = subprocess.run(pip, stdout=sys.stderr, check=False)
        if done.returncode:
            sentence = f"pretix {VERSION} could not be installed; pip says above why not."
            raise InputError(sentence)
    return environment


def _has_pretix(environment: Path) -> bool:
    check = f"import gunicorn, psycopg2, pretix; assert pretix.__version__ == {VERSION!r}"
    asked = [_program(environment, "python"), "-c", check]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _fill(server: PretixServer) -> None:
    """Give the server its tables: as they were kept, or made by pretix and kept from now on."""
    kept = cache_folder() / "tables.sql"
    server.database.create(_DATABASE)
    url = server.database.url(_DATABASE)
    if kept.exists():
        _postgresql(server, "psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={kept}", url)
        return
    server.run("-m", "pretix", "migrate", "--noinput")
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(f".{os.getpid()}")
    _postgresql(server, "pg_dump", "--no-owner", f"--file={fresh}", url)
    fresh.replace(kept)


def _postgresql(server: PretixServer, program: str, *arguments: str) -> None:
    done = subprocess.run(
        [server.database.programs / program, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"{program} failed with status {done.returncode}: {done.stderr[-1000:]}"
        raise RuntimeError(message)


def _program(environment: Path, name: str) -> str:
    return str(environment / ("Scripts" if os.name == "nt" else "bin") / name)


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port
