"""The one application behind all windows."""

from PySide6.QtWidgets import QApplication


def application() -> QApplication:
    """Return it.

    Raises:
        TypeError: nobody has made one.
    """
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        message = "a window needs a QApplication"
        raise TypeError(message)
    return found
