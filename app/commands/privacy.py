"""``erase`` and ``access``: what people may ask for (GDPR, articles 17 and 15)."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.context import answer, context

erasing = typer.Typer(add_completion=False)
accessing = typer.Typer(add_completion=False)

_Person = Annotated[str, typer.Argument(help="Id, code, e-mail address or whole name.")]


@erasing.command(name="erase")
def erase(
    person: _Person,
    exports: Annotated[
        bool, typer.Option("--exports", help="Wipe files written here that nobody changed, too.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it concerns.")] = False,
) -> None:
    """Erase a person at every station and hub; totals stay, no list brings the person back."""
    from app.bootstrap.privacy import Privacy

    privacy = Privacy(context().workplace)
    registration = privacy.one(person)
    if dry_run:
        concern = privacy.preview(registration)
    else:
        concern = privacy.erase(registration, with_files=exports)
    files = [file.path for file in concern.files]
    verb = "would lose" if dry_run else "lost"
    lines = [f"{concern.entries} entries {verb} their words; the totals stay."]
    lines += [f"The person may also be in {path}; delete it or write it anew." for path in files]
    answer(
        {
            "registrations": list(concern.registrations),
            "entries": concern.entries,
            "files": files,
            "dry_run": dry_run,
        },
        "\n".join(lines),
    )


@accessing.command(name="access")
def access(
    person: _Person,
    out: Annotated[Path | None, typer.Option(help="A PDF or JSON file to write.")] = None,
    language: Annotated[str | None, typer.Option(help="de or en; else the station's.")] = None,
) -> None:
    """Tell everything that is stored about a person, and nothing about anybody else."""
    from app.access import as_json
    from app.bootstrap.privacy import Privacy

    privacy = Privacy(context().workplace)
    registration = privacy.one(person)
    if out is None:
        report = privacy.report(registration)
        answer(as_json(report))
        return
    report = privacy.write_report(registration, out, language or context().settings.language)
    members = {"file": str(out), "entries": len(report.entries), "mentions": report.mentions}
    answer(members, f"{out}: {len(report.entries)} entries.")
