"""Pictures of the organiser's pages, with real guests of the event."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEventLoop, QObject, QSize, QTimer, SignalInstance

from app.clock import Clock
from app.model.programme import Programme
from ui.desk import Desk
from ui.language import LANGUAGES, Language, language
from ui.pages.organiser import OrganiserPage
from ui.pages.organiser_work import OrganiserWork
from ui.theme import UNITS_PER_INCH, Look, look_for

_DESIGN = "a6"
_CHOSEN = (4, 0)
"""The large line of the name in the shipped design."""
_LONGEST_MS = 20_000


class _Spoken(Protocol):
    def set_language(self, language: Language) -> None: ...


def save_badges(
    desk: Desk,
    programme: Programme,
    out_dir: Path,
    size: QSize,
    themes: tuple[str, ...],
    clock: Clock,
) -> list[Path]:
    """Draw every place of the organiser in every theme and language; nothing is changed.

    Returns:
        The PNG files ``designer-THEME-LANGUAGE.png``, ``preflight-…``, ``questions-…`` and
        ``hub-…`` in *out_dir*.
    """
    spoken = [language(name, programme.event.zone) for name in LANGUAGES]
    page = OrganiserPage()
    page.resize(size)
    looks = [look_for(theme, size, UNITS_PER_INCH) for theme in themes]
    _dress(page, looks[0])
    work = OrganiserWork(page, desk, spoken[0], _DESIGN, clock)
    work.set_language(spoken[0])
    paths = []
    for name, part in _opened(page, work):
        for look in looks:
            _dress(page, look)
            for tongue in spoken:
                page.set_language(tongue)
                part.set_language(tongue)
                paths.append(out_dir / f"{name}-{look.theme}-{tongue.name}.png")
                page.grab().save(str(paths[-1]))
    work.close()
    page.deleteLater()
    return paths


def _dress(page: OrganiserPage, look: Look) -> None:
    page.setStyleSheet(look.sheet())
    page.set_look(look)


def _opened(page: OrganiserPage, work: OrganiserWork) -> Iterator[tuple[str, _Spoken]]:
    """Open one place after the other; yield its name and who speaks there when it is ready."""
    work.open("design")
    # A page that is not shown takes its sizes only now; the proofs must know them.
    page.grab()
    proofs = work.designer.presenter.proofs
    _await(proofs.offered, page)
    # What was drawn before the guests were known comes first.
    _await(proofs.proofed, page)
    work.designer.presenter.select(_CHOSEN)
    proofs.next_case(0)
    _await(proofs.proofed, page)
    yield "designer", work.designer
    work.open("check")
    while work.check.presenter.check.is_running:
        _await(work.check.presenter.shown, page)
    yield "preflight", work.check
    work.open("questions")
    _await(work.questions.presenter.shown, page)
    yield "questions", work.questions
    work.open("hub")
    _await(work.hub.presenter.shown, page)
    yield "hub", work.hub


def _await(signal: SignalInstance, parent: QObject) -> None:
    """Let workers go on until *signal* comes, or for so long that something is wrong."""
    loop = QEventLoop(parent)
    signal.connect(loop.quit)
    QTimer.singleShot(_LONGEST_MS, loop, loop.quit)
    loop.exec()
