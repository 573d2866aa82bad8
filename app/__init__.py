"""What Empfang does: admission, reading, badges, sync and reports, without Qt and without SQL."""
