"""``doctor``: the self-test."""

import typer
from ui.cameras import check_cameras

from app.bootstrap.selftest import Check, self_test
from app.clock import SystemClock
from app.commands.context import NO, YES, answer, context, finish

app = typer.Typer()


@app.command()
def doctor() -> None:
    """Check what could spoil the day; each failure says what to do."""
    here = context()
    is_well = True
    for check in self_test(lambda: here.workplace, here.data, SystemClock()):
        _show(check)
        is_well = is_well and check.ok
    camera = Check("camera", *check_cameras())
    _show(camera)
    finish(YES if is_well and camera.ok else NO)


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
