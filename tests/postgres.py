"""A real PostgreSQL for tests: one server that all workers of a test run share, a database a test.

Where PostgreSQL is not installed these tests fail with the name of the package; they are never
left out.
"""

import contextlib
import itertools
import os
from pathlib import Path

import pytest

from app.commands.bench_postgresql import Cluster, cluster, find_programs, new_cluster, remove

if os.name == "posix":
    import fcntl

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """A server that runs as long as any worker of this test run uses it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with _shared_cluster(shared) if os.name == "posix" else cluster() as running:
        yield running


@pytest.fixture
def postgresql_url(postgresql):
    """The URL of an empty database on the shared server."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    yield postgresql.create(name)
    postgresql.drop(name)


@pytest.fixture
def own_postgresql():
    """A server of this test's own, to be killed as it likes."""
    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def hub_url(request, tmp_path):
    """The URL of a hub's database that is not made yet; a test runs once for each kind."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql_url")
    return f"sqlite:///{tmp_path / 'hub' / 'hub.db'}"


@contextlib.contextmanager
def _shared_cluster(folder):
    """Let the first worker start the server and the last one stop it.

    A worker is in as long as it holds the shared lock, so a killed one counts as out.
    """
    with (
        (folder / "postgresql").open("a+") as users,
        (folder / "postgresql.door").open("w") as door,
    ):
        with _alone(door):
            fcntl.flock(users, fcntl.LOCK_SH)
            running = _found_or_made(users)
        yield running
        with _alone(door), contextlib.suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            users.truncate(0)
            remove(running)


def _found_or_made(users):
    users.seek(0)
    folder = users.read()
    if folder:
        return Cluster(Path(folder), find_programs())
    made = new_cluster()
    users.write(str(made.folder))
    users.flush()
    return made


@contextlib.contextmanager
def _alone(door):
    fcntl.flock(door, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(door, fcntl.LOCK_UN)
