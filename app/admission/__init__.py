"""Who may come in: pure functions from journal entries to standings and verdicts."""
