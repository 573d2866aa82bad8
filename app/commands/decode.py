"""``decode``: read the codes in picture files, the way the camera reads them."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.bench_times import cpu_ms
from app.commands.context import NO, YES, answer, finish
from app.reading.optical import Symbology, load_image, read_picture
from app.reading.payload import shown

app = typer.Typer(add_completion=False)


@app.command()
def decode(
    images: list[Path],
    also: Annotated[list[Symbology] | None, typer.Option(help="Another sort of code.")] = None,
) -> None:
    """Read the QR codes in pictures; a picture without any makes the answer no.

    ``ms`` is the CPU time of reading, without that of loading the file.
    """
    is_all_found = True
    for image in images:
        plane = load_image(image)
        texts, took_ms = cpu_ms(lambda: read_picture(plane, also=also or ()))  # noqa: B023 - called at once
        is_all_found = is_all_found and bool(texts)
        answer(
            {"file": str(image), "texts": texts, "ms": round(took_ms, 2)},
            f"{image}: {', '.join(map(shown, texts)) or 'no code found'}",
        )
    finish(YES if is_all_found else NO)
