"""``badge layout``: a badge layout of pretix becomes a design of this machine."""

from pathlib import Path
from typing import Annotated

import typer

from app.badge.library import DesignLibrary
from app.badge.pretix_adopt import adopt, layout_of
from app.commands.context import answer, context
from app.errors import FileError

_FOLDER = "designs"


def layout(
    file: Annotated[Path, typer.Argument(help="The layout, JSON as pretix exports it.")],
    background: Annotated[Path | None, typer.Option(help="Its background, a PDF.")] = None,
    name: Annotated[str, typer.Option(help="What to call the design.")] = "",
) -> None:
    """Make a design of a badge layout of pretix and say what it cannot keep."""
    text = _read(file).decode("utf-8", "replace")
    given = layout_of(text, name or file.stem, _read(background) if background else b"")
    library = DesignLibrary(context().workplace.file.path.parent.parent / _FOLDER)
    made = adopt(library, given)
    remarks = [remark.sentence for remark in made.remarks]
    answer(
        {"design": made.name, "file": str(made.path), "remarks": remarks},
        "\n".join([f"{made.name}: {made.path}", *remarks]),
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        sentence = f"{path} cannot be read ({error.strerror}); check the path."
        raise FileError(sentence) from error
