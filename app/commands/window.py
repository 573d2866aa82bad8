"""``station``: open the window; the same as no command at all."""

import platform
import sys
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from app import vault
from app.bootstrap.desk import StationDesk
from app.bootstrap.house import House
from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import Workplace
from app.commands.context import NO, answer, context, finish
from app.commands.scan import shown
from app.commands.self_call import hub_calls
from app.model.verdict import Answer
from app.settings import Settings

app = typer.Typer(add_completion=False)


@app.command()
def station(
    play: Annotated[
        bool, typer.Option("--play", hidden=True, help="Obey lines of JSON from stdin.")
    ] = False,
    screenshots: Annotated[
        Path | None, typer.Option(hidden=True, help="Only picture the page into a folder.")
    ] = None,
) -> None:
    """Open the window; where there is no event yet, it asks for one."""
    here = context()
    if not _unlocked(here.data, here.settings.language):
        finish(NO)
    if play or screenshots is not None:
        _on_desk(play=play, screenshots=screenshots)
        return
    from ui.shell import run

    finish(run(House(here.data, here.event, _opener())))


def _on_desk(*, play: bool, screenshots: Path | None) -> None:
    """Work on one event from outside, or picture it."""
    # Answers come from a thread of their own, which does not know the command's context.
    ours = copy_context()
    tell = (lambda result: ours.run(_told, result)) if play else None
    here = context()
    desk = _opener(tell)(here.workplace, here.settings)
    desk.start_background()
    try:
        if screenshots is not None:
            _picture(desk, screenshots)
        else:
            from ui.playback import run_played

            finish(run_played(desk, here.settings, sys.stdin))
    finally:
        desk.stop_background()


def _opener(
    on_answer: Callable[[Answer], None] | None = None,
) -> Callable[[Workplace, Settings], StationDesk]:
    """Return how a desk is put together on this system."""
    calls = hub_calls()
    if platform.system() == "Windows":  # there no program takes a PDF for printing
        from ui.printing import default_name, find_printer

        return partial(
            open_desk, calls=calls, on_answer=on_answer, find=find_printer, default=default_name
        )
    return partial(open_desk, calls=calls, on_answer=on_answer)


def _unlocked(data: Path, language: str) -> bool:
    """Ask for the PIN in a window where there is no terminal; whether the list can be opened."""
    if (sys.stdin is not None and sys.stdin.isatty()) or not vault.needs_pin(data):
        return True
    from ui.pin import ask_pin

    return ask_pin(language, partial(vault.unlock, data))


def _picture(desk: StationDesk, out: Path) -> None:
    from ui.playback import picture

    for path in picture(desk, out):
        answer({"file": str(path)}, str(path))


def _told(result: Answer) -> None:
    """Print an answer as ``scan`` does; the demo waits for it."""
    answer(shown(result.code, result, context().programme))
