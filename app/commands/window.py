"""``station``: open the window; the same as no command at all."""

import platform
import sys
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from app import vault
from app.bootstrap.desk import StationDesk, open_desk
from app.commands.context import NO, answer, context, finish
from app.commands.scan import shown
from app.model.verdict import Answer
from app.settings import Settings, save_settings

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
    """Open the window."""
    here = context()
    if not _unlocked(here.data, here.settings.language):
        finish(NO)
    # Answers come from a thread of their own, which does not know the command's context.
    ours = copy_context()
    tell = (lambda result: ours.run(_told, result)) if play else None
    if platform.system() == "Windows":  # there no program takes a PDF for printing
        from ui.printing import default_name, find_printer

        open_here = partial(open_desk, find=find_printer, default=default_name)
    else:
        open_here = partial(open_desk)
    desk = open_here(here.workplace, here.settings, on_answer=tell)
    desk.start_background()
    try:
        if screenshots is not None:
            _picture(desk, screenshots)
        else:
            finish(_run(desk, here.settings, play=play))
    finally:
        desk.stop_background()


def _unlocked(data: Path, language: str) -> bool:
    """Ask for the PIN in a window where there is no terminal; whether the list can be opened."""
    if (sys.stdin is not None and sys.stdin.isatty()) or not vault.needs_pin(data):
        return True
    from ui.pin import ask_pin

    return ask_pin(language, partial(vault.unlock, data))


def _run(desk: StationDesk, settings: Settings, *, play: bool) -> int:
    from ui.playback import run_played
    from ui.window import run

    if play:
        return run_played(desk, settings, sys.stdin)
    return run(desk, settings=settings, keep=partial(save_settings, context().data))


def _picture(desk: StationDesk, out: Path) -> None:
    from ui.playback import picture

    for path in picture(desk, out):
        answer({"file": str(path)}, str(path))


def _told(result: Answer) -> None:
    """Print an answer as ``scan`` does; the demo waits for it."""
    answer(shown(result.code, result, context().programme))
