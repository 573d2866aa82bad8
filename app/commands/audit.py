"""``audit``: who took which file out of the event."""

import typer

from app.commands.context import answer, context

app = typer.Typer(add_completion=False)


@app.command(name="audit")
def show() -> None:
    """Show every export that this station knows of, latest first."""
    from app.bootstrap.privacy import Privacy

    zone = context().programme.event.zone
    for line in Privacy(context().workplace).audit():
        at, said = line.at.astimezone(zone), line.exported
        members = {"at": at.isoformat(), "station": line.station}
        if said is None:
            answer({**members, "kind": None}, f"{at:%Y-%m-%d %H:%M}  {line.station}  (deleted)")
            continue
        what = {
            "kind": said.what,
            "format": said.form,
            "rows": said.rows,
            "purpose": said.purpose,
            "by": said.by.value,
        }
        text = f"{at:%Y-%m-%d %H:%M}  {line.station}  {said.by.value}  {said.what}.{said.form}"
        answer({**members, **what}, f"{text}  {said.rows} rows  {said.purpose}".rstrip())
