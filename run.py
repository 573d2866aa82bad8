"""Sets Empfang up beside this file and runs its jobs: the only command a newcomer types.

Needs nothing but Python 3.11 or newer. The first run makes ``.venv``, installs exactly what
``requirements-dev.lock`` names and proves that Qt can be loaded; later runs see the stamp of the
first one and start the job at once. A set-up that was interrupted has no stamp and is repaired.

Keep the syntax readable for Python 3.8: an older Python must get a sentence, not a traceback.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements-dev.lock"
PACKAGES = HERE / ".ci" / "debian-packages.txt"
VENV = HERE / ".venv"
STAMP = VENV / "set-up.stamp"


class SetUpError(Exception):
    """The set-up cannot go on; the text is one sentence that says why and what to do."""


def main(arguments: list[str]) -> int:
    """Run the job that *arguments* name and return its exit status."""
    job = JOBS.get(arguments[0]) if arguments else None
    if job is None:
        lines = [f"  {name:<6} {sentence}" for name, (_, sentence) in JOBS.items()]
        print("usage: python3 run.py JOB [ARGUMENT...]", *lines, sep="\n", file=sys.stderr)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        require_python(sys.version_info[:2])
        set_up()
        return job[0](arguments[1:])
    except (SetUpError, OSError) as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        return 130


def require_python(version: tuple[int, ...]) -> None:
    """Refuse an interpreter that is too old."""
    if version < (3, 11):
        have = ".".join(map(str, version))
        message = f"Empfang needs Python 3.11 or newer and this is {have}; install a newer one."
        raise SetUpError(message)


def set_up() -> None:
    """Make ``.venv`` what the lock says, unless its stamp says that it is."""
    stamp = expected_stamp()
    if is_stamped(stamp):
        return
    with VENV.with_suffix(".lock").open("ab") as turn:
        wait_for_turn(turn.fileno())
        if is_stamped(stamp):  # Somebody else has just done it.
            return
        require_system()
        was_interrupted = STAMP.is_file() and not STAMP.read_bytes()
        if was_interrupted or not has_working_venv():
            make_venv()
        STAMP.write_bytes(
            b""
        )  # Empty until the end: a half-written library looks like a whole one.
        install()
        prove()
        STAMP.write_text(stamp, "ascii")
        say("ready")


def expected_stamp() -> str:
    """Return a digest of everything that a finished set-up depends on."""
    files = [file.read_bytes() for file in (LOCK, PACKAGES, Path(__file__))]
    return hashlib.sha256(b"\0".join([*files, sys.version.encode(), bytes(VENV)])).hexdigest()


def is_stamped(stamp: str) -> bool:
    """Tell whether a set-up with this *stamp* was finished and still has its interpreter."""
    return STAMP.is_file() and STAMP.read_text("ascii") == stamp and venv_python().is_file()


def wait_for_turn(descriptor: int) -> None:
    """Lock the open file *descriptor*; the system unlocks it when this process lets go or ends."""
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    else:
        while True:  # Each try gives up after ten seconds.
            with contextlib.suppress(OSError):
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
                break


def has_working_venv() -> bool:
    """Tell whether ``.venv`` starts, can install and is of this Python."""
    try:
        answer = python("-c", "import pip, sys; print(sys.version)", capture_output=True)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version


def make_venv() -> None:
    """Make ``.venv`` anew, whatever is there."""
    say("making .venv")
    if run([sys.executable, "-m", "venv", "--clear", VENV]).returncode:
        message = f"Python could not make {VENV}; what it said stands above."
        raise SetUpError(message)


def install() -> None:
    """Install exactly what the lock says, hashes checked: by uv, or by pip where uv fails."""
    say("installing what requirements-dev.lock names")
    uv_only, all_else = split_lock(LOCK.read_text("utf-8"))
    if pip_install(uv_only, "--only-binary=:all:"):
        sync = ["uv", "pip", "sync", "--require-hashes", "--compile-bytecode"]
        if python("-m", *sync, "--python", VENV, LOCK, env=uv_environment()).returncode == 0:
            return
    say("uv could not do it; pip tries, which takes longer")
    make_venv()  # pip removes nothing: only an empty environment becomes exactly what is named.
    STAMP.touch()
    if not pip_install(all_else):
        message = "the libraries could not be installed; what pip said stands above."
        raise SetUpError(message)


def split_lock(lock: str) -> tuple[str, str]:
    """Part the text of a lock into the requirement of uv and all others."""
    head, uv, tail = lock.partition("\nuv==")
    lines = tail.splitlines(keepends=True)
    end = next((i for i, line in enumerate(lines) if i and not line.startswith(" ")), len(lines))
    return (uv + "".join(lines[:end])).lstrip(), head + "\n" + "".join(lines[end:])


def pip_install(requirements: str, *options: str) -> bool:
    """Let pip install *requirements* (text of a lock); return whether it could."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "requirements.lock")
        file.write_text(requirements, "utf-8")
        pip = ["pip", "install", "--quiet", "--no-deps", "--require-hashes", *options]
        return python("-m", *pip, "-r", file).returncode == 0


def uv_environment() -> dict[str, str]:
    """Return the environment for uv, which reads no pip settings: it shall ask the same index."""
    environment = dict(os.environ)
    settings = python("-m", "pip", "config", "list", capture_output=True).stdout
    lines = [line.partition(".index-url=") for line in sorted(settings.splitlines())]
    indexes = [index.strip("'") for _, found, index in lines if found]  # ":env:" sorts first.
    if indexes and not {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & environment.keys():
        environment["UV_DEFAULT_INDEX"] = indexes[0]
    return environment


def prove() -> None:
    """Load the parts of Qt that the program uses, and with them all that they are linked to."""
    parts = "QtMultimedia, QtNetwork, QtPrintSupport, QtSerialPort, QtWidgets"
    answer = python("-c", f"from PySide6 import {parts}", capture_output=True)
    if answer.returncode:
        reason = (answer.stderr.strip().splitlines() or ["no reason given"])[-1]
        message = f"Qt is installed but cannot be loaded: {reason}"
        raise SetUpError(message)


def require_system() -> None:
    """See to it that Python can make environments and that Qt finds its libraries."""
    needed, wanted = missing_packages()
    if (needed or wanted) and shutil.which("apt-get") and os.access("/usr/lib", os.W_OK):
        apt_install(needed, wanted)
        needed, wanted = missing_packages()
    command = f"sudo apt-get install --yes {' '.join(needed + wanted)}"
    if needed:
        message = f"this system lacks what Python or Qt needs; type: {command}"
        raise SetUpError(message)
    if wanted:
        say(f"a visible window and some tests lack a library; type: {command}")


def missing_packages() -> tuple[list[str], list[str]]:
    """Return the Debian packages that are needed and those that are wanted, and are not there."""
    no_venv = run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode
    needed = ["python{}.{}-venv".format(*sys.version_info)] if no_venv else []
    if not sys.platform.startswith("linux"):
        return needed, []
    table = [line.split() for line in PACKAGES.read_text("utf-8").splitlines() if line[0] != "#"]
    missing = [(kind, package) for kind, package, name in table if not is_there(kind, name)]
    needed += [package for kind, package in missing if kind == "needed"]
    return needed, [package for kind, package in missing if kind != "needed"]


def is_there(kind: str, name: str) -> bool:
    """Tell whether a program (also one of root's) or a library with all it needs can be loaded."""
    if kind == "program":
        return shutil.which(name, path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin") is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def apt_install(*groups: list[str]) -> None:
    """Install Debian packages, each group as far as it goes; the caller looks what is missing."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    installs = [[*apt, "install", "--yes", "--no-install-recommends", *group] for group in groups]
    for command in ([*apt, "update"], *installs):
        say(" ".join(command))
        answer = run(command, env=environment, capture_output=True)
        if answer.returncode:
            say(answer.stderr.strip())


def run_tests(arguments: list[str]) -> int:
    """Run the tests, all of them on all processors when none are named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(HERE)
    everything = ["-n", "logical", "--maxprocesses", "8", "--dist", "worksteal"]
    become("-m", "pytest", *(arguments or everything))


def check(_: list[str]) -> int:
    """Run every static check, also after one has failed, and say which did."""
    failed = [name for name, arguments in CHECKS.items() if python(*arguments).returncode]
    say(f"not in order: {', '.join(failed)}" if failed else "all in order")
    return 1 if failed else 0


def build(_: list[str]) -> int:
    """Make the bundle; the test marked ``bundle`` runs it."""
    return python("-m", "PyInstaller", "--noconfirm", "build_installer.spec").returncode


CHECKS = {
    "format": ["-m", "ruff", "format", "--check"],
    "lint": ["-m", "ruff", "check"],
    "types": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as f; f()", "--no-logo"],
}

JOBS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "setup": (lambda _: 0, "make .venv and install what is needed; every job begins with it"),
    # -P: a job runs where its user is, and an "app" that lies there is not this one.
    "demo": (lambda more: become("-P", "-m", "app", "demo", *more), "play the sample event"),
    "test": (run_tests, "run the tests, or those that are named (pytest's arguments)"),
    "check": (check, "format, lint, types and the direction of imports"),
    "bench": (lambda more: become("-P", "-m", "app", "bench", *more), "measure this machine"),
    "build": (build, "make the bundle that needs no Python"),
}


def venv_python() -> Path:
    """Return where the interpreter of ``.venv`` is or will be."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def become(*arguments: str) -> NoReturn:
    """Go on as the environment's Python, so that signals and the exit status are its own."""
    command = [str(venv_python()), *arguments]
    os.environ["PYTHONPATH"] = str(HERE)
    if sys.platform == "win32":  # There exec would give the prompt back before the job is done.
        sys.exit(run(command).returncode)
    os.execv(command[0], command)  # noqa: S606 - there is no shell to avoid


def python(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the environment's Python in the checkout, to its end."""
    return run([venv_python(), *arguments], cwd=HERE, **options)


def run(command: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run *command* to its end."""
    return subprocess.run(command, text=True, check=False, **options)


def say(sentence: str) -> None:
    """Tell how far it is, on the error channel: a job's output may be read by a program."""
    print(f"run.py: {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
