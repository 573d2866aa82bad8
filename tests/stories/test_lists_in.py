"""Lists in: whatever a program wrote becomes the same 500 people, and a later list a difference."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap.list_memory import ListMemory
from app.bootstrap.opening import open_desk
from app.bootstrap.rosters import counted, difference_of, import_roster, listing_of
from app.bootstrap.workplace import create_event, open_workplace
from app.commands.self_call import hub_calls
from app.errors import ListQuestionError
from app.model.entry import Kind
from app.model.programme import SessionKind
from app.planner import new_session
from app.roster.reading import Dates, Names, Reading
from app.settings import Settings
from tests.app.commands.line import Line
from tests.stories import messy_lists as messy
from ui.stopwatch_import import import_laps

STARTS = datetime(2026, 12, 3, 16, tzinfo=UTC)


def made(folder):
    """Make an event of one workshop; open it."""
    create_event(folder, "Talente am Rhein", starts=STARTS, ends=STARTS + timedelta(hours=6))
    workplace = open_workplace(folder)
    workplace.planner.plan_session(new_session("Gründen", SessionKind.WORKSHOP))
    return workplace


@pytest.fixture
def workplace(tmp_path):
    workplace = made(tmp_path / "data")
    yield workplace
    workplace.close()


def fates(report):
    names = ("new", "changed", "unchanged", "cancelled", "vanished")
    return {name: number for name in names if (number := getattr(report, name))}


def test_o01_forty_messy_files_are_the_same_five_hundred_people(workplace, tmp_path, measured):
    rows = messy.people()
    import_roster(workplace, messy.written(tmp_path, messy.FORMS[0], rows))
    known = {one.code: dict(one.person.fields) for one in workplace.journal.standings()}
    assert known == {row["code"]: messy.expected(row) for row in rows}

    files = [(messy.written(tmp_path, form, rows), form.said) for form in messy.FORMS]
    files += [
        (messy.workbook(tmp_path, "typed", rows), {}),
        (messy.workbook(tmp_path, "below titles", rows, typed=False, above=2), {}),
        (messy.workbook(tmp_path, "hidden", rows, second="hidden"), {}),
    ]
    standings, memory = list(workplace.journal.standings()), ListMemory(workplace.file)
    for file, said in files:
        listing = listing_of(file, Reading(**said), memory)
        report = counted(difference_of(workplace, listing, standings), listing)
        assert (file.name, fates(report)) == (file.name, {"unchanged": messy.SIZE})
        assert not report.refused
        assert said or not report.damaged, file.name
    measured("O01", f"{len(files)} files, {messy.SIZE} people each, 0 damaged letters")


def _asking(folder, rows):
    """Yield files that can be read in two ways, and what answers the question."""
    plain = messy.FORMS[0]
    yield messy.workbook(folder, "two", rows, second="visible"), "sheet", {"sheet": "gäste"}
    mixed = [{**row, "given": f"{row['given']} {row['family']}", "family": ""} for row in rows]
    for row, one in zip(mixed[::2], rows[::2], strict=True):
        row["given"] = f"{one['family']}, {one['given']}"
    form = replace(plain, name="mixed", order=("code", "email", "given"))
    file = messy.written(folder, form, mixed)
    text = file.read_text("utf-8").replace("Vorname", "Name", 1)
    file.write_text(text, "utf-8")
    yield file, "names", {"names": Names.LAST_FIRST}
    early = [{**row, "born": row["born"].replace(day=1 + row["born"].day % 12)} for row in rows]
    slashed = replace(plain, name="slashes", day=messy.british)
    yield messy.written(folder, slashed, early), "dates", {"dates": Dates.DAY_FIRST}
    broken = replace(plain, name="broken", bytes_of=lambda text: messy.twice(text).encode())
    yield messy.written(folder, broken, rows), "repair", {"repair": True}
    few = [{**row, "family": "Peña", "given": "Ana", "organisation": "x"} for row in rows]
    macs = replace(plain, name="old", encoding="mac_roman")
    yield messy.written(folder, macs, few), "encoding", {"encoding": "mac_roman"}


def test_o01_what_can_be_read_in_two_ways_is_asked(workplace, tmp_path, measured):
    asked, memory = [], ListMemory(workplace.file)
    for file, doubt, answer in _asking(tmp_path, messy.people()):
        with pytest.raises(ListQuestionError) as question:
            import_roster(workplace, file)
        assert question.value.doubt == doubt
        assert len(question.value.choices) > 1
        assert not list(workplace.journal.standings())
        listing = listing_of(file, Reading(**answer), memory)
        report = counted(difference_of(workplace, listing, []), listing)
        assert fates(report) == {"new": messy.SIZE}, doubt
        asked.append(doubt)
    measured("O01", f"asks about {', '.join(asked)}")


def test_o01_the_command_line_asks_with_status_2_and_remembers_the_answer(tmp_path, capsys):
    line = Line(tmp_path / "data", capsys)
    line("event", "create", "Fest", "--starts", "2026-12-01T17:00", "--ends", "2026-12-01T22:00")
    file = tmp_path / "list.csv"
    file.write_text("Wer;Wann\nMüller, Dr. Jana;3/4/2026\nBo Li;4/5/2026\n", "utf-8")

    for answer in ("--map name=COLUMN", "--names last-first", "--dates day-first"):
        line("roster", "import", file, *_given(answer))
        assert line.status == 2
        assert answer in line.complaint
    line("roster", "import", file, *_given(""))

    assert line.status == 0
    (jana,) = [one for one in line("roster", "list") if one["name"] == "Dr. Jana Müller"]
    assert jana["fields"]["Wann"] == "2026-04-03"
    file.write_text("Wer;Wann\nWeiß, Ana;5/6/2026\nBo Li;4/5/2026\n", "utf-8")
    report = line.one("roster", "import", file)  # nothing has to be said again
    assert (report["new"], report["unchanged"], report["vanished"]) == (1, 1, 1)


def _given(question):
    """Return what was answered before *question* came; everything when there is none."""
    said = [("--map", "name=Wer"), ("--names", "last-first"), ("--dates", "day-first")]
    known = next((n for n, (name, _) in enumerate(said) if question.startswith(name)), len(said))
    return [word for pair in said[:known] for word in pair]


def _later(rows):
    """Return the list of a week later, and how many of its rows are what."""
    later = [dict(row) for row in rows]
    for row in later[:11]:
        row["organisation"] = "Ruhr-Universität Bochum"
    gone, later = later[-3:], later[:-3]
    added = [
        {**row, "code": f"N{number}", "email": f"new{number}@example.org", "given": f"Neu{number}"}
        for number, row in enumerate(later[100:106])
    ]
    # The same person with another ticket.
    added[0] |= {"email": rows[100]["email"], "given": rows[100]["given"]}
    return [*later, *added], gone


def _with_status(file, codes):
    """Add a column of states to *file*; those of *codes* are cancelled."""
    lines = file.read_text("utf-8").splitlines()
    states = ["Status", *("storniert" if line.split(";")[0] in codes else "" for line in lines[1:])]
    text = "\n".join(f"{line};{state}" for line, state in zip(lines, states, strict=True))
    file.write_text(text, "utf-8")
    return file


def test_o02_a_later_list_is_exactly_its_difference(workplace, tmp_path, measured):
    rows = messy.people()
    first = _with_status(messy.written(tmp_path, messy.FORMS[0], rows), ())
    import_roster(workplace, first)
    codes = {one.code: one.registration for one in workplace.journal.standings()}
    corrected = codes[rows[200]["code"]]
    workplace.registrar.amend(corrected, {"family": "Am Pult verbessert"})
    arrived = [rows[number]["code"] for number in (0, 5, 20, 30, 499)]
    for code in arrived:
        assert workplace.station.accept([code], session=None).entry is not None
    entries = [entry.id for _, entry in workplace.journal.entries() if entry.kind == Kind.ARRIVED]
    later, gone = _later(rows)
    cancelled = {rows[20]["code"], rows[21]["code"]}
    file = _with_status(messy.written(tmp_path, messy.FORMS[0], later), cancelled)
    report = import_roster(workplace, file)

    fixture = {"new": 6, "changed": 11, "cancelled": 2, "vanished": 3, "unchanged": 484}
    assert fates(report) == fixture
    assert [(one.name, one.registration) for one in report.duplicates] == [
        (_name(rows[100]), codes[rows[100]["code"]])
    ]
    after = {one.code: one for one in workplace.journal.standings()}
    living = [entry.id for _, entry in workplace.journal.entries() if entry.kind == Kind.ARRIVED]
    assert living == entries
    assert all(after[code].arrived is not None for code in arrived)
    assert after[rows[200]["code"]].person.family == "Am Pult verbessert"
    assert all(after[row["code"]].status == "active" for row in gone)
    again = import_roster(workplace, file, cancels_vanished=True)
    assert fates(again) == {"vanished": 3, "unchanged": 503}
    after = {one.code: one for one in workplace.journal.standings()}
    # Whoever has come stays, whatever a list leaves out.
    fates_of_gone = {row["code"]: after[row["code"]].status for row in gone}
    assert fates_of_gone == {
        row["code"]: "active" if row["code"] in arrived else "cancelled" for row in gone
    }
    measured("O02", ", ".join(f"{number} {name}" for name, number in fixture.items()))


def _name(row):
    return " ".join(part for part in (row["title"], row["given"], row["family"]) if part)


def _digest(folder):
    """Return what every file of *folder* holds."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_o02_a_dry_run_changes_no_byte(tmp_path, capsys, measured):
    line = Line(tmp_path / "data", capsys)
    line("event", "create", "Fest", "--starts", "2026-12-01T17:00", "--ends", "2026-12-01T22:00")
    rows = messy.people()
    file = messy.written(tmp_path, messy.FORMS[5], rows)
    line("roster", "import", messy.written(tmp_path, messy.FORMS[0], rows[:200]))
    before = _digest(tmp_path / "data")

    report = line.one("roster", "import", file, "--dry-run", "--map", "name=Telefon")
    assert _digest(tmp_path / "data") == before
    report = line.one("roster", "import", file, "--dry-run")

    assert (report["new"], report["unchanged"]) == (300, 200)
    assert _digest(tmp_path / "data") == before
    measured("O02", f"a dry run leaves {len(before)} files as they were")


@pytest.mark.usefixtures("qapp")
def test_o03_scans_and_the_window_go_on_while_a_list_is_taken_in(workplace, tmp_path, measured):
    rows = messy.people()
    import_roster(workplace, messy.written(tmp_path, messy.FORMS[0], rows[:40]))
    file = messy.written(tmp_path, messy.FORMS[5], rows)
    settings = Settings(prints_on_arrival=False, sounds=False, camera=False)
    desk = open_desk(workplace, settings, hub_calls())

    laps = import_laps(desk, settings, file, [row["code"] for row in rows[:40]])

    standings = list(workplace.journal.standings())
    assert len(standings) == messy.SIZE
    assert sum(one.arrived is not None for one in standings) == min(len(laps.scan_ms), 40)
    measured(
        "O03",
        f"{messy.SIZE} rows beside {len(laps.scan_ms)} scans: window still for at most"
        f" {laps.still_ms:.0f} ms, slowest scan {max(laps.scan_ms):.0f} ms"
        " (10,000 rows: bench import)",
    )
