"""``station``: open the window; the same as no command at all."""

import typer
from ui.preferences import Preferences
from ui.window import run

from app.bootstrap.desk import open_desk
from app.commands.context import context, finish

app = typer.Typer()


@app.command()
def station() -> None:
    """Open the window."""
    here = context()
    settings = here.settings
    preferences = Preferences(
        language=settings.language,
        theme=settings.theme,
        session=settings.door or None,
        clear_after_ms=round(settings.clear_after_s * 1000),
        sound=settings.sounds,
        camera=settings.camera,
    )
    desk = open_desk(here.workplace, settings)
    desk.start_background()
    try:
        status = run(desk, settings=preferences)
    finally:
        desk.stop_background()
    finish(status)
