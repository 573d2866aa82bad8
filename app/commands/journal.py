"""``journal show``, ``verify`` and ``rebuild``."""

from datetime import tzinfo
from typing import Annotated, Any

import typer

from app.admission.proof import verify_journal
from app.clock import to_instant
from app.commands.context import NO, YES, answer, context, finish
from app.model.bearings import Moment
from app.model.entry import Entry

app = typer.Typer(
    add_completion=False, help="The journal: what happened, never changed.", no_args_is_help=True
)


@app.command("show")
def show(
    since: Annotated[int, typer.Option(min=0, help="Only entries behind this position.")] = 0,
) -> None:
    """Show the entries in the order in which they came to this machine."""
    journal = context().workplace.journal
    zone, bearings = journal.programme().event.zone, journal.bearings()
    for position, entry in journal.entries(since):
        moment = bearings.moment(entry)
        answer(_shown(position, entry, moment, zone), _line(position, entry, moment))


@app.command("verify")
def verify() -> None:
    """Check every chain and digest; two machines with the same entries print the same."""
    journal = context().workplace.journal
    proof = verify_journal((entry for _, entry in journal.entries()), journal.standings())
    answer(
        {
            "entries": proof.entries,
            "ok": proof.is_sound,
            "digest": proof.digest,
            "standings": proof.standings,
            "problems": list(proof.problems),
        }
    )
    finish(YES if proof.is_sound else NO)


@app.command("rebuild")
def rebuild() -> None:
    """Make all views again from the journal."""
    count = context().workplace.journal.rebuild()
    answer({"standings": count}, f"{count} standings were made again from the journal.")


def _shown(position: int, entry: Entry, moment: Moment, zone: tzinfo) -> dict[str, Any]:
    return {
        "position": position,
        "id": entry.id,
        "station": entry.station,
        "seq": entry.seq,
        "kind": entry.kind,
        "at": to_instant(moment.ms).astimezone(zone).isoformat(),
        "unsure": moment.is_unsure,
        "registration": entry.registration,
        "session": entry.session,
        "ref": entry.ref,
        "payload": entry.payload,
    }


def _line(position: int, entry: Entry, moment: Moment) -> str:
    at, mark = to_instant(moment.ms), "?" if moment.is_unsure else " "
    return f"{position:6}  {at:%Y-%m-%d %H:%M:%S}Z{mark} {entry.station}/{entry.seq}  {entry.kind}"
