"""Pseudo-terminals, which other systems than Linux and macOS do not have."""

import sys

collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []
