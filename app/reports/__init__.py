"""What an event looks like in numbers and in files."""
