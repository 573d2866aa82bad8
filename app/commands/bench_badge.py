"""Badges: one for the guest at the desk, and a pile before the doors open, beside other ways."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from app.badge.design import Design, bundled_designs, load_design
from app.badge.fonts import bundled_fonts
from app.badge.qr import dark_runs, qr_matrix
from app.badge.render import BadgeRenderer
from app.commands.bench_badge_peers import FpdfBadges, TypstBadges, words_for_all
from app.commands.bench_crowd import Crowd
from app.commands.bench_times import percentiles, timed_ms
from app.model.badge import BadgeContent

SINGLES = 200
SLOW_SINGLES = 20
PILE = 10_000
_PILE_FACTOR = 17
SLOW_BATCH = 100
SLOW_MS = 30.0
OWN = "empfang"
DESIGN = "a6"
_LOGO = """
[[field]]
kind = "image"
box = [8, 28.5, 18, 5.2]
src = "logo.png"
align = "left"
"""

Many = Callable[[Sequence[BadgeContent]], bytes]


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return what a warm badge takes, a batch of *size* and a pile of up to ten thousand.

    With 200 badges and more the other ways set the same words on the same page. Nothing is
    kept from one figure to the next but what a process that runs all day keeps: fonts.
    """
    design = _design(folder)
    contents = _contents(max(size, SINGLES))
    figures = {"size": size, **_own(design, contents[:size])}
    figures["pile_peak_mb"] = _peak_mb()
    figures |= _qr_alone(contents[:size])
    renderer = _fresh(design)
    ways: dict[str, Many] = {OWN: lambda some: renderer.render(some).pdf}
    if size >= SINGLES:
        ways |= _peers(folder)
    peers = {name: _peer(many, contents[:size]) for name, many in ways.items() if name != OWN}
    times = _singles(ways, contents[: min(size, SINGLES)])
    for name, figures_of_peer in peers.items():
        figures_of_peer.update(percentiles(times[name]))
    return {**figures, **percentiles(times[OWN]), **({"peers": peers} if peers else {})}


def _own(design: Design, batch: Sequence[BadgeContent]) -> dict[str, Any]:
    renderer = BadgeRenderer(design, bundled_fonts())
    _, cold_ms = timed_ms(renderer.warm)
    one = renderer.render(batch[:1]).pdf
    renderer = _fresh(design)
    many, batch_ms = timed_ms(lambda: renderer.render(batch))
    logo = sum(
        len(picture.rows) for picture in design.pictures.values() if hasattr(picture, "rows")
    )
    renderer = _fresh(design)
    pile_size = min(PILE, len(batch) * _PILE_FACTOR)
    pile, pile_ms = timed_ms(lambda: renderer.render(_guests(pile_size)))
    return {
        "cold_ms": round(cold_ms, 1),
        "one_bytes": len(one),
        "batch_ms": round(batch_ms, 1),
        "batch_badges_per_s": round(len(batch) / batch_ms * 1000),
        "batch_bytes_each": round((len(many.pdf) - logo) / len(batch)),
        "pile_size": pile_size,
        "pile_s": round(pile_ms / 1000, 2),
        "pile_bytes_each": round((len(pile.pdf) - logo) / pile_size),
    }


def _singles(ways: Mapping[str, Many], guests: Sequence[BadgeContent]) -> dict[str, list[float]]:
    """Return the milliseconds of one badge after the other, the ways taking turns.

    So whatever else the machine does meets all of them; a slow way stops early.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number, one in enumerate(guests):
        for name, many in ways.items():
            if number >= SLOW_SINGLES and sum(times[name]) > SLOW_MS * number:
                continue
            qr_matrix.cache_clear()
            times[name].append(timed_ms(lambda: many([one]))[1])  # noqa: B023 - called at once
    return times


def _fresh(design: Design) -> BadgeRenderer:
    """Return a renderer that has seen no guest yet."""
    qr_matrix.cache_clear()
    renderer = BadgeRenderer(design, bundled_fonts())
    renderer.warm()
    return renderer


def _peer(many: Many, contents: Sequence[BadgeContent]) -> dict[str, Any]:
    """Return the figures of another way for a batch; a slow one is given fewer badges."""
    qr_matrix.cache_clear()
    _, cold_ms = timed_ms(lambda: many(contents[-1:]))
    _, second_ms = timed_ms(lambda: many(contents[-2:-1]))
    count = len(contents) if second_ms < SLOW_MS else min(len(contents), SLOW_BATCH)
    pdf, batch_ms = timed_ms(lambda: many(contents[:count]))
    return {
        "cold_ms": round(cold_ms, 1),
        "batch": count,
        "batch_badges_per_s": round(count / batch_ms * 1000),
        "batch_bytes_each": round(len(pdf) / count),
    }


def _peers(folder: Path) -> dict[str, Many]:
    """Return the other ways that are installed."""
    book = bundled_fonts()
    fonts = book.paths[0].parent
    found: dict[str, Many] = {}
    for peer in (TypstBadges, FpdfBadges):
        try:
            found[peer.name] = peer(folder, fonts, book.families).many
        except ImportError:
            continue
    try:
        from ui.qt_badges import QtBadges
    except ImportError:
        return found
    qt = QtBadges(folder / "logo.png", book.paths, book.families)
    found[qt.name] = lambda contents: qt.many([_qt_page(content) for content in contents])
    return found


def _qt_page(content: BadgeContent) -> tuple[dict[str, str], int, list[tuple[int, int, int]]]:
    matrix = qr_matrix(content.code)
    return words_for_all(content), len(matrix), dark_runs(matrix)


def _qr_alone(contents: Sequence[BadgeContent]) -> dict[str, float]:
    qr_matrix.cache_clear()
    codes = [timed_ms(lambda: qr_matrix(one.code))[1] for one in contents]  # noqa: B023 - called at once
    return percentiles(codes, "bare_qr_")


def _design(folder: Path) -> Design:
    """Return the usual design with a logo that all badges share."""
    logo = Image.new("RGB", (900, 260), "white")
    pen = ImageDraw.Draw(logo)
    for ring in range(18):
        left, top = ring * 48, 20 + 9 * (ring % 5)
        colour = (20 + 12 * ring, 90, 220 - 10 * ring)
        pen.ellipse((left, top, left + 190, top + 190), outline=colour, width=9)
    logo.save(folder / "logo.png")
    path = folder / "bench.toml"
    text = bundled_designs()[DESIGN].read_text(encoding="utf-8")
    path.write_text(text + _LOGO, encoding="utf-8")
    return load_design(path)


def _contents(size: int) -> list[BadgeContent]:
    return list(_guests(size))


def _guests(size: int) -> Any:
    return (
        BadgeContent(
            code=code,
            name=f"{fields['given']} {fields['family']}",
            given=fields["given"],
            family=fields["family"],
            organisation=fields["organisation"],
            category=fields["category"],
            event="Düsseldorf meets International Talents",
            date="3. Dezember 2026",
            session="Workshop 2: Bewerben in Deutschland",
            room="1.04, 1. Obergeschoss",
        )
        for code, fields in Crowd(size).people()
    )


def _peak_mb() -> float | None:
    """Return the most memory that this process ever held; unknown on Windows."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
