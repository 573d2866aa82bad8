"""``decode``: read the codes in picture files, the way the camera reads them."""

import time
from pathlib import Path

import typer

from app.commands.context import NO, YES, answer, finish
from app.reading.optical import read_image
from app.reading.payload import shown

app = typer.Typer(add_completion=False)


@app.command()
def decode(images: list[Path]) -> None:
    """Read the QR codes in pictures; a picture without any makes the answer no."""
    is_all_found = True
    for image in images:
        start = time.perf_counter()
        texts = read_image(image)
        took_ms = (time.perf_counter() - start) * 1000
        is_all_found = is_all_found and bool(texts)
        answer(
            {"file": str(image), "texts": texts, "ms": round(took_ms, 2)},
            f"{image}: {', '.join(map(shown, texts)) or 'no code found'}",
        )
    finish(YES if is_all_found else NO)
