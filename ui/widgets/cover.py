"""What lies over everything else: Tab does not lead to what nobody sees below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_within(cover: QWidget, *, is_next: bool) -> None:
    """Move the focus on to the next thing on *cover*, or back; to the cover where there is none."""
    start = found = cover.window().focusWidget() or cover
    while (found := _neighbour(found, is_next=is_next)) != start:
        if _takes_tab(found, cover):
            break
    if _takes_tab(found, cover):
        reasons = Qt.FocusReason
        found.setFocus(reasons.TabFocusReason if is_next else reasons.BacktabFocusReason)
    else:
        cover.setFocus()


def _neighbour(widget: QWidget, *, is_next: bool) -> QWidget:
    return widget.nextInFocusChain() if is_next else widget.previousInFocusChain()


def _takes_tab(widget: QWidget, cover: QWidget) -> bool:
    is_there = cover.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled()
    tab = Qt.FocusPolicy.TabFocus
    return is_there and widget.focusPolicy() & tab == tab
