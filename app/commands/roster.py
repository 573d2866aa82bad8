"""``roster``: take in a registration list, show it, and change single people."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from app.admission.doors import choose_session
from app.bootstrap.event_keys import Signer
from app.bootstrap.rosters import import_roster
from app.commands.context import answer, context, instant
from app.commands.reenter import reenter
from app.commands.roster_report import reported, summary
from app.errors import InputError, UnknownError
from app.model.programme import Programme
from app.model.standing import Booking, Standing
from app.roster.reading import SEPARATORS, Dates, Names, Reading

app = typer.Typer(add_completion=False, help="The list of registered people.", no_args_is_help=True)
app.command("reenter")(reenter)


_Map = Annotated[
    list[str] | None,
    typer.Option("--map", help="field=COLUMN, as often as needed; ignore=COLUMN leaves it out."),
]
_Sheet = Annotated[str | None, typer.Option(help="Which sheet of a workbook.")]
_Encoding = Annotated[str | None, typer.Option(help="utf-8, cp1252, latin-9 ...")]
_Separator = Annotated[str | None, typer.Option(help=", ".join(SEPARATORS))]
_Repair = Annotated[
    bool | None, typer.Option("--repair/--no-repair", help="Mend MÃ¼ller to Müller.")
]
_Names = Annotated[Names | None, typer.Option(help="How Müller, Jana is meant.")]
_Dates = Annotated[Dates | None, typer.Option(help="How 3/4/2026 is meant.")]
_Skip = Annotated[list[int] | None, typer.Option(help="A line to leave alone.")]
_Cancel = Annotated[
    bool, typer.Option("--cancel-vanished", help="Cancel whoever is in the list no more.")
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Change nothing.")]


@app.command("import")
def import_list(
    file: Path,
    map_: _Map = None,
    sheet: _Sheet = None,
    encoding: _Encoding = None,
    separator: _Separator = None,
    repair: _Repair = None,
    names: _Names = None,
    dates: _Dates = None,
    skip: _Skip = None,
    cancel_vanished: _Cancel = False,
    dry_run: _DryRun = False,
) -> None:
    """Read a registration list (CSV, XLSX) and take in what is new or changed."""
    reading = Reading(
        encoding=encoding,
        separator=separator,
        sheet=sheet,
        repair=repair,
        names=names,
        dates=dates,
        columns=tuple(map_ or ()),
    )
    report = import_roster(
        context().workplace,
        file,
        reading=reading,
        is_dry_run=dry_run,
        cancels_vanished=cancel_vanished,
        skipped=skip or (),
    )
    answer(reported(report), summary(report))


@app.command("list")
def show() -> None:
    """Show everybody, sorted by registration id."""
    programme = context().programme
    lookups = context().workplace.journal.lookup_codes()
    for standing in context().workplace.journal.standings():
        answer(
            shown(standing, programme, lookups),
            f"{standing.code}  {standing.status:9}  {standing.person.name}",
        )


@app.command("add")
def add(
    name: Annotated[str | None, typer.Option(help="The whole name.")] = None,
    given: Annotated[str, typer.Option(help="Given names.")] = "",
    family: Annotated[str, typer.Option(help="Family name.")] = "",
    organisation: Annotated[str, typer.Option(help="Where the guest comes from.")] = "",
    category: Annotated[str, typer.Option(help="Gast, Presse ...")] = "",
    email: Annotated[str, typer.Option(help="E-mail address.")] = "",
    session: Annotated[list[str] | None, typer.Option(help="A seat there.")] = None,
    field: Annotated[list[str] | None, typer.Option(help="Any other field=value.")] = None,
) -> None:
    """Register a guest who came without being on any list."""
    named = {
        "name": name or "",
        "given": given,
        "family": family,
        "organisation": organisation,
        "category": category,
        "email": email,
    }
    fields = {key: value for key, value in named.items() if value}
    fields.update(_assignment(text) for text in field or [])
    programme = context().programme
    chosen = [choose_session(programme, text) for text in session or []]
    seats = {one.id: Booking.BOOKED for one in chosen if one is not None}
    standing = context().workplace.registrar.add(fields, sessions=seats)
    _answer(standing)


@app.command("amend")
def amend(registration: str, changes: list[str]) -> None:
    """Correct fields of a person: field=value, an empty value takes a field away."""
    fields = dict(_assignment(text) for text in changes)
    _answer(context().workplace.registrar.amend(registration, fields))


@app.command("substitute")
def substitute(
    registration: str,
    name: Annotated[str, typer.Option(help="Who comes instead.")],
    organisation: Annotated[str, typer.Option(help="Where that person comes from.")] = "",
) -> None:
    """Let another person come in place of one; the seats move, the old code is refused."""
    fields = {"name": name, **({"organisation": organisation} if organisation else {})}
    _answer(context().workplace.registrar.substitute(registration, fields))


@app.command("cancel")
def cancel(registration: str) -> None:
    """Cancel a registration."""
    _answer(context().workplace.registrar.cancel(registration))


@app.command("sign")
def sign(
    registrations: Annotated[list[str], typer.Argument(help="Ids of registrations.")],
    valid_from: Annotated[str | None, typer.Option(help="Not before this time.")] = None,
    valid_until: Annotated[str | None, typer.Option(help="Not after this time.")] = None,
) -> None:
    """Give signed codes to people who registered too late for the stations' lists."""
    here = context()
    signer = Signer(here.data, here.programme)
    begins, ends = (
        instant(text, here.programme) if text else None for text in (valid_from, valid_until)
    )
    for registration in registrations:
        standing = here.workplace.journal.standing(registration)
        if standing is None:
            sentence = f"There is no registration {registration}; roster list shows all."
            raise UnknownError(sentence)
        signed = signer.sign(standing, (begins, ends))
        members = {"id": registration, "name": standing.person.name, "signed": signed}
        answer(members, f"{standing.person.name}: {signed}")


def shown(standing: Standing, programme: Programme, lookups: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON members of a standing."""
    arrived = standing.arrived
    zone = programme.event.zone
    return {
        "id": standing.registration,
        "code": standing.code,
        "lookup": lookups.get(standing.registration, ""),
        "name": standing.person.name,
        "organisation": standing.person.organisation,
        "category": standing.person.category,
        "origin": standing.origin.value,
        "status": standing.status.value,
        "fields": dict(standing.person.fields),
        "sessions": {
            _session_name(programme, key): state.value for key, state in standing.bookings.items()
        },
        "arrived": arrived.at.astimezone(zone).isoformat() if arrived else None,
        "double_admissions": len(standing.double_admissions),
        "badges": standing.badges,
    }


def _answer(standing: Standing) -> None:
    text = f"{standing.person.name}: {standing.code} ({standing.status})"
    lookups = context().workplace.journal.lookup_codes()
    answer(shown(standing, context().programme, lookups), text)


def _session_name(programme: Programme, session: str) -> str:
    return programme.sessions[session].name if session in programme.sessions else session


def _assignment(text: str) -> tuple[str, str]:
    """Return field and value of ``field=value``."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        sentence = f"{text} is not of the form field=value."
        raise InputError(sentence)
    return name.strip(), value
