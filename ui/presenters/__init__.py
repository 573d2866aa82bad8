"""What a page does: calls the desk in workers and says what is to be shown."""
