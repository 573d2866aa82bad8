"""Papers for a large event: how long each takes, and how long the window stands still meanwhile."""

import contextlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.bootstrap.opening import open_desk
from app.bootstrap.paper_room import PaperRoom
from app.bootstrap.workplace import Workplace
from app.commands.bench_crowd import Crowd
from app.commands.bench_times import timed_ms
from app.commands.self_call import hub_calls
from app.model.entry import Draft
from app.model.entry import Kind as Entered
from app.model.programme import Session, SessionKind
from app.reports.kinds import Format, Kind
from app.reports.orders import Order
from app.settings import Settings

PAPERS = (Kind.SIGNATURES, Kind.EVACUATION, Kind.REPORT, Kind.FALLBACK)
ALLOWED_STILL_MS = 100.0


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return how long papers of *size* guests take, alone and beside a window.

    ``*_s`` is the making of a paper alone; ``*_still_ms`` the longest for which a window did
    nothing else while it was made, and ``idle_still_ms`` the same where nothing was.
    """
    from ui.stopwatch_papers import papers_still_ms

    figures: dict[str, Any] = {"size": size}
    settings = Settings(prints_on_arrival=False, sounds=False, camera=False)
    with contextlib.closing(Crowd(size).open_event(folder / "data")) as workplace:
        _fill(workplace)
        desk = open_desk(workplace, settings, hub_calls())
        still_ms = papers_still_ms(desk, settings, PAPERS, folder / "window")
        room = PaperRoom(workplace)
        for kind in PAPERS:
            figures[f"{_word(kind)}_s"] = round(_made_ms(room, kind, folder) / 1000, 2)
    figures |= {f"{name.replace('-', '_')}_still_ms": round(ms) for name, ms in still_ms.items()}
    return {**figures, "is_within": max(still_ms.values()) <= ALLOWED_STILL_MS}


def _fill(workplace: Workplace) -> None:
    """Let everybody come to a talk."""
    event = workplace.journal.programme().event
    hour = event.starts + timedelta(hours=1)
    talk = Session(id="talk", name="Talk", kind=SessionKind.TALK, starts=event.starts, ends=hour)
    workplace.planner.plan_session(talk)
    arrivals = [
        Draft(kind=Entered.ARRIVED, registration=one.registration, session=talk.id, payload={})
        for one in workplace.journal.standings()
    ]
    with workplace.journal.write() as records:
        records.append_many(arrivals)


def _made_ms(room: PaperRoom, kind: Kind, folder: Path) -> float:
    order = Order(kind=kind, form=Format.PDF, language="de")
    return timed_ms(lambda: room.write(order, folder, _go_on))[1]


def _word(kind: Kind) -> str:
    return kind.value.replace("-", "_")


def _go_on(_done: int, _all: int) -> None:
    """Do nothing: nobody watches."""
