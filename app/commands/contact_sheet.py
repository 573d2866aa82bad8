"""Names of all scripts on a few sheets, for those who can read them to look over."""

from collections.abc import Iterator
from pathlib import Path

from app.badge.design import Design
from app.badge.fields import TextField, Type
from app.badge.fonts import bundled_fonts
from app.badge.raster import page_image
from app.badge.render import BadgeRenderer
from app.badge.stock import Grid, Stock
from app.model.badge import BadgeContent
from app.paths import resources_dir

NAMES = "contact-names.txt"
_DPI = 130
_STOCK = Stock(
    format=1,
    name="Contact sheet",
    width=50,
    height=23,
    sheet=Grid(
        width=210,
        height=297,
        columns=4,
        rows=12,
        left=5,
        top=10,
        pitch_x=50,
        pitch_y=23,
    ),
)
_FIELDS = (
    TextField(
        box=(2, 1, 46, 15),
        text="{name}",
        type=Type(size=20, weight=700, lines=2),
        align="start",
    ),
    TextField(box=(2, 17, 46, 4), text="{organisation}", type=Type(size=6.5), colour="#666666"),
)


def write_contact_sheets(folder: Path) -> list[Path]:
    """Write ``contact-sheet.pdf`` into *folder* and a picture of each page; return the pictures."""
    design = Design(
        name="Contact sheet", stock=_STOCK, family="IBM Plex Sans", fields=_FIELDS, categories=()
    )
    rendered = BadgeRenderer(design, bundled_fonts()).render(_contents())
    (folder / "contact-sheet.pdf").write_bytes(rendered.pdf)
    pictures = []
    for page in range(rendered.pages):
        path = folder / f"contact-sheet-{page + 1}.png"
        page_image(rendered.pdf, _DPI, page).save(path)
        pictures.append(path)
    return pictures


def _contents() -> Iterator[BadgeContent]:
    """Yield the names of the samples, each with script and language in small letters."""
    script = ""
    lines = (resources_dir() / "samples" / NAMES).read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        language, tab, name = line.partition("\t")
        if line.startswith("["):
            script = line.strip("[]")
        elif tab:
            label = f"{script} · {language}"
            yield BadgeContent(code=str(number), name=name, language=language, organisation=label)
