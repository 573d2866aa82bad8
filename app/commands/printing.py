"""``print``: badges of certain people, the open jobs again, the queue, the printers."""

from typing import Annotated, Any

import typer

from app.bootstrap.badges import BadgeDesk
from app.commands.badges import standings_of
from app.commands.context import NO, YES, answer, context, finish
from app.model.badge import BadgeJob, JobState
from app.printing.spooler import printers

app = typer.Typer(add_completion=False)

QUEUE = "queue"
PRINTERS = "printers"


@app.command("print")
def print_badges(
    codes: Annotated[
        list[str] | None,
        typer.Argument(help="Whose badges; queue shows the jobs, printers the printers."),
    ] = None,
    printer: Annotated[
        str | None, typer.Option(help="A printer of the system, or folder:DIR.")
    ] = None,
) -> None:
    """Print badges; without a code the open jobs are tried again."""
    if codes == [PRINTERS]:
        for name in printers():
            answer({"printer": name}, name)
        return
    here = context()
    desk = BadgeDesk(here.workplace, here.settings)
    if codes == [QUEUE]:
        for job in desk.jobs():
            _show(job)
        return
    jobs = (
        [desk.print_badge(one.registration, printer) for one in list(standings_of(codes))]
        if codes
        else desk.print_open(printer)
    )
    for job in jobs:
        _show(job)
    is_done = all(job.state in (JobState.SENT, JobState.PRINTED) for job in jobs)
    finish(YES if is_done else NO)


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
