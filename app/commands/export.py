"""``export``: lists, papers, figures and codes as files."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.context import NO, answer, context, finish
from app.errors import InputError
from app.model.standing import Standing

if TYPE_CHECKING:
    from app.reports.export import Format, Kind, Options, Source
    from app.reports.source import Encoding

app = typer.Typer(add_completion=False)

_KINDS = (
    "arrivals, attendance, no-shows, codes, mail-merge, catering, third-party, aggregate, report,"
    " signature-list, certificates, evacuation, fallback, training."
)


What = Annotated[str, typer.Argument(help=_KINDS)]
Out = Annotated[Path, typer.Option(help="The file to write.")]
Form = Annotated[
    str | None, typer.Option("--format", help="csv, xlsx, json or pdf; else by the file's ending.")
]
Door = Annotated[str | None, typer.Option(help="Only this session.")]
Spoken = Annotated[str | None, typer.Option(help="de or en; else the station's.")]
Whom = Annotated[
    str, typer.Option(help="mail-merge: arrived, no-show, walk-in, waiting or cancelled.")
]
Purpose = Annotated[
    str,
    typer.Option(
        help="mail-merge: the column that says who agreed, or event for what the event needs."
    ),
]
Diets = Annotated[str, typer.Option(help="catering: the column with diets.")]
Consent = Annotated[str, typer.Option(help="catering: the column that says who agreed.")]
Guest = Annotated[str, typer.Option(help="certificates: only this registration's.")]
Each = Annotated[
    bool, typer.Option("--each", help="certificates: a file a guest in the folder OUT.")
]
Desks = Annotated[int, typer.Option(help="fallback: how many lists.")]
Letters = Annotated[str, typer.Option(help="CSV: utf-8 or cp1252.")]
Logos = Annotated[
    list[Path] | None, typer.Option(help="Papers: a PNG or SVG file, as often as needed.")
]

Series = Annotated[
    str | None, typer.Option("--series", help="aggregate: the word on which a series agreed.")
]


@app.command(name="export")
def write(
    kind: What,
    out: Out,
    form: Form = None,
    session: Door = None,
    language: Spoken = None,
    status: Whom = "",
    purpose: Purpose = "",
    column: Diets = "",
    consent: Consent = "",
    guest: Guest = "",
    each: Each = False,
    desks: Desks = 4,
    encoding: Letters = "utf-8",
    logo: Logos = None,
    series_word: Series = None,
) -> None:
    """Write who came, who did not, the numbers, papers, or the codes to send."""
    from app.bootstrap.paper_sources import logos_in
    from app.reports.export import Options, chosen
    from app.reports.series import series_key

    wanted, written_as = chosen(kind, form, out)
    options = Options(
        status=status,
        purpose=purpose,
        column=column,
        consent=consent,
        guest=guest,
        is_each=each,
        desks=desks,
        encoding=_encoding(encoding),
        logos=tuple(logo or logos_in(context().data)),
    )
    source = _source(wanted, session, language, options)
    key = series_key(series_word) if series_word else None
    _write(wanted, written_as, out, replace(source, series_key=key))


def _source(
    kind: "Kind", session: str | None, language: str | None, options: "Options"
) -> "Source":
    from app.bootstrap.knowledge import Knowledge, hub_members
    from app.bootstrap.paper_sources import source_of
    from app.reports.export import Kind

    here = context()
    source = source_of(
        here.workplace,
        kind,
        here.settings,
        session=here.session(session) if session else None,
        language=language,
        options=options,
    )
    if kind not in (Kind.EVACUATION, Kind.REPORT):
        return source
    knowledge = Knowledge(here.workplace, lambda: hub_members(here.workplace))
    return replace(source, contacts=knowledge.ask_now())


def _write(kind: "Kind", form: "Format", out: Path, source: "Source") -> None:
    from app.bootstrap.paper_sources import remember_lists
    from app.reports.export import Kind, export, unwritable
    from app.reports.source import Encoding

    lists = remember_lists(context().workplace, source) if kind is Kind.FALLBACK else []
    number = export(kind, form, out, source)
    _note(out, kind, form, number, source)
    damaged = unwritable(kind, source)
    members = {"kind": kind.value, "format": form.value, "file": str(out), "rows": number}
    more = {"lists": lists} if lists else {}
    is_narrow = source.options.encoding is not Encoding.UTF_8
    hurt = {"damaged": [_damaged(*one) for one in damaged]} if is_narrow else {}
    answer({**members, **more, **hurt}, _summary(out, number, damaged))
    if damaged:
        finish(NO)


def _encoding(text: str) -> "Encoding":
    from app.reports.source import Encoding

    if text.lower() not in list(Encoding):
        sentence = f"Files are written in {' or '.join(Encoding)}, not in {text}."
        raise InputError(sentence)
    return Encoding(text.lower())


def _damaged(standing: Standing, signs: str) -> dict[str, str]:
    return {"id": standing.registration, "name": standing.person.name, "signs": signs}


def _summary(out: Path, number: int, damaged: list[tuple[Standing, str]]) -> str:
    lines = [f"{out}: {number} rows."]
    if damaged:
        lines.append(f"{len(damaged)} people have letters that this encoding lacks, written as ?:")
    lines += [f"  {one.person.name}: {' '.join(signs)}" for one, signs in damaged]
    return "\n".join(lines)


def _note(out: Path, kind: "Kind", form: "Format", number: int, source: "Source") -> None:
    """Let the audit know; a file that it does not know of is not handed out."""
    from app.auditing import Exported
    from app.bootstrap.written import note_written
    from app.reports.paper_files import files_of

    purpose = source.options.purpose
    exported = Exported(what=kind.value, form=form.value, rows=number, purpose=purpose)
    note_written(context().workplace, files_of(kind, out, source), exported)
