"""Badges: one for the guest at the desk, and a pile before the doors open."""

from pathlib import Path
from typing import Any

from app.badge.design import find_design
from app.badge.fonts import bundled_fonts
from app.badge.qr import qr_matrix
from app.badge.render import BadgeRenderer
from app.commands.bench_crowd import Crowd
from app.commands.bench_times import percentiles, timed_ms
from app.model.badge import BadgeContent

SINGLES = 200
DESIGN = "a6"


def measure(_folder: Path, size: int) -> dict[str, Any]:
    """Return what a warm badge takes, and a batch of *size*, beside the QR codes alone."""
    contents = _contents(size)
    renderer = BadgeRenderer(find_design(DESIGN), bundled_fonts())
    _, cold_ms = timed_ms(renderer.warm)
    singles = [timed_ms(lambda: renderer.render([one]))[1] for one in contents[:SINGLES]]  # noqa: B023 - called at once
    qr_matrix.cache_clear()
    batch, batch_ms = timed_ms(lambda: renderer.render(contents))
    qr_matrix.cache_clear()
    codes = [timed_ms(lambda: qr_matrix(one.code))[1] for one in contents]  # noqa: B023 - called at once
    return {
        "size": size,
        "cold_ms": round(cold_ms, 1),
        **percentiles(singles),
        "batch_ms": round(batch_ms, 1),
        "batch_badges_per_s": round(size / batch_ms * 1000),
        "batch_bytes": len(batch.pdf),
        **percentiles(codes, "bare_qr_"),
    }


def _contents(size: int) -> list[BadgeContent]:
    return [
        BadgeContent(
            code=code,
            name=f"{fields['given']} {fields['family']}",
            given=fields["given"],
            family=fields["family"],
            organisation=fields["organisation"],
            category=fields["category"],
            event="Bench",
        )
        for code, fields in Crowd(size).people()
    ]
