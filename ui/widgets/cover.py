"""What lies over everything else: Tab does not lead to what nobody sees below it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_within(cover: QWidget, *, is_next: bool) -> None:
    """Move the focus on to the next thing on *cover*, or back; to the cover where there is none."""
    start = next((one for one in cover.findChildren(QWidget) if one.hasFocus()), cover)
    others = (one for one in _ring(start, is_next=is_next) if _takes_tab(one, cover))
    reasons = Qt.FocusReason
    found = next(others, start)
    found.setFocus(reasons.TabFocusReason if is_next else reasons.BacktabFocusReason)


def _ring(start: QWidget, *, is_next: bool) -> Iterator[QWidget]:
    """Yield all other widgets of the window in the order of Tab, beginning behind *start*."""
    found: QWidget | None = start
    while found is not None:
        found = found.nextInFocusChain() if is_next else found.previousInFocusChain()
        if found is None or found == start:
            return
        yield found


def _takes_tab(widget: QWidget, cover: QWidget) -> bool:
    is_there = cover.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled()
    tab = Qt.FocusPolicy.TabFocus
    return is_there and widget.focusPolicy() & tab == tab
