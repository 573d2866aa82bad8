"""A minute at the door of the sample event, played by two stations while the network fails."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.commands.demo_cast import PATIENCE_S, DemoError, Performer, ask
from app.commands.demo_guests import hold_up
from app.commands.demo_network import Cable

SEED = 214
ARRIVALS = 90
CUT_AT = 30
HEAL_AT = 62
"""After so many arrivals the cable is pulled out, and put back."""

LOOKS = 12
LOOK_S = 5.0
"""So often a guest turns the phone, and so long each look lasts on a slow laptop."""

STRANGE = ("WIFI:T:WPA;S:Foyer;P:geheim;;", "https://example.org/programm", "BCDEFGHJKLNOPRST")
"""What guests hold up by mistake: the Wi-Fi code, a web link, a code of another event."""


@dataclass
class Tally:
    """What the two windows answered, counted as it was said."""

    verdicts: Counter[str] = field(default_factory=Counter)
    arrived: set[str] = field(default_factory=set)
    unsent_while_cut: int = 0
    outage_s: float = 0.0

    def note(self, answer: dict[str, Any]) -> None:
        """Count one answer."""
        self.verdicts[answer["verdict"]] += 1
        if answer["recorded"] and answer["person"]:
            self.arrived.add(answer["person"]["id"])


@dataclass(frozen=True)
class Stage:
    """Two stations with their data folders, the cable to the hub, and a place for pictures."""

    folders: tuple[Path, Path]
    windows: tuple[Performer, Performer]
    cable: Cable
    pictures: Path


@dataclass(frozen=True)
class _Cast:
    """Codes of those who come, of one who cancelled, and of one who is read by mistake."""

    codes: list[str]
    cancelled: str
    mistaken: str


def _cast(guests: list[dict[str, Any]], chance: random.Random) -> _Cast:
    coming = [guest["code"] for guest in guests if guest["status"] == "active"]
    cancelled = next(guest["code"] for guest in guests if guest["status"] == "cancelled")
    chance.shuffle(coming)
    return _Cast(coming[:ARRIVALS], cancelled, coming[ARRIVALS])


def play(stage: Stage, guests: list[dict[str, Any]]) -> Tally:
    """Let *guests* (lines of ``roster list``) arrive; return what the windows answered.

    The first station reads pictures through its camera's way, the second keys.
    """
    chance = random.Random(SEED)  # noqa: S311 - who comes when, no secret
    tally, cast = Tally(), _cast(guests, chance)
    cut_at_s = 0.0
    for number, code in enumerate(cast.codes):
        if number == CUT_AT:
            stage.cable.cut()
            cut_at_s = time.monotonic()
        if number == HEAL_AT:
            tally.unsent_while_cut = sum(_unsent(folder) for folder in stage.folders)
            stage.cable.heal()
            tally.outage_s = time.monotonic() - cut_at_s
        _arrive(stage, tally, code, number, chance)
    _exceptions(stage, tally, cast, chance)
    return tally


def agree(folders: list[Path]) -> dict[str, Any]:
    """Wait until all data folders have the same entries; return their common proof.

    Raises:
        DemoError: they do not, after a minute.
    """
    until = time.monotonic() + PATIENCE_S
    proofs: list[dict[str, Any]] = []
    while time.monotonic() < until:
        proofs = [ask(folder, "journal", "verify")[0] for folder in folders]
        if all(proof == proofs[0] for proof in proofs):
            return proofs[0]
    sentence = f"The stations and the hub do not agree: {proofs}"
    raise DemoError(sentence)


def _arrive(stage: Stage, tally: Tally, code: str, number: int, chance: random.Random) -> None:
    """Let one guest be read, by turns at the camera and at the handheld scanner."""
    tally.note(_type(stage, code) if number % 2 else _show(stage, code, chance))


def _exceptions(stage: Stage, tally: Tally, cast: _Cast, chance: random.Random) -> None:
    """Play what is not smooth: read twice, cancelled, strange codes, a walk-in, an undo."""
    for text in (cast.codes[0], cast.cancelled, *STRANGE):
        tally.note(_show(stage, text, chance))
    walk_in = ask(stage.folders[1], "roster", "add", "--name", "Oluwaseun Adéyẹmí")[0]
    tally.note(_type(stage, walk_in["code"]))
    tally.note(_type(stage, cast.mistaken))
    undone = ask(stage.folders[1], "undo")[0]
    tally.arrived.discard(undone["registration"])


def _type(stage: Stage, code: str) -> dict[str, Any]:
    """Let the handheld scanner of the second station read *code*."""
    stage.windows[1].tell({"keys": code})
    return _answered(stage.windows[1].hear_about(code), code)


def _show(stage: Stage, text: str, chance: random.Random) -> dict[str, Any]:
    """Hold *text* before the camera of the first station, and turn it until it is read."""
    answer = None
    for look in range(LOOKS):
        picture = hold_up(text, stage.pictures / f"{look}.png", chance)
        stage.windows[0].tell({"frame": str(picture.resolve())})
        answer = stage.windows[0].hear_about(text, LOOK_S)
        if answer is not None:
            break
    return _answered(answer, text)


def _answered(answer: dict[str, Any] | None, text: str) -> dict[str, Any]:
    if answer is None:
        sentence = f"A station did not answer to the code {text}."
        raise DemoError(sentence)
    return answer


def _unsent(folder: Path) -> int:
    return int(ask(folder, "sync", "status")[0]["unsent"])
