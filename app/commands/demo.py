"""``demo``: the sample event from import to report, with real parts and a failing network."""

import os
import platform
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from app.bootstrap.workplace import folder
from app.clock import SystemClock, to_instant
from app.commands.contact_sheet import write_contact_sheets
from app.commands.context import NO, YES, answer, finish
from app.commands.demo_cast import Performer, ask, hub, window
from app.commands.demo_network import Cable
from app.commands.demo_story import Stage, Tally, agree, play
from app.commands.self_call import self_command
from app.errors import InputError
from app.paths import resources_dir
from app.planner import Planner
from app.roster.sample import sample_programme
from app.settings import Settings, save_settings

app = typer.Typer(add_completion=False)

MARK = ".empfang-demo"
"""Lies in a folder that a demo made, so that only such a folder is emptied again."""

STATIONS = ("station-1", "station-2")
DOOR = "eingang"


@dataclass(frozen=True)
class Places:
    """Where the demo keeps its data and what it makes."""

    out: Path

    @property
    def hub(self) -> Path:
        """Data folder of the hub."""
        return self.out / "data" / "hub"

    @property
    def stations(self) -> tuple[Path, Path]:
        """Data folders of the two stations."""
        first, second = (self.out / "data" / name for name in STATIONS)
        return first, second

    def log(self, name: str) -> Path:
        """Where a process writes what it has to say."""
        return self.out / "data" / f"{name}.log"


@app.command()
def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Open no window.")] = False,
    out: Annotated[Path | None, typer.Option(help="Where to put everything.")] = None,
) -> None:
    """Play the sample event: import, hub, two stations, badges, a network failure, a report."""
    began_s = time.monotonic()
    places = _prepare(out)
    guests = _set_up(places)
    tally, proof = _perform(places, guests)
    account = _account(places, tally, proof, guests)
    account["seconds"] = round(time.monotonic() - began_s, 1)
    answer(account, _told(account))
    if not headless and _has_display():
        _stay(places.stations[0])
    finish(YES if account["agree"] else NO)


def _prepare(out: Path | None) -> Places:
    """Return the demo's folder, empty; a folder that no demo made is left alone."""
    base = Path(tempfile.mkdtemp(prefix="empfang-demo-")) if out is None else out
    data = base / "data"
    if data.exists() and not (data / MARK).exists():
        sentence = f"{data} was not made by the demo; choose another folder with --out."
        raise InputError(sentence)
    try:
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        (data / MARK).touch()
    except OSError as error:
        sentence = f"{base} cannot be written: {error.strerror}; choose another with --out."
        raise InputError(sentence) from error
    return Places(base)


def _set_up(places: Places) -> list[dict[str, Any]]:
    """Make the sample event on the first station and take in its list; return the guests."""
    clock = SystemClock()
    today = to_instant(clock.read().wall_ms).astimezone().date()
    programme = sample_programme(today)
    first = places.stations[0]
    opened = folder(first, clock).create(programme.event.id, station_name="Empfang 1")
    planner = Planner(opened.journal)
    planner.plan_event(programme.event)
    for session in programme.sessions.values():
        planner.plan_session(session)
    opened.close()
    ask(first, "roster", "import", str(resources_dir() / "samples" / "gaeste.csv"))
    for name, station in zip(STATIONS, places.stations, strict=True):
        printer = f"folder:{(places.out / 'badges' / name).resolve()}"
        save_settings(station, Settings(printer=printer, sounds=False, camera=False))
    return ask(first, "roster", "list")


def _perform(places: Places, guests: list[dict[str, Any]]) -> tuple[Tally, dict[str, Any]]:
    """Run hub and stations and play; return the tally and the proof that all agree."""
    first, second = places.stations
    pictures = places.out / "data" / "pictures"
    pictures.mkdir()
    with hub(places.hub, places.log("hub")) as target, Cable(target) as cable:
        for name, station in (("Empfang 1", first), ("Empfang 2", second)):
            offer = ask(places.hub, "hub", "enrol", "--station", name, "--address", cable.address)
            ask(station, "join", offer[0]["enrolment"])
            ask(station, "sync")
        with (
            window(first, "Station 1", places.log(STATIONS[0])) as one,
            window(second, "Station 2", places.log(STATIONS[1])) as two,
        ):
            tally = play(Stage((first, second), (one, two), cable, pictures), guests)
            _photograph(one, two, places)
            for performer in (one, two):
                performer.end()
            for station in places.stations:
                ask(station, "sync")
            _write_lists(first, places.out)
            for station in places.stations:  # who wrote lists is in the journal, too
                ask(station, "sync")
        proof = agree([places.hub, first, second])
    shutil.rmtree(pictures)
    return tally, proof


def _write_lists(station: Path, out: Path) -> None:
    """Write who came, in both formats."""
    for form in ("csv", "xlsx"):
        ask(station, "export", "arrivals", "--format", form, "--out", str(out / f"arrivals.{form}"))


def _photograph(one: Performer, two: Performer, places: Places) -> None:
    """Keep a picture of both windows as they stood at the end."""
    shots = places.out / "screenshots"
    shots.mkdir(exist_ok=True)
    for number, performer in enumerate((one, two), start=1):
        performer.tell({"screenshot": str((shots / f"station-{number}.png").resolve())})


def _account(
    places: Places, tally: Tally, proof: dict[str, Any], guests: list[dict[str, Any]]
) -> dict[str, Any]:
    """Write figures, lists, badges and pictures; return the numbers of the day."""
    first, out = places.stations[0], places.out
    numbers = ask(first, "figures")[0]
    (out / "figures.json").write_bytes(msgspec.json.format(msgspec.json.encode(numbers)))
    ask(first, "badge", "make", "--all", "--out", str(out / "badges.pdf"))
    write_contact_sheets(out)
    _picture_the_page(first, out / "screenshots")
    journal = ask(first, "journal", "show")
    annulled = {line["ref"] for line in journal if line["kind"] == "annulled"}
    living = [line for line in journal if line["id"] not in annulled]
    arrived = {line["registration"] for line in living if line["kind"] == "arrived"}
    return {
        "event": ask(first, "event", "list")[0]["name"],
        "registered": numbers["registered"],
        "cancelled": numbers["cancelled"],
        "walk_ins": numbers["walk_ins"],
        "arrived": numbers["arrived"],
        "present": numbers["present"],
        "answers": dict(tally.verdicts),
        "badges_printed": sum(line["kind"] == "printed" for line in living),
        "badges_made": len(guests) - numbers["cancelled"] + numbers["walk_ins"],
        "outage_s": round(tally.outage_s, 1),
        "unsent_while_cut": tally.unsent_while_cut,
        "entries": proof["entries"],
        "digest": proof["digest"],
        "standings": proof["standings"],
        "agree": proof["ok"] and arrived == tally.arrived and len(arrived) == numbers["arrived"],
        "out": str(out),
        "data": {name: str(path) for name, path in _folders(places)},
    }


def _folders(places: Places) -> list[tuple[str, Path]]:
    return [("hub", places.hub), *zip(STATIONS, places.stations, strict=True)]


def _picture_the_page(station: Path, shots: Path) -> None:
    """Have the reception page photographed in all answers, themes and languages."""
    ask(station, "station", "--screenshots", str(shots))


def _told(account: dict[str, Any]) -> str:
    """Return the account for people."""
    return "\n".join(_sentences(account))


def _sentences(account: dict[str, Any]) -> Iterator[str]:
    answers = ", ".join(f"{count} {verdict}" for verdict, count in account["answers"].items())
    verdict = "agree" if account["agree"] else "DO NOT AGREE"
    recount = self_command("--data", account["data"]["hub"], "--json", "journal", "show")[1:]
    yield f"{account['event']}: {account['registered']} registered,"
    yield f"  {account['cancelled']} of them cancelled, {account['walk_ins']} came without."
    yield f"Two stations answered: {answers}."
    yield f"  {account['arrived']} arrived, {account['badges_printed']} badges were printed."
    yield f"The network was cut for {account['outage_s']} s;"
    yield f"  {account['unsent_while_cut']} entries waited, none was lost."
    yield f"Hub and stations {verdict}: {account['entries']} entries,"
    yield f"  digest {account['digest']}."
    yield f"Everything is in {account['out']}; to recount:"
    yield f"  python {' '.join(recount)}"


def _has_display() -> bool:
    has_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return has_screen or platform.system() != "Linux"


def _stay(station: Path) -> None:
    """Leave the window open on the event that was played."""
    import subprocess

    subprocess.run(self_command("--data", str(station), "station"), check=False)
