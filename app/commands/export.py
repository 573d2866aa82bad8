"""``export``: lists, figures and codes as files."""

from pathlib import Path
from typing import Annotated

import typer

from app.clock import to_instant
from app.commands.context import answer, context

app = typer.Typer(add_completion=False)


@app.command(name="export")
def write(
    kind: Annotated[
        str,
        typer.Argument(
            help="arrivals, attendance, no-shows, codes, aggregate, training,"
            " signature-list, certificates."
        ),
    ],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    form: Annotated[
        str | None,
        typer.Option("--format", help="csv, xlsx, json or pdf; else by the file's ending."),
    ] = None,
    session: Annotated[str | None, typer.Option(help="Only this session.")] = None,
    language: Annotated[str | None, typer.Option(help="de or en; else the station's.")] = None,
    series_word: Annotated[
        str | None,
        typer.Option("--series", help="Aggregate: the word on which the hosts of a series agreed."),
    ] = None,
) -> None:
    """Write who came, who did not, the numbers, or the codes to send."""
    from app.bootstrap.numbers import doings_of
    from app.reports.export import Kind, Source, chosen, export
    from app.reports.series import series_key

    wanted, written_as = chosen(kind, form, out)
    journal = context().workplace.journal
    doings = doings_of(journal)
    doings.read()
    source = Source(
        programme=context().programme,
        standings=journal.standings(),
        session=context().session(session) if session else None,
        counted=doings.counted,
        doings=doings,
        series_key=series_key(series_word) if series_word else None,
        language=language or context().settings.language,
        prints=context().settings.prints_on_arrival,
        now=to_instant(context().workplace.clock.read().wall_ms),
        lookups=journal.lookup_codes() if wanted is Kind.CODES else {},
    )
    number = export(wanted, written_as, out, source)
    answer(
        {"kind": wanted.value, "format": written_as.value, "file": str(out), "rows": number},
        f"{out}: {number} rows.",
    )
