"""What exports are made from: everything that the journal says, read once."""

from pathlib import Path

from app.bootstrap.numbers import doings_of
from app.bootstrap.workplace import Workplace
from app.clock import to_instant
from app.model.programme import Session
from app.reentry import PaperLists
from app.reports.kinds import Kind
from app.reports.paper_files import tables_of
from app.reports.source import Options, Source
from app.settings import Settings

LOGOS = "logos"
"""The folder, in the data folder, of pictures that papers show when none are named."""

_PICTURES = (".png", ".svg")


def source_of(
    workplace: Workplace,
    kind: Kind,
    settings: Settings,
    *,
    session: Session | None = None,
    language: str | None = None,
    options: Options | None = None,
) -> Source:
    """Return what an export of *kind* is made from, as things are now."""
    journal = workplace.journal
    doings = doings_of(journal)
    doings.read()
    return Source(
        programme=journal.programme(),
        standings=journal.standings(),
        session=session,
        counted=doings.counted,
        language=language or settings.language,
        prints=settings.prints_on_arrival,
        now=to_instant(workplace.clock.read().wall_ms),
        lookups=journal.lookup_codes() if kind is Kind.CODES else {},
        doings=doings,
        options=options or Options(),
        label=PaperLists(journal).next_pack() if kind is Kind.FALLBACK else "",
    )


def remember_lists(workplace: Workplace, source: Source) -> list[str]:
    """Record whose rows the lists of a fallback pack have; return the lists' names.

    Do so before they are printed: a list that nobody printed does no harm.
    """
    tables = tables_of(source)
    rows = {table.name: [one.registration for one in table.people] for table in tables}
    PaperLists(workplace.journal).remember(rows)
    return list(rows)


def logos_in(data: Path) -> tuple[Path, ...]:
    """Return the pictures of the data folder that papers show, by name."""
    folder = data / LOGOS
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(path for path in found if path.suffix.lower() in _PICTURES))
