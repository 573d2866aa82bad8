"""A little day by the command line leaves no name and no code in any file or log."""

import json
import queue
import subprocess
import sys
import threading

import pytest

from app.model.entry import Draft, Kind
from app.registrar import new_registration
from app.search.searchable import searchable_words
from db.events import create_event_file
from tests.app.journals import HandClock

SOON_S = 60
WHEN = ("--starts", "2026-12-01T17:00", "--ends", "2026-12-01T22:00")
PEOPLE = {
    "Wjatscheslawowna Þórðardóttir": "QXZ-7731-KWAT",
    "Žydrūnė Grzegorzewska-Ångström": "QXZ-7732-KWAT",
    "محمدالمصطفى": "QXZ-7733-KWAT",
    "欧阳蓁蓁": "QXZ-7734-KWAT",
}
LATER = "Quetzalcóatlina"
WORDS = [word for name in (*PEOPLE, LATER) for word in name.replace("-", " ").split()]
SECRETS = [*WORDS, "Xylophonmuseum", *PEOPLE.values()]
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A folder for whatever is put aside, seen by every process of the day."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def run(tmp_path):
    """Run a command in a data folder; keep what it logs, return what it answers."""

    def run_command(place, *arguments):
        done = subprocess.run(
            [*command(tmp_path / place), *map(str, arguments)],
            capture_output=True,
            timeout=SOON_S,
            check=False,
        )
        with (tmp_path / "logs").open("ab") as logs:
            logs.write(done.stderr)
        assert done.returncode in (0, 1), done.stderr.decode()
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    return run_command


@pytest.fixture
def hub(tmp_path, run):
    """Serve a hub; give what a station joins it with."""
    serve = [*command(tmp_path / "hub"), "hub", "serve", "--listen", "127.0.0.1:0"]
    with (tmp_path / "logs").open("ab") as logs:
        process = subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=logs)
    lines = queue.Queue()
    reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout])
    reader.start()
    lines.get(timeout=SOON_S)
    yield lambda name: run("hub", "hub", "enrol", "--station", name)[0]["enrolment"]
    process.terminate()
    process.wait(SOON_S)
    reader.join(SOON_S)
    process.stdout.close()


def command(data):
    return [sys.executable, "-m", "app", "--data", str(data), "--json", "--verbose"]


def a_day(run, hub, tmp_path):
    """Everything that a desk does to a name, once."""
    listed = tmp_path / "list.csv"
    rows = [f"{name};{code};Xylophonmuseum" for name, code in PEOPLE.items()]
    listed.write_text("\n".join(["Name;Code;Organisation", *rows]), encoding="utf-8")
    codes = list(PEOPLE.values())
    run("desk", "event", "create", "Fest", *WHEN)
    run("desk", "roster", "import", listed)
    run("desk", "scan", codes[0], codes[1], "QXZ-NOBODY-KWAT")
    run("desk", "print", codes[0], "--printer", f"folder:{tmp_path / 'printed'}")
    (first, *_rest) = run("desk", "roster", "list")
    run("desk", "roster", "amend", first["id"], f"given={LATER}")
    run("desk", "find", WORDS[0][:5])
    run("desk", "join", hub("Desk"))
    run("desk", "sync")
    run("gate", "join", hub("Gate"))
    run("gate", "sync")
    run("gate", "scan", codes[2])
    run("gate", "badge", "make", "--all", "--out", tmp_path / "badges.pdf")
    run("gate", "export", "arrivals", "--format", "xlsx", "--out", tmp_path / "arrivals.xlsx")
    run("gate", "undo")
    run("gate", "journal", "verify")


def found_in(paths):
    """Return which secrets stand where, in any usual encoding."""
    marks = {}
    for secret in SECRETS:
        for encoding in ENCODINGS:
            if (mark := secret.encode(encoding, "ignore")).decode(encoding) == secret:
                marks[mark] = secret
    contents = {path: path.read_bytes() for path in paths}
    return {
        (path.name, secret)
        for path, content in contents.items()
        for mark, secret in marks.items()
        if mark in content or secret in path.name
    }


def files(*folders):
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


@pytest.mark.journey
@pytest.mark.timeout(600)
def test_no_name_and_no_code_is_left_anywhere(run, hub, tmp_path, temporary):
    a_day(run, hub, tmp_path)
    here = [tmp_path / place for place in ("desk", "gate", "hub")]

    assert len(files(*here)) > 6
    assert files(tmp_path / "printed")
    assert (tmp_path / "logs").stat().st_size > 0
    assert found_in([*files(*here, temporary), tmp_path / "logs"]) == set()


def test_the_search_sees_a_plain_copy(tmp_path):
    """The control: in a plain event file every secret is found."""
    notes = {"event": "e", "station": "s", "station_name": "S"}
    opened = create_event_file(tmp_path / "plain.db", notes, HandClock(), searchable_words)
    with opened.journal.write() as records:
        for name, code in {**PEOPLE, LATER: "QXZ-1-KWAT"}.items():
            fields = {"name": name, "organisation": "Xylophonmuseum"}
            payload = {"origin": "list", "code": code, "fields": fields, "bookings": {}}
            draft = Draft(kind=Kind.REGISTERED, registration=new_registration(), payload=payload)
            records.append(draft)
    opened.close()

    assert {secret for _, secret in found_in(files(tmp_path))} == set(SECRETS)


@pytest.mark.parametrize("encoding", ENCODINGS[:3])
def test_the_search_sees_every_encoding(tmp_path, encoding):
    (tmp_path / "log").write_bytes(f"…{WORDS[-2]}…".encode(encoding))

    assert found_in(files(tmp_path)) == {("log", WORDS[-2])}
