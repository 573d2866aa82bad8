"""run.py: what a newcomer's one command does, in copies of the checkout that hold nothing else."""

import ast
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
PROGRAM = HERE / "run.py"


def load_program(folder):
    """Import the run.py that lies in *folder*."""
    spec = importlib.util.spec_from_file_location("run_program", folder / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path):
    """A checkout whose lock names nothing, and whose app repeats its arguments."""
    shutil.copy(PROGRAM, tmp_path)
    shutil.copytree(HERE / ".ci", tmp_path / ".ci")
    (tmp_path / "requirements-dev.lock").write_text("# nothing\n")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__main__.py").write_text("import sys; print(sys.argv[1:]); sys.exit(7)")
    return tmp_path


@pytest.fixture
def program(checkout):
    return load_program(checkout)


@pytest.fixture
def stamped(checkout, program):
    """A checkout that was set up before; its interpreter is the one of these tests."""
    program.venv_python().parent.mkdir(parents=True)
    program.venv_python().symlink_to(Path(sys.executable).resolve())
    program.STAMP.write_text(program.expected_stamp())
    return checkout


def start(folder, *arguments, cwd=None):
    return subprocess.run(
        [sys.executable, folder / "run.py", *arguments],
        cwd=cwd, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_arguments_and_exit_status_are_passed_through(stamped):
    answer = start(stamped, "demo", "--headless", "--out", "a b")

    assert answer.stdout.strip() == str(["demo", "--headless", "--out", "a b"])
    assert answer.returncode == 7


def test_a_job_runs_in_the_folder_of_whoever_started_it(stamped, tmp_path_factory):
    (stamped / "app" / "__main__.py").write_text("import os; print(os.getcwd())")
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    assert start(stamped, "bench", cwd=elsewhere).stdout.strip() == str(elsewhere.resolve())


def test_a_finished_set_up_says_and_does_nothing(stamped):
    answer = start(stamped, "setup")

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["requirements-dev.lock", "run.py", ".ci/debian-packages.txt"])
def test_a_change_of_what_it_depends_on_asks_for_a_new_set_up(stamped, program, name):
    with (stamped / name).open("a") as file:
        file.write("# changed\n")

    assert not program.is_stamped(program.expected_stamp())


def test_a_moved_checkout_asks_for_a_new_set_up(stamped):
    moved = stamped.with_name("moved")
    stamped.rename(moved)
    program = load_program(moved)

    assert not program.is_stamped(program.expected_stamp())


@pytest.mark.usefixtures("stamped")
def test_an_environment_without_its_interpreter_is_not_taken_for_finished(program):
    program.venv_python().unlink()

    assert not program.is_stamped(program.expected_stamp())


@pytest.mark.parametrize("arguments", [[], ["dmeo"], ["--version"]])
def test_without_a_job_it_names_the_jobs_and_fails(arguments):
    answer = start(HERE, *arguments)

    assert answer.returncode == 2
    assert all(job in answer.stderr for job in ("demo", "test", "check", "bench", "build"))


def test_asked_for_help_it_names_the_jobs():
    assert start(HERE, "--help").returncode == 0


def test_an_older_python_can_read_the_program_and_is_refused_in_one_sentence(program):
    ast.parse(PROGRAM.read_text("utf-8"), feature_version=(3, 8))
    with pytest.raises(program.SetUpError, match=r"needs Python 3\.11 or newer and this is 3\.9"):
        program.require_python((3, 9))


def test_a_library_that_cannot_be_loaded_is_missing(program):
    program.PACKAGES.write_text(
        "needed libc6 libc.so.6\nneeded libno1 libno.so.1\nwanted libnone2 libnone.so.2\n"
        "program python python3\nprogram nothing no-such-program\n"
    )

    if sys.platform.startswith("linux"):
        assert program.missing_packages() == (["libno1"], ["libnone2", "nothing"])
    else:
        assert program.missing_packages() == ([], [])


def test_a_missing_library_is_a_sentence_with_the_command_for_whoever_may_not_install(
    program, monkeypatch
):
    monkeypatch.setattr(program, "missing_packages", lambda: (["libegl1"], ["xvfb"]))
    monkeypatch.setattr(program.os, "access", lambda *_: False)

    with pytest.raises(program.SetUpError, match=r"apt-get install --yes libegl1 xvfb$"):
        program.require_system()


def test_a_library_for_the_window_only_is_no_reason_to_stop(program, monkeypatch, capsys):
    monkeypatch.setattr(program, "missing_packages", lambda: ([], ["xvfb"]))
    monkeypatch.setattr(program.os, "access", lambda *_: False)

    program.require_system()

    assert capsys.readouterr().err.endswith("apt-get install --yes xvfb\n")


def test_a_lock_is_parted_into_uv_and_all_others(program):
    lock = (HERE / "requirements-dev.lock").read_text("utf-8")

    uv_only, all_else = program.split_lock(lock)

    assert [line.split("==")[0] for line in uv_only.splitlines() if "==" in line] == ["uv"]
    assert "--hash=sha256:" in uv_only
    assert "uvicorn==" in all_else
    assert sorted((uv_only + all_else).splitlines()) == sorted(lock.splitlines())


class Answers:
    """Stands for the environment's Python: keeps what it was asked, fails where told to."""

    def __init__(self, failing="", stdout=""):
        self.failing, self.stdout, self.asked = failing, stdout, []

    def __call__(self, *arguments, **_):
        self.asked.append(" ".join(map(str, arguments)))
        failed = bool(self.failing) and self.failing in self.asked[-1]
        return subprocess.CompletedProcess(arguments, int(failed), self.stdout, "")


@pytest.mark.parametrize(
    ("failing", "last"), [("", "-m uv pip sync"), ("uv pip", "-m pip install")]
)
def test_uv_installs_and_pip_where_uv_fails(program, monkeypatch, failing, last):
    python = Answers(failing)
    monkeypatch.setattr(program, "python", python)
    monkeypatch.setattr(program, "make_venv", program.VENV.mkdir)

    program.install()

    assert python.asked[-1].startswith(last)
    assert "--require-hashes" in python.asked[-1]


@pytest.mark.parametrize(
    ("settings", "own", "asked"),
    [
        ("global.index-url='https://a'\n:env:.index-url='https://b'", {}, "https://b"),
        ("global.index-url='https://a'", {"UV_DEFAULT_INDEX": "https://c"}, "https://c"),
        ("global.extra-index-url='https://a'", {}, None),
    ],
)
def test_uv_asks_the_index_that_pip_was_told(program, monkeypatch, settings, own, asked):
    monkeypatch.setattr(program, "python", Answers(stdout=settings))
    monkeypatch.setattr(program.os, "environ", own)

    assert program.uv_environment().get("UV_DEFAULT_INDEX") == asked


def test_every_check_is_run_also_after_one_has_failed(program, monkeypatch, capsys):
    python = Answers(failing="ruff")
    monkeypatch.setattr(program, "python", python)

    assert program.check([]) == 1
    assert len(python.asked) == len(program.CHECKS)
    assert "not in order: format, lint\n" in capsys.readouterr().err


# A set-up for nothing: the lock is empty and Qt is not asked for.
SET_UP = """
import run
run.prove = lambda: None
run.require_system = lambda: None
run.set_up()
"""


def begin_set_up(folder):
    return subprocess.Popen(
        [sys.executable, "-c", SET_UP], cwd=folder, stderr=subprocess.PIPE, text=True
    )


def test_two_set_ups_at_once_make_one_environment(checkout, program):
    both = [begin_set_up(checkout), begin_set_up(checkout)]
    said = "".join(process.communicate()[1] for process in both)

    assert [process.returncode for process in both] == [0, 0]
    assert said.count("run.py: ready") == 1
    assert program.is_stamped(program.expected_stamp())


def test_an_interrupted_set_up_is_repaired(checkout, program):
    program.venv_python().parent.mkdir(parents=True)
    program.venv_python().write_text("half a fi")

    process = begin_set_up(checkout)

    assert "run.py: ready" in process.communicate()[1]
    assert program.has_working_venv()


def test_an_environment_whose_libraries_may_be_half_written_is_made_anew(
    stamped, program, monkeypatch
):
    made = []
    monkeypatch.setattr(program, "require_system", lambda: None)
    monkeypatch.setattr(program, "has_working_venv", lambda: True)
    monkeypatch.setattr(program, "make_venv", lambda: made.append(stamped))
    monkeypatch.setattr(program, "install", lambda: 1 / 0)
    program.STAMP.write_text("of an older lock")

    for environments in (0, 1):
        with pytest.raises(ZeroDivisionError):
            program.set_up()
        assert len(made) == environments
