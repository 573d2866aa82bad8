"""What people see: the window of a station, built on PySide6."""
