"""What an import has found, in words and as JSON."""

from collections.abc import Iterator
from typing import Any

from app.bootstrap.rosters import Import


def reported(report: Import) -> dict[str, Any]:
    """Return the JSON members of an import."""
    listing = report.listing
    return {
        "read": report.read,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "cancelled": report.cancelled,
        "vanished": report.vanished,
        "refused": [{"line": line, "reason": reason} for line, reason in report.refused],
        "duplicates": [
            {
                "line": one.line,
                "name": one.name,
                "like": one.other_name,
                "id": one.registration or None,
                "like_line": one.other_line or None,
            }
            for one in report.duplicates
        ],
        "damaged": [
            {"line": one.line, "text": one.text, "meant": one.mended or None}
            for one in report.damaged
        ],
        "encoding": listing.table.encoding or None if listing else None,
        "columns": dict(zip(listing.table.headings, listing.columns.fields, strict=True))
        if listing
        else {},
    }


def summary(report: Import) -> str:
    """Return an import in sentences."""
    counts = (
        f"{report.read} rows: {report.new} new, {report.changed} changed, {report.unchanged}"
        f" unchanged, {report.cancelled} cancelled, {report.vanished} no longer in the list."
    )
    return "\n".join([counts, *_remarks(report)])


def _remarks(report: Import) -> Iterator[str]:
    for line, reason in report.refused:
        yield f"Line {line} was left out: {reason}"
    for one in report.duplicates:
        where = f"line {one.other_line}" if one.other_line else "a registration that is here"
        yield f"Line {one.line} may be a double: {one.name} is like {one.other_name}, {where}."
    for damage in report.damaged:
        if not damage.mended:
            yield f"Line {damage.line} has lost a letter: {damage.text}; correct it in the list."
