"""``doctor``: the self-test."""

import typer

from app.bootstrap.selftest import self_test
from app.clock import SystemClock
from app.commands.context import NO, YES, answer, context, finish
from app.model.check import Check

app = typer.Typer(add_completion=False)


@app.command()
def doctor() -> None:
    """Check what could spoil the day; each failure says what to do."""
    here = context()
    is_well = True
    for check in self_test(lambda: here.workplace, here.data, SystemClock()):
        _show(check)
        is_well = is_well and check.ok
    camera = _camera()
    _show(camera)
    finish(YES if is_well and camera.ok else NO)


def _camera() -> Check:
    try:
        from ui.cameras import camera_names
    except ImportError as error:
        step = "Install the system's libraries (run.py setup names them)."
        return Check("camera", ok=False, detail=f"Qt cannot be loaded: {error}", next_step=step)
    names = camera_names()
    if not names:
        step = "Plug a camera in, or use a handheld scanner or the search."
        return Check("camera", ok=False, detail="no camera was found", next_step=step)
    return Check("camera", ok=True, detail=", ".join(names))


def _show(check: Check) -> None:
    mark = "ok" if check.ok else "!!"
    step = f" -> {check.next_step}" if check.next_step else ""
    answer(
        {
            "check": check.check,
            "ok": check.ok,
            "detail": check.detail,
            "next_step": check.next_step,
        },
        f"{mark}  {check.check:9} {check.detail}{step}",
    )
