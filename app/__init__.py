"""What Empfang does: admission, reading, badges, sync and reports, without Qt and without SQL."""

VERSION = "0.1.0"
"""The release, as in pyproject.toml."""
