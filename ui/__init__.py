"""What people see: the window of a station, built on PySide6."""

import os

# FFmpeg names on standard error every optional library that it does without.
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
