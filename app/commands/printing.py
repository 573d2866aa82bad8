"""``print``: badges of certain people, the open jobs again, the queue, the printers, a ruler."""

from typing import Annotated, Any

import typer

from app.bootstrap.badges import BadgeDesk
from app.bootstrap.print_room import PrintRoom
from app.commands.badges import standings_of
from app.commands.context import NO, YES, answer, context, finish
from app.errors import InputError
from app.model.badge import BadgeJob, JobState
from app.printing.spooler import printers

app = typer.Typer(add_completion=False)

QUEUE = "queue"
PRINTERS = "printers"
TEST = "test"


@app.command("print")
def print_badges(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            help="Whose badges; queue: the jobs, printers: the printers, test: a ruler."
        ),
    ] = None,
    printer: Annotated[
        str | None,
        typer.Option(help="A printer of the system, ipp://…, zpl://HOST:PORT or folder:DIR."),
    ] = None,
) -> None:
    """Print badges; without a code the open jobs are tried again."""
    if codes == [PRINTERS]:
        _show_printers()
        return
    here = context()
    badges = BadgeDesk(here.workplace, here.settings)
    room = PrintRoom(here.workplace, here.settings, badges)
    if codes == [QUEUE]:
        for job in room.jobs():
            _show(job)
        return
    if codes == [TEST]:
        _print_ruler(room, printer)
        return
    _print(room, codes, printer)


def _print(room: PrintRoom, codes: list[str] | None, printer: str | None) -> None:
    jobs = (
        [room.print_badge(one.registration, printer) for one in list(standings_of(codes))]
        if codes
        else room.print_open(printer)
    )
    jobs = room.settle(jobs)
    for job in jobs:
        _show(job)
    finish(YES if all(_is_out(job) for job in jobs) else NO)


def _is_out(job: BadgeJob) -> bool:
    """Whether a printer has it and says nothing bad about it."""
    return not job.reason and job.state not in (JobState.OPEN, JobState.FAILED)


def _print_ruler(room: PrintRoom, printer: str | None) -> None:
    """Print the page to hold a ruler against."""
    if printer is None and not room.printer_name():
        sentence = "No printer is set; name one with --printer."
        raise InputError(sentence)
    receipt = room.print_ruler(printer)
    name = room.printer_name() if printer is None else printer
    shown = {"printer": name, "state": receipt.state.value, "reason": receipt.reason}
    answer(shown, f"{receipt.state.value:8} {name} {receipt.reason}")


def _show_printers() -> None:
    """Show the printers of the system, and those of the settings that it does not know."""
    settings = context().settings
    chosen = [name for name in (settings.printer, *settings.printers) if name]
    for name in dict.fromkeys([*printers(), *chosen]):
        answer({"printer": name}, name)


def _show(job: BadgeJob) -> None:
    answer(_shown(job), f"{job.state.value:8} {job.printer or 'default printer'} {job.reason}")


def _shown(job: BadgeJob) -> dict[str, Any]:
    standing = context().workplace.journal.standing(job.registration)
    return {
        "id": job.id,
        "code": standing.code if standing else "",
        "name": standing.person.name if standing else "",
        "printer": job.printer,
        "state": job.state.value,
        "reason": job.reason,
    }
